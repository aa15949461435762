"""Eq 6: S = A - U - R of one service, one intervention, a whole life, or a life up to any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from carbon.engine.components import Components
from carbon.engine.embodied import displaced_embodied_kg
from carbon.engine.intervention import consumable_kg, part_kg, refurbishment_kg, removed_kg, transport_kg
from carbon.engine.life import Intervention, Service
from carbon.engine.quantities import EXACT, Number, Ops
from carbon.engine.use_phase import use_kg


def serve(service: Service, ops: Ops = EXACT) -> Components:
    """What a service avoided and emitted: a_emb, a_use, u."""
    return serve_days(service, service.days(ops))


def serve_days(service: Service, days: Mapping[int, Number]) -> Components:
    """The same with the days of each calendar year given."""
    base = service.baseline
    displaced = base.displacement * base.replacements
    return Components(
        a_emb=displaced_embodied_kg(
            displacement=base.displacement,
            replacements=base.replacements,
            embodied_kg=base.embodied_kg,
            days=sum(days.values()),
            lifetime_months=base.lifetime_months,
        ),
        a_use=use_kg(
            days=days,
            kwh_per_day=displaced * base.kwh_per_day,
            overhead=service.overhead,
            kg_per_kwh=service.kg_per_kwh,
        ),
        u=use_kg(days=days, kwh_per_day=service.kwh_per_day, overhead=service.overhead, kg_per_kwh=service.kg_per_kwh),
    )


def burden(act: Intervention) -> Components:
    """What an intervention cost: r_transport, r_refurb (packaging included), r_parts, r_eol."""
    electricity = refurbishment_kg(act.refurb_kwh, act.kg_per_kwh)
    return Components(
        r_transport=sum(transport_kg(leg) for leg in act.legs),
        r_refurb=electricity + sum(consumable_kg(used) for used in act.consumables),
        r_parts=sum(part_kg(part) for part in act.parts),
        r_eol=sum(removed_kg(waste) for waste in act.removed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """All services and interventions of one device; either may be empty (a device that never served has burdens only).

    A life of columns is many devices at once, each the same count of services and interventions.
    """

    services: tuple[Service, ...] = ()
    interventions: tuple[Intervention, ...] = ()

    def total(self, ops: Ops = EXACT) -> Components:
        """The seven components of the whole life, in kg."""
        return _sum([serve(service, ops) for service in self.services] + [burden(act) for act in self.interventions])

    def cumulative(self, day: Number, ops: Ops = EXACT) -> Components:
        """The components of everything before a day, in kg: served days, and burdens booked on their own day."""
        served = [serve(service.until(day, ops), ops) for service in self.services]
        booked = [burden(act).times(ops.choose(act.on < day, 1, 0)) for act in self.interventions]
        return _sum(served + booked)

    def slices(self, days: Sequence[Number]) -> list[Components]:
        """Whole grams between each two successive days: months, or the spans of successive owners.

        Each slice is the difference of two rounded cumulative values, so slices add up to the rounded whole.
        """
        to_date = [self.cumulative(day).in_grams() for day in days]
        return [later - earlier for earlier, later in pairwise(to_date)]


def _sum(parts: Iterable[Components]) -> Components:
    return sum(parts, start=Components())
