"""How far a saving could be off: bounds now, and the one thing that decides it, whether an error is shared.

Bounds put every factor at the end that lowers (raises) S. They enclose every combination, so they are wider than any
interval that speaks of probability, and are labelled "bounds".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import Enum
from math import sqrt
from typing import TypeVar

from carbon.engine.components import Components
from carbon.engine.factors import Range
from carbon.engine.life import Baseline, Consumable, Intervention, Leg, Part, Service, Waste
from carbon.engine.quantities import EXACT, Number, Ops
from carbon.engine.savings import Life

Row = TypeVar("Row", Leg, Part, Consumable, Waste, Baseline)


class Scenario(Enum):
    """Which end a factor takes: (when S rises with it, when S falls with it)."""

    CENTRAL = ("value", "value")
    LOW = ("low", "high")
    HIGH = ("high", "low")

    def raising(self, number: Number) -> Number:
        """The end of a quantity that raises S as it grows; a plain number has no ends."""
        return getattr(number, self.value[0]) if isinstance(number, Range) else number

    def lowering(self, number: Number) -> Number:
        """The end of a quantity that lowers S as it grows."""
        return getattr(number, self.value[1]) if isinstance(number, Range) else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A full set of components in each scenario: `low.s` is the sum of its own parts."""

    low: Components
    central: Components
    high: Components


def bounds(life: Life, ops: Ops = EXACT) -> Bounds:
    """The life's components in all three scenarios. Ranges may stand anywhere in it."""
    return Bounds(
        low=settle(life, Scenario.LOW, ops).total(ops),
        central=settle(life, Scenario.CENTRAL, ops).total(ops),
        high=settle(life, Scenario.HIGH, ops).total(ops),
    )


def settle(life: Life, scenario: Scenario, ops: Ops = EXACT) -> Life:
    """The life with plain numbers: every range at the end that the scenario asks for."""
    return Life(
        services=tuple(settle_service(service, scenario, ops) for service in life.services),
        interventions=tuple(settle_intervention(act, scenario) for act in life.interventions),
    )


def settle_service(service: Service, scenario: Scenario, ops: Ops = EXACT) -> Service:
    """A service's ranges at their ends.

    Intensity and overhead are shared by both sides of the comparison: a dirtier grid raises S where the device draws
    less than what it displaces, and lowers it where it draws more. So they go, together, to the end that this sign asks
    for at the ends already chosen. Everything else moves by itself, also where one figure stands behind both draws:
    that widens the bounds and never narrows them.
    """
    base = replace(
        _each(service.baseline, scenario.raising),
        lifetime_months=scenario.lowering(service.baseline.lifetime_months),
    )
    draw = scenario.lowering(service.kwh_per_day)
    draws_less = base.displacement * base.replacements * base.kwh_per_day - draw > 0

    def shared(number: Number) -> Number:
        if not isinstance(number, Range):
            return number
        return ops.choose(draws_less, scenario.raising(number), scenario.lowering(number))

    return replace(
        service,
        baseline=base,
        kwh_per_day=draw,
        overhead=shared(service.overhead),
        kg_per_kwh={year: shared(intensity) for year, intensity in service.kg_per_kwh.items()},
    )


def settle_intervention(act: Intervention, scenario: Scenario) -> Intervention:
    """An intervention's ranges at their ends: all of it lowers S, its electricity included.

    Where the service takes the other end of the same grid figure, the bounds are wider by a few grams; in return they
    always enclose the central value, from the first day on, and no component jumps as days go by.
    """
    lowering = scenario.lowering
    return replace(
        act,
        kg_per_kwh=lowering(act.kg_per_kwh),
        refurb_kwh=lowering(act.refurb_kwh),
        legs=tuple(_each(leg, lowering) for leg in act.legs),
        consumables=tuple(_each(used, lowering) for used in act.consumables),
        parts=tuple(_each(part, lowering) for part in act.parts),
        removed=tuple(_each(waste, lowering) for waste in act.removed),
    )


def _each(row: Row, end: Callable[[Number], Number]) -> Row:
    return replace(row, **{field.name: end(getattr(row, field.name)) for field in fields(row)})


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedError:
    """Spread of a fleet total whose devices share one relative error and each have one of their own."""

    mean_kg: Number
    sigma_kg: float
    sigma_if_independent_kg: float

    @property
    def ratio(self) -> float:
        """How many times too narrow the interval is when the shared error is taken for independent ones."""
        return self.sigma_kg / self.sigma_if_independent_kg

    @property
    def cv(self) -> float:
        """Standard deviation as a share of the mean."""
        return self.sigma_kg / float(self.mean_kg)


def shared_error(
    *, devices: Number, kg_per_device: Number, shared_cv: Number, private_kg_per_device: Number, private_cv: Number
) -> SharedError:
    """Closed form of both: a shared error adds up over devices, private ones only as the root of their number."""
    shared_kg = kg_per_device * shared_cv
    private_kg = private_kg_per_device * private_cv
    return SharedError(
        mean_kg=devices * kg_per_device,
        sigma_kg=sqrt((devices * shared_kg) ** 2 + devices * private_kg**2),
        sigma_if_independent_kg=sqrt(devices * (shared_kg**2 + private_kg**2)),
    )
