import pytest

from inventory.readers import Refused, Report, read_report
from tests.inventory.readers.reports import dmidecode


def read(text: str) -> Report:
    return read_report(text.encode(), "report.txt")


BATTERY = """Handle 0x0020, DMI type 22, 26 bytes
Portable Battery
	Design Capacity: {capacity}
	Design Voltage: {voltage}
"""
MODULE = """Handle 0x0013, DMI type 17, 40 bytes
Memory Device
	Array Handle: {array}
	Size: {size}
	Form Factor: {form}
	Type: {kind}
"""


def test_an_ordinary_laptop() -> None:
    report = read(dmidecode())
    assert (report.manufacturer, report.model, report.serial) == ("Dell Inc.", "Latitude E6440", "FJBQVZ1")
    assert (report.form_factor, report.cores, report.ram_gib) == ("laptop", 2, 8)
    assert (report.slots_smbios, report.free_slots_smbios, report.bios_date) == (2, 1, "03/29/2013")
    assert report.modules[0].part_number == "M471B1G73DB0-YK0"
    assert not report.drives_listed
    assert report.asset_tag is None


@pytest.mark.parametrize("indent", ["        ", "    ", ""])
def test_tabs_may_have_become_blanks_or_nothing(indent: str) -> None:
    assert read(dmidecode().replace("\t", indent)).modules == read(dmidecode()).modules


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_may_be_of_any_system(ends: str) -> None:
    assert read(dmidecode().replace("\n", ends)).ram_gib == 8


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_windows_tools_may_have_saved_it(encoding: str) -> None:
    assert read_report(dmidecode().encode(encoding)).serial == "FJBQVZ1"


def test_bytes_of_no_encoding_do_not_stop_the_reading() -> None:
    report = read_report(dmidecode(serial="SERIAL").encode().replace(b"SERIAL", b"\xff\xfe\x81\x8d\xff"))
    assert report.serial is None
    assert report.model == "Latitude E6440"


def test_a_line_end_of_unicode_inside_a_name_does_not_cut_it() -> None:
    assert read(dmidecode(product="Latitude\u2028E6440")).model == "Latitude E6440"


@pytest.mark.parametrize(
    "serial",
    ["--", "To be filled by O.E.M.", "To Be Filled By O.E.M.", "0123456789", "System Serial Number", "Not Specified",
     "Default string", "00000000", "XXXXXXX", "N/A", "123456789", "SerNum0", " ", "1", "TBD by ODM"],
)  # fmt: skip
def test_a_placeholder_is_no_serial_number(serial: str) -> None:
    report = read(dmidecode(serial=serial))
    assert report.serial is None
    assert report.serial_raw == (serial.strip() or None)


def test_hp_repeats_the_serial_number_as_asset_tag() -> None:
    assert read(dmidecode(asset_tag="fjbqvz1")).asset_tag is None
    assert read(dmidecode(asset_tag="UNI-004711")).asset_tag == "UNI-004711"


def test_a_model_name_loses_what_stands_in_brackets() -> None:
    assert read(dmidecode(product="Laptop 13 (AMD Ryzen 7040Series)")).model == "Laptop 13"


def test_placeholder_names_are_kept_as_the_file_says_them_but_not_believed() -> None:
    report = read(dmidecode(manufacturer="Default string", product="To be filled by O.E.M."))
    assert (report.manufacturer, report.manufacturer_raw) == (None, "Default string")
    assert (report.model, report.model_raw) == (None, "To be filled by O.E.M.")


def test_the_flash_array_is_not_memory() -> None:
    flash = """Handle 0x0030, DMI type 16, 15 bytes
Physical Memory Array
	Use: Flash Memory
	Maximum Capacity: 1 MB

""" + MODULE.format(array="0x0030", size="1024 kB", form="Other", kind="Flash")
    report = read(dmidecode(flash))
    assert (report.ram_gib, report.slots_smbios, report.max_capacity) == (8, 2, ("16 GB",))


@pytest.mark.parametrize(
    ("size", "gib"), [("8192 MB", 8), ("8 GB", 8), ("1048576 kB", 1), ("0.5 GB", None), ("Unknown", None)]
)
def test_sizes_come_in_several_units(size: str, gib: float | None) -> None:
    report = read(dmidecode(MODULE.format(array="0x0010", size=size, form="SODIMM", kind="DDR3")))
    assert report.modules[1].size_gib == gib


@pytest.mark.parametrize(
    ("form", "kind"), [("Row Of Chips", "DDR4"), ("Chip", "DDR3"), ("SODIMM", "LPDDR4"), ("Other", "LPDDR5")]
)
def test_soldered_modules_are_told(form: str, kind: str) -> None:
    report = read(dmidecode(MODULE.format(array="0x0010", size="8 GB", form=form, kind=kind)))
    assert report.modules[1].soldered
    assert any("soldered" in warning for warning in report.warnings)


def test_a_macbook_whose_firmware_claims_modules_has_none() -> None:
    mac = read(dmidecode(manufacturer="Apple Inc.", product="MacBookAir7,2"))
    assert all(module.soldered for module in mac.modules)
    old = read(dmidecode(manufacturer="Apple Inc.", product="MacBookPro9,2"))
    assert not any(module.soldered for module in old.modules)


def test_more_installed_than_fits_discredits_the_maximum() -> None:
    report = read(dmidecode(MODULE.format(array="0x0010", size="16 GB", form="SODIMM", kind="DDR3")))
    assert any("24 GB are installed" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("capacity", "voltage", "design_wh", "likely_wh"),
    [("47520 mWh", "10800 mV", 47.52, None), ("Unknown", "Unknown", None, None), ("0 mWh", "3750 mV", None, None),
     ("10 mWh", "10800 mV", None, None), ("671040 mWh", "10800 mV", None, None), ("5100 mWh", "10800 mV", None, 55.08),
     ("4400 mWh", "3700 mV", None, None), ("4400 mWh", "Unknown", None, None)],
)  # fmt: skip
def test_battery_capacities_are_judged(
    capacity: str, voltage: str, design_wh: float | None, likely_wh: float | None
) -> None:
    (battery,) = read(dmidecode(BATTERY.format(capacity=capacity, voltage=voltage))).batteries
    assert (battery.stated, battery.design_wh, battery.likely_wh) == (capacity, design_wh, likely_wh)


def test_a_battery_gives_a_laptop_away_whose_chassis_says_other() -> None:
    plain = dmidecode().replace("Type: Notebook", "Type: Other")
    assert read(plain).form_factor is None
    with_battery = dmidecode(BATTERY.format(capacity="Unknown", voltage="Unknown")).replace(
        "Type: Notebook", "Type: Other"
    )
    assert read(with_battery).form_factor == "laptop"


def test_set_firmware_passwords_are_told() -> None:
    security = "Handle 0x0040, DMI type 24, 5 bytes\nHardware Security\n\tPower-On Password Status: Enabled\n"
    assert read(dmidecode(security)).passwords_set == ("power-on",)


def test_a_report_without_system_information_says_how_to_get_one() -> None:
    text = dmidecode()
    start, end = text.index("Handle 0x0001"), text.index("Handle 0x0003")
    report = read(text[:start] + text[end:])
    assert (report.manufacturer, report.model, report.serial) == (None, None, None)
    assert any("without -t" in warning for warning in report.warnings)


def test_a_report_cut_off_is_read_with_a_warning() -> None:
    text = dmidecode().replace("SMBIOS 2.7 present.", "SMBIOS 2.7 present.\n71 structures occupying 2642 bytes.")
    report = read(text[: text.index("Handle 0x0011")])
    assert report.model == "Latitude E6440"
    assert any("seems cut off: it announces 71 entries and holds 5" in warning for warning in report.warnings)


def test_output_without_a_table_is_refused() -> None:
    with pytest.raises(Refused, match="sudo dmidecode"):
        read("# dmidecode 3.3\nScanning /dev/mem for entry point.\n/dev/mem: Permission denied\n")


def test_two_machines_in_one_file_are_refused() -> None:
    with pytest.raises(Refused, match="more than one machine"):
        read(dmidecode() + dmidecode(serial="OTHER12"))


def test_a_virtual_machine_is_refused() -> None:
    with pytest.raises(Refused, match="virtual machine"):
        read(dmidecode(manufacturer="QEMU", product="Standard PC (Q35 + ICH9, 2009)"))
