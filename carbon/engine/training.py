"""Eq 11: carbon per training cycle, in the form of the Software Carbon Intensity (ISO/IEC 21031).

SCI = (E * I + M) / N, with N completed training cycles; failed runs stay in E and M. The intensity is location based.
M is stated twice, because the choice changes the answer and can change its sign against new hardware:
amortised (the conformant one: the first life's production spread over both lives) and incremental (only the
intervention). New hardware is the comparison, by the same method.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from carbon.engine.quantities import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Some equal machines reserved for a job, and their power at the wall."""

    count: Number = 1
    load_w: Number
    load_hours: Number
    idle_w: Number = 0
    idle_hours: Number = 0

    @property
    def reserved_hours(self) -> Number:
        """Hours the job holds each machine: reserved machines count even when idle."""
        return self.load_hours + self.idle_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Embodied:
    """Production spread evenly over calendar months: kg CO2e of one machine over the months it serves."""

    kg: Number
    months: Number

    def per_hour(self) -> Number:
        """Its share of one calendar hour, in kg CO2e; a month has 30.4375 * 24 hours."""
        return self.kg * 16 / (487 * 24 * self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCarbon:
    """Carbon of one training cycle."""

    kwh: Number
    operational_g: Number
    embodied_g: Number

    @property
    def sci_g(self) -> Number:
        """Both together, in g CO2e per completed training cycle."""
        return self.operational_g + self.embodied_g


def energy_kwh(nodes: Iterable[Node], overhead: Number = 1) -> Number:
    """E = PUE * sum over nodes of (P_load * t_load + P_idle * t_idle) / 1000."""
    return overhead * sum(n.count * (n.load_w * n.load_hours + n.idle_w * n.idle_hours) / 1000 for n in nodes)


def embodied_kg(nodes: Iterable[Node], shares: Iterable[Embodied], resource_share: Number = 1) -> Number:
    """M = sum over nodes of TE * (TiR / EL) * (RR / ToR), the same shares for every node."""
    hours = sum(node.count * node.reserved_hours for node in nodes)
    return resource_share * hours * sum(share.per_hour() for share in shares)


def training_cycle(
    nodes: Iterable[Node],
    shares: Iterable[Embodied],
    *,
    kg_per_kwh: Number,
    cycles: Number = 1,
    overhead: Number = 1,
    resource_share: Number = 1,
) -> TrainingCarbon:
    """(11) Carbon per completed training cycle, by whichever embodied shares are given."""
    nodes = tuple(nodes)
    kwh = energy_kwh(nodes, overhead)
    return TrainingCarbon(
        kwh=kwh / cycles,
        operational_g=kwh * kg_per_kwh * 1000 / cycles,
        embodied_g=embodied_kg(nodes, shares, resource_share) * 1000 / cycles,
    )


def amortised(
    *, original_kg: Number, first_months: Number, extra_months: Number, intervention_kg: Number
) -> tuple[Embodied, ...]:
    """SCI-conformant: the original device over both its lives, and the intervention over the second."""
    whole_life = Embodied(kg=original_kg, months=first_months + extra_months)
    return (whole_life, *incremental(intervention_kg=intervention_kg, extra_months=extra_months))


def incremental(*, intervention_kg: Number, extra_months: Number) -> tuple[Embodied, ...]:
    """Cut-off: only what the second life added."""
    return (Embodied(kg=intervention_kg, months=extra_months),)


def new_device(*, embodied_kg: Number, lifetime_months: Number) -> tuple[Embodied, ...]:
    """New hardware over its own life."""
    return (Embodied(kg=embodied_kg, months=lifetime_months),)
