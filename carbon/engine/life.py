"""What a device went through, as the engine takes it: Service, Baseline, Intervention.

Every quantity may be a plain number, a column of them, a Traced number, or a `Range` (a Factor is one);
`uncertainty.settle_*` turns ranges into the plain numbers of one scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from numbers import Rational

from carbon.engine.factors import UnknownFactor
from carbon.engine.quantities import EXACT, Number, Ops, days_in_year

SIGHTING_DAYS = 90
"""No sign of life for this long: no service is claimed beyond it (method, section 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What would have been bought instead: fixed on the day of deployment."""

    displacement: Number
    """delta: the share (0 to 1) of the service that really replaces a purchase."""
    replacements: Number
    """q: new devices needed for the work of one reused device."""
    embodied_kg: Number
    """M_new: kg CO2e of one new device, its use phase left out."""
    lifetime_months: Number
    """L_new: months a new one serves."""
    kwh_per_day: Number
    """e_new: electricity of one new device, before the site's overhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Days [start, end) on which one device, or a column of devices, served at one site against one baseline."""

    start: Number
    """First day, as a day number (`quantities.day_number`)."""
    end: Number
    """First day no longer served."""
    kwh_per_day: Number
    """e_old: electricity of the reused device, before the site's overhead."""
    kg_per_kwh: Mapping[int, Number]
    """I: intensity of the site's electricity in each calendar year served, the same in both scenarios."""
    baseline: Baseline
    overhead: Number = 1
    """PUE: multiplies the kWh of both scenarios."""

    def __post_init__(self) -> None:
        if isinstance(self.start, Rational) and isinstance(self.end, Rational):
            self._refuse_uncovered_days()

    def _refuse_uncovered_days(self) -> None:
        # A day without an intensity would silently count as zero emissions. Columns are held to the same
        # rule by the gate that fills them.
        if self.end < self.start:
            raise ValueError("a service cannot end before it starts")
        if sum(self.days().values()) != self.end - self.start:
            years = ", ".join(str(year) for year in sorted(self.kg_per_kwh)) or "no year"
            raise UnknownFactor(f"no grid factor for some days of service: it is known for {years}", key="grid")

    def days(self, ops: Ops = EXACT) -> dict[int, Number]:
        """Service days in each calendar year."""
        return {year: days_in_year(self.start, self.end, year, ops) for year in self.kg_per_kwh}

    def until(self, day: Number, ops: Ops = EXACT) -> Service:
        """The part of it before a day."""
        return replace(self, end=ops.greater(self.start, ops.lesser(self.end, day)))

    def planned(self, months: Number) -> Service:
        """The same, as if it lasted so many months from its start: for a forecast, never a result."""
        return replace(self, end=self.start + months * 487 / 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One shared freight leg."""

    gross_kg: Number
    km: Number
    kg_per_tkm: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A new part, counted in full on the day it is fitted. A harvested one is left out: its first life paid for it."""

    quantity: Number
    kg_per_unit: Number
    base_kg: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumable:
    """Packaging and other material used up."""

    mass_kg: Number
    kg_per_kg: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Waste:
    """Removed parts sent to treatment."""

    mass_kg: Number
    kg_per_t: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One act that put a device back to work, with its burdens: booked in full on its day."""

    on: Number
    """Day number."""
    kg_per_kwh: Number = 0
    """Intensity of the workshop's electricity in that year; needed when `refurb_kwh` is given."""
    refurb_kwh: Number = 0
    legs: tuple[Leg, ...] = ()
    consumables: tuple[Consumable, ...] = ()
    parts: tuple[Part, ...] = ()
    removed: tuple[Waste, ...] = ()


def counted_until(end: Number, as_of: Number, last_sighting: Number, ops: Ops = EXACT) -> Number:
    """The first day no longer counted: the service's end, the as-of date, or 90 days after the last sighting.

    Give `as_of` for the end of a service still running. A closed period and a placement at an outside recipient
    count to the last sighting only: pass that day as `as_of`.
    """
    return ops.lesser(ops.lesser(end, as_of), last_sighting + SIGHTING_DAYS)
