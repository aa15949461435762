import json
from typing import Any

import pytest

from inventory.readers import Refused, Report, read_report
from tests.inventory.readers.reports import bank, lshw, memory, node, printed


def read(document: Any) -> Report:
    return read_report(printed(document), "report.json")


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        read_report(data, "report.json")
    return refused.value


def test_newer_lshw_puts_the_machine_into_an_array() -> None:
    assert read([lshw()]) == read_report(printed([lshw()]))
    assert read([lshw()]).serial == "FJBQVZ1"


def test_the_sku_in_brackets_is_not_the_model() -> None:
    assert read(lshw(product="Latitude E6440 (0617 (rev B))")).model == "Latitude E6440"


def test_lenovo_names_the_model_in_the_version() -> None:
    report = read(lshw(vendor="LENOVO", product="20HRCTO1WW (LENOVO_MT_20HR)", version="ThinkPad X1 Carbon 5th"))
    assert (report.model, report.model_code) == ("ThinkPad X1 Carbon 5th", "20HRCTO1WW")


@pytest.mark.parametrize("version", ["", "1.0", "INVALID", "Not Specified", "Lenovo Product", "3.14159"])
def test_a_lenovo_without_a_telling_version_keeps_the_product_name(version: str) -> None:
    report = read(lshw(vendor="LENOVO", product="80LT", version=version))
    assert (report.model, report.model_code) == ("80LT", None)


def test_modules_of_several_arrays_are_counted_together() -> None:
    report = read(lshw(memory(bank(0, 4)), node("memory", "memory:1", bank(0, 4), bank(1, None, "DIMM [empty]"))))
    assert (report.ram_gib, report.slots_smbios, report.free_slots_smbios) == (8, 3, 1)


def test_the_firmware_flash_is_not_memory() -> None:
    flash = node("memory", "memory:1", bank(0, 0.004, "Chip FLASH Non-volatile"), description="Flash Memory")
    report = read(lshw(memory(bank(0, 4)), flash))
    assert (report.ram_gib, report.slots_smbios) == (4, 1)


@pytest.mark.parametrize("description", ["LPDDR3 Synchronous", "DIMM [empty]"])
def test_banks_without_size_beside_a_total_leave_the_free_slots_unknown(description: str) -> None:
    report = read(lshw(memory(bank(0, None, description), bank(1, None, description), size=int(15.875 * 2**30))))
    assert (report.ram_gib, report.slots_smbios, report.free_slots_smbios) == (15.875, 2, None)
    assert any("without their size" in warning for warning in report.warnings)


@pytest.mark.parametrize("empty", ["DIMM [empty]", "DIMM [leer]", "DIMM DDR4 [vide]"])
def test_an_empty_slot_is_empty_in_any_language(empty: str) -> None:
    report = read(lshw(memory(bank(0, 8), bank(1, None, empty))))
    assert (report.slots_smbios, report.free_slots_smbios) == (2, 1)


def test_a_german_report_is_read_like_an_english_one() -> None:
    battery = node("power", "battery", capacity=47520, configuration={"voltage": "10,8V"})
    german = lshw(
        memory(bank(0, 8, "SODIMM DDR4 Synchron 2400 MHz (0,4 ns)")),
        battery,
        description="Notebook",
        configuration={"chassis": "notebook"},
    )
    german["children"][0]["children"][0]["description"] = "Systemspeicher"
    report = read(german)
    assert (report.form_factor, report.ram_gib, report.battery_design_wh) == ("laptop", 8, 47.52)
    assert report.modules[0].type == "DDR4"


def test_the_boot_stick_the_card_and_the_dvd_are_not_the_machines_drives() -> None:
    def disk(**values: Any) -> dict[str, Any]:
        return node("disk", "disk", size=240057409536, serial="S1D5NSAF1", product="SSD 850", **values)

    stick = node("storage", "usb:0", disk(), businfo="usb@1:2")
    card = node("storage", "mmc0", node("disk", "card", description="SD Card", size=64 * 10**9, businfo="mmc@0:1"))
    dvd = node("disk", "cdrom", description="DVD-RAM writer")
    report = read(lshw(stick, card, dvd, node("storage", "scsi", disk(businfo="scsi@0:0.0.0"))))
    assert [(drive.size_gb, drive.serial, drive.medium) for drive in report.drives] == [(240.1, "S1D5NSAF1", "ssd")]


def test_nvme_and_emmc_drives_are_found_with_the_serial_of_their_controller() -> None:
    nvme = node(
        "storage",
        "nvme",
        node("disk", "namespace:0", logicalname="hwmon3"),
        node("disk", "namespace:1", size=512110190592, logicalname="/dev/nvme0n1"),
        serial="S65DNE2R576016",
        product="SAMSUNG MZALQ512HBLU",
        businfo="pci@0000:04:00.0",
    )
    emmc = node("storage", "mmc0", node("disk", "card", description="SD/MMC Device", size=31268536320, serial="25163"))
    drives = read(lshw(nvme, emmc)).drives
    assert [(drive.medium, drive.size_gb, drive.serial) for drive in drives] == [
        ("nvme", 512.1, "S65DNE2R576016"),
        ("emmc", 31.3, "25163"),
    ]


def test_a_drive_whose_size_is_not_told_is_still_a_drive() -> None:
    old = node("storage", "storage", description="Non-Volatile memory controller", product="NVMe SSD Controller SM961")
    report = read(lshw(old))
    assert [(drive.medium, drive.size_gb) for drive in report.drives] == [("nvme", None)]


def test_no_drive_seen_is_not_said_to_be_diskless() -> None:
    assert any("not proof that there is none" in warning for warning in read(lshw()).warnings)


def test_a_power_supply_is_not_a_battery() -> None:
    assert read(lshw(node("power", "power", capacity=32768, units="mWh"))).batteries == ()


def test_milliamperehours_under_the_wrong_unit_are_estimated_not_believed() -> None:
    report = read(lshw(node("power", "battery", capacity=5600, units="mWh", configuration={"voltage": "10.8V"})))
    assert report.battery_design_wh is None
    assert report.batteries[0].likely_wh == 60.48
    assert any("read as mAh at 10.8 V" in warning for warning in report.warnings)


def test_two_batteries_add_up() -> None:
    parts = (node("power", f"battery:{n}", capacity=23940) for n in (0, 1))
    assert read(lshw(*parts)).battery_design_wh == 47.88


def test_set_firmware_passwords_are_told() -> None:
    set_ = {"chassis": "notebook", "administrator_password": "enabled", "power-on_password": "disabled"}
    assert read(lshw(configuration=set_)).passwords_set == ("administrator",)


def test_logical_processors_and_coprocessors_are_not_the_processor() -> None:
    report = read(
        lshw(
            node("processor", "processor", product="MCP79 Co-processor"),
            node("processor", "cpu:0", product="Intel(R) Core(TM)2  CPU  6600", configuration={"cores": "2"}),
            node("processor", "cpu:1", version="6.7"),
        )
    )
    assert (report.cpu, report.cores) == ("Intel(R) Core(TM)2 CPU 6600", 2)


@pytest.mark.parametrize("size", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_refused(size: str) -> None:
    text = printed(lshw(memory(bank(0, 8)))).decode().replace(str(8 * 2**30), size)
    assert "is not a number" in str(refusal(text.encode()))


def test_absurd_values_say_nothing_and_break_nothing() -> None:
    document = lshw(
        memory(bank(0, 8) | {"size": -1}, bank(1, 8) | {"size": 10**400}, bank(2, 8) | {"size": True}),
        node("processor", "cpu", product=["no", "text"], configuration=["cores"]),
        node("network", "network", serial={"a": 1}),
        {"id": None, "class": 7, "children": "none"},
        vendor=12,
        configuration="notebook",
    )
    report = read(document)
    assert (report.manufacturer, report.ram_gib, report.cpu, report.macs) == (None, None, None, ())


def test_an_overflowing_number_is_not_a_size() -> None:
    text = printed(lshw(memory(bank(0, 8)))).decode().replace(str(8 * 2**30), "1e999")
    assert read_report(text.encode()).ram_gib is None


def test_control_characters_and_half_characters_never_come_out() -> None:
    report = read_report(printed(lshw(product="Lat\x00itude \ud800E6440", serial="FJB\x07QVZ1")))
    assert (report.model, report.serial) == ("Latitude E6440", "FJBQVZ1")


def test_warnings_that_the_shell_mixed_in_are_passed_over() -> None:
    mixed = b"WARNING: you should run this program as super-user.\n" + printed(lshw())
    assert read_report(mixed + b"\nWARNING: output may be incomplete or inaccurate.\n").serial == "FJBQVZ1"


def test_a_part_of_a_machine_is_refused() -> None:
    assert "without -class" in str(refusal(printed([node("network", "network", serial="00:11:22:33:44:55")])))


def test_two_machines_in_one_file_are_refused() -> None:
    assert "more than one machine" in str(refusal(printed([lshw(), lshw()])))


def test_json_of_another_kind_is_refused() -> None:
    assert "but not lshw's" in str(refusal(b'{"hello": "world"}'))
    assert "but not lshw's" in str(refusal(b"[]"))


def test_a_file_cut_off_is_refused_with_its_place() -> None:
    whole = printed(lshw(memory(bank(0, 8))))
    wrong = refusal(whole[: len(whole) // 2])
    assert wrong.kind == "lshw_json"
    assert "line " in str(wrong)


def test_a_missing_comma_is_named_as_old_lshws_fault() -> None:
    broken = json.dumps(lshw(), indent=2).replace('},\n  "children"', '}\n  {"children"')
    assert "A comma is missing there" in str(refusal(broken.encode()))


def test_bottomless_nesting_is_refused() -> None:
    assert "nested deeper" in str(refusal(b'[{"id":' + b"[" * 200_000))
    deep: dict[str, Any] = lshw()
    for _ in range(300):
        deep = node("bus", "core", deep)
    assert read(lshw(deep)).serial == "FJBQVZ1"


@pytest.mark.parametrize(
    ("vendor", "product"),
    [("innotek GmbH", "VirtualBox"), ("QEMU", "Standard PC (i440FX + PIIX, 1996)"), ("VMware, Inc.", "VMware7,1"),
     ("Microsoft Corporation", "Virtual Machine"), ("Xen", "HVM domU")],
)  # fmt: skip
def test_a_virtual_machine_is_refused_but_shown(vendor: str, product: str) -> None:
    wrong = refusal(printed(lshw(vendor=vendor, product=product)))
    assert "virtual machine" in str(wrong)
    assert wrong.report is not None
    assert wrong.report.manufacturer == vendor
