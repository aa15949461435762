"""A report as the flat record that `manage.py read_report` prints: the texts of the file, sizes as numbers."""

from __future__ import annotations

from inventory.readers.report import Report

KEYS: dict[str, tuple[str, ...]] = {
    "lshw_json": (
        "manufacturer",
        "model",
        "model_code",
        "serial",
        "serial_raw",
        "form_factor",
        "cpu",
        "cores",
        "ram_gib",
        "slots_smbios",
        "free_slots_smbios",
        "internal_disks_gb",
        "battery_design_wh",
        "macs",
    ),
    "dmidecode": (
        "manufacturer",
        "model",
        "bios_date",
        "cpu",
        "cores",
        "ram_gib",
        "modules",
        "modules_row_of_chips",
        "empty_slots_smbios",
        "max_capacity",
        "battery_design_wh",
        "battery_raw",
        "serial",
    ),
}


def as_expected(report: Report) -> dict[str, object]:
    """Return the report's record, keys as in `KEYS` of its kind. None is "not said".

    Manufacturer, model and processor are the file's own words, placeholders included; the serial number is not.
    """
    every = _lshw(report) if report.kind == "lshw_json" else _dmidecode(report)
    return {key: every[key] for key in KEYS[report.kind]}


def _lshw(report: Report) -> dict[str, object]:
    return {
        "manufacturer": report.manufacturer_raw,
        # lshw always prints a product; run without administrator rights, it prints it empty.
        "model": report.model_raw or "",
        "model_code": report.model_code,
        "serial": report.serial,
        "serial_raw": report.serial_raw,
        "form_factor": report.form_factor,
        "cpu": report.cpu,
        "cores": report.cores,
        "ram_gib": report.ram_gib,
        "slots_smbios": report.slots_smbios,
        "free_slots_smbios": report.free_slots_smbios,
        "internal_disks_gb": [drive.size_gb for drive in report.drives if drive.size_gb is not None],
        "battery_design_wh": report.battery_design_wh,
        "macs": list(report.macs),
    }


def _dmidecode(report: Report) -> dict[str, object]:
    installed = [module for module in report.modules if module.size_gib is not None]
    return {
        "manufacturer": report.manufacturer_raw,
        "model": report.model_raw,
        "bios_date": report.bios_date,
        "cpu": report.cpu_raw,
        "cores": report.cores,
        "ram_gib": report.ram_gib,
        "modules": len(installed),
        "modules_row_of_chips": sum(module.form_factor in {"Row Of Chips", "Chip"} for module in installed),
        "empty_slots_smbios": report.free_slots_smbios,
        "max_capacity": list(report.max_capacity),
        "battery_design_wh": [battery.design_wh for battery in report.batteries],
        "battery_raw": [battery.stated for battery in report.batteries],
        "serial": report.serial,
    }
