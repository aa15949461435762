"""Two totals side by side, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from carbon.charts import Unit, mass_parts
from carbon.charts.numbers import signed, unit_for, with_unit
from carbon.display.figures import Figure, saving
from carbon.engine.uncertainty import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The total of a recompute, the one shown now, and the first less the second, in text."""

    own: Figure
    shown: Figure
    difference: str
    in_cases: str
    """The difference in the low and in the high case: the same factors stand at the same ends in both totals."""


def comparison(own: Bounds, shown: Bounds) -> Comparison:
    """Of two totals of the same departments, in whole grams."""
    low, central, high = (
        int(one.s - other.s)
        for one, other in ((own.low, shown.low), (own.central, shown.central), (own.high, shown.high))
    )
    unit = unit_for([low, central, high])
    of_both = unit_for(int(case.s) for each in (own, shown) for case in (each.low, each.central, each.high))
    return Comparison(
        own=saving(own, unit=of_both),
        shown=saving(shown, unit=of_both),
        difference=_signed(central, unit),
        in_cases=_("%(low)s in the low case, %(high)s in the high case")
        % {"low": _signed(low, unit), "high": _signed(high, unit)},
    )


def _signed(grams: int, unit: Unit) -> str:
    return with_unit(signed(mass_parts(None, grams, None, unit=unit).central), unit)
