"""One device's figure as it stands now, explained line by line, beside the one of the recompute shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from carbon.engine.components import NAMES, Components
from carbon.engine.quantities import grams
from carbon.engine.trace import Trace, explain
from carbon.engine.uncertainty import Bounds, Scenario
from carbon.inputs import Cut, NotAssessable, one_life
from carbon.inputs.cited import CitedBook
from carbon.models import FactorSet, Footprint, NotAssessed, Recompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`traces` explain every component and total in each scenario; without any, `why_not` says why.

    `live` are their values in whole grams. `stored` and `not_assessed` are what the recompute shown says.
    """

    factor_set: FactorSet | None
    as_of: date
    traces: Mapping[Scenario, Mapping[str, Trace]]
    live: Bounds | None
    why_not: str
    stored: Footprint | None
    not_assessed: NotAssessed | None


def explain_device(device_id: int, recompute: Recompute | None, *, as_of: date) -> Explanation:
    """Fifteen queries, or fewer. `as_of` is the first day that does not count in the live figure.

    The live figure uses the factors of the recompute shown, so that a difference to it is one of days and acts.
    """
    factor_set = recompute.factor_set if recompute is not None else FactorSet.objects.adopted()
    traces, why_not = _traces(device_id, factor_set, as_of)
    of_device = {"recompute": recompute, "device_id": device_id}
    return Explanation(
        factor_set=factor_set,
        as_of=as_of,
        traces=traces,
        live=_in_grams(traces) if traces else None,
        why_not=why_not,
        stored=Footprint.objects.filter(**of_device).first() if recompute else None,
        not_assessed=NotAssessed.objects.filter(**of_device).first() if recompute else None,
    )


def _traces(device_id: int, factor_set: FactorSet | None, as_of: date) -> tuple[dict[Scenario, dict[str, Trace]], str]:
    if factor_set is None:
        return {}, _("no factor set is published")
    try:
        life = one_life(device_id, cut=Cut(as_of=as_of), book=_cited(factor_set.pk, factor_set.checksum))
        if life is None:
            return {}, _("not received yet")
        return {scenario: explain(life, scenario) for scenario in Scenario}, ""
    except NotAssessable as reason:
        return {}, str(reason)


def _in_grams(traces: Mapping[Scenario, Mapping[str, Trace]]) -> Bounds:
    cases = {
        scenario: Components(**{name: grams(explained[name].value) for name in NAMES})
        for scenario, explained in traces.items()
    }
    return Bounds(low=cases[Scenario.LOW], central=cases[Scenario.CENTRAL], high=cases[Scenario.HIGH])


@lru_cache(maxsize=4)
def _cited(factor_set_id: int, checksum: str) -> CitedBook:  # noqa: ARG001 - the content is what is kept
    """A published set never changes, so its book is read once."""
    return CitedBook(row.figure() for row in FactorSet.objects.get(pk=factor_set_id).factors.all())
