"""What the gate hands over of one device: plain rows, the same from whichever road they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which acts count: those before a day, and those recorded by a moment (None: everything known now)."""

    as_of: date
    known_at: datetime | None = None


class Service(NamedTuple):
    """A placement: days [started_on, ended_on) with the claim fixed at its start."""

    kind: str
    cluster_id: int | None
    site_id: int | None
    started_on: date
    ended_on: date | None
    last_seen_on: date
    displaced_class: str
    displaced_lifetime_months: Decimal
    displaced_per_device: Decimal
    displacement_tier: str


class Owner(NamedTuple):
    """A department that owns the device from a day on."""

    started_on: date
    department_id: int


class Leg(NamedTuple):
    """A shared transport leg."""

    on: date
    distance_km: Decimal
    mode: str


class FittedPart(NamedTuple):
    """A part fitted; `quantity` in GB, of a battery in Wh."""

    on: date
    kind: str
    condition: str
    quantity: Decimal


class RemovedPart(NamedTuple):
    """A part taken out."""

    on: date
    kind: str
    fate: str
    mass_kg: Decimal


@dataclass(slots=True)
class DeviceRecord:
    """One device as of a cut. Every list is in the order of the days."""

    device_id: int
    model_id: int | None
    site_id: int | None
    owners: list[Owner] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    fitted: list[FittedPart] = field(default_factory=list)
    removed: list[RemovedPart] = field(default_factory=list)
    tested_on: list[date] = field(default_factory=list)
    """The first test of each stay: refurbishment is booked there, once."""

    @property
    def open_service(self) -> Service | None:
        """The placement that is open, if any."""
        return next((service for service in self.services if service.ended_on is None), None)
