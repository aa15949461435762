"""What a hardware report says of one machine: proposals, in our words and units, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["lshw_json", "dmidecode"]
FormFactor = Literal["laptop", "desktop", "server", "other"]
Medium = Literal["hdd", "ssd", "nvme", "emmc", "unknown"]


@dataclass(frozen=True, slots=True)
class Module:
    """One memory module or soldered row of chips. `size_gib` is None where the report shows it but not its size."""

    size_gib: float | None
    slot: str = ""
    type: str = ""
    form_factor: str = ""
    soldered: bool | None = None
    speed_mhz: int | None = None
    part_number: str = ""


@dataclass(frozen=True, slots=True)
class Drive:
    """One internal drive; `size_gb` is decimal, `serial` None where the report does not tell."""

    serial: str | None
    model: str
    size_gb: float | None
    medium: Medium


@dataclass(frozen=True, slots=True)
class Battery:
    """One battery as designed. `likely_wh` is our reading of a capacity that was probably meant in mAh: an estimate."""

    stated: str
    design_wh: float | None
    likely_wh: float | None = None
    voltage_v: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One machine as its hardware report tells it; None is "not said".

    The `*_raw` fields hold the text of the file; the fields without hold None where that text is a placeholder.
    `drives_listed` is False for formats that never list drives. `battery_design_wh` sums the batteries that say theirs.
    `warnings` are sentences for the person at the bench.
    """

    kind: Kind
    sha256: str
    manufacturer: str | None
    manufacturer_raw: str | None
    model: str | None
    model_raw: str | None
    model_code: str | None
    serial: str | None
    serial_raw: str | None
    asset_tag: str | None
    hardware_uuid: str | None
    form_factor: FormFactor | None
    cpu: str | None
    cpu_raw: str | None
    cores: int | None
    ram_gib: float | None
    modules: tuple[Module, ...]
    slots_smbios: int | None
    free_slots_smbios: int | None
    max_capacity: tuple[str, ...]
    drives: tuple[Drive, ...]
    drives_listed: bool
    batteries: tuple[Battery, ...]
    macs: tuple[str, ...]
    bios_date: str | None
    passwords_set: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def battery_design_wh(self) -> float | None:
        """Design energy of all batteries together in Wh; None if none says a possible one."""
        stated = [battery.design_wh for battery in self.batteries if battery.design_wh is not None]
        return round(sum(stated), 3) if stated else None
