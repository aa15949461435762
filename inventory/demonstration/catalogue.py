"""The models of the story, which are sold second-hand by the pallet, out of catalogue.csv.

Mass source "PCF": the maker's product carbon footprint report, as collected in Boavizta's environmental-footprint-data
(boavizta-data-us.csv, column weight); "starting at": the maker's own data sheet. Serials: # a digit, ? either.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inventory.models import DeviceModel


@dataclass(frozen=True, slots=True)
class Kind:
    """A model with what usually is in it. `name` is what the story calls it."""

    name: str
    manufacturer: str
    model: str
    form: str
    screen_inch: float | None
    tdp_w: int
    mass_kg: float
    released_year: int
    ram_max_gb: int | None
    cpu: str
    ram_gb: int
    drive_medium: str
    drive_gb: int
    serial: str

    def row(self) -> DeviceModel:
        """The entry of the catalogue of models, not saved."""
        return DeviceModel(
            manufacturer=self.manufacturer,
            name=self.model,
            form=self.form,
            screen_inch=self.screen_inch,
            tdp_w=self.tdp_w,
            mass_kg=self.mass_kg,
            released_year=self.released_year,
            ram_max_gb=self.ram_max_gb,
        )


def _kind(row: dict[str, str]) -> Kind:
    return Kind(
        name=row["name"],
        manufacturer=row["manufacturer"],
        model=row["model"],
        form=row["form"],
        screen_inch=float(row["screen_inch"]) if row["screen_inch"] else None,
        tdp_w=int(row["tdp_w"]),
        mass_kg=float(row["mass_kg"]),
        released_year=int(row["released_year"]),
        ram_max_gb=int(row["ram_max_gb"]) if row["ram_max_gb"] else None,
        cpu=row["cpu"],
        ram_gb=int(row["ram_gb"]),
        drive_medium=row["drive_medium"],
        drive_gb=int(row["drive_gb"]),
        serial=row["serial"],
    )


with (Path(__file__).parent / "catalogue.csv").open(encoding="utf-8", newline="") as _file:
    KINDS: Final = {row["name"]: _kind(row) for row in csv.DictReader(_file)}
