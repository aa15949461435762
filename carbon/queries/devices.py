"""Figures of single devices, and the devices that have none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from carbon.engine.factors import FactorBook
from carbon.engine.savings import Life
from carbon.engine.uncertainty import Bounds, bounds
from carbon.inputs import Cut, NotAssessable, one_life
from carbon.models import FactorSet, Footprint, NotAssessed, Recompute
from carbon.queries.savings import Filters

EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """Devices that are not assessed for one reason. `examples` are some of them, as (key, asset tag)."""

    reason_code: str
    reason: str
    devices: int
    examples: tuple[tuple[int, str], ...]


def not_assessed(recompute: Recompute, filters: Filters) -> list[Uncounted]:
    """By reason, most devices first. Two queries."""
    rows = NotAssessed.objects.filter(recompute=recompute)
    if filters.departments:
        rows = rows.filter(department__code__in=filters.departments)
    counts = rows.values("reason_code", "reason").order_by().annotate(devices=Count("pk"))
    first = Window(RowNumber(), partition_by=F("reason"), order_by=F("device_id").asc())
    few = rows.annotate(nth=first).filter(nth__lte=EXAMPLES).order_by("device_id")
    examples: dict[str, list[tuple[int, str]]] = {}
    for reason, device_id, tag in few.values_list("reason", "device_id", "device__asset_tag"):
        examples.setdefault(reason, []).append((device_id, tag))
    found = [Uncounted(**row, examples=tuple(examples.get(row["reason"], ()))) for row in counts]
    return sorted(found, key=lambda each: (-each.devices, each.reason))


def devices_not_assessed(recompute: Recompute, reason: str = "") -> QuerySet[NotAssessed]:
    """Those of one reason (all without one), with their devices; in the order of keys, for paging."""
    rows = NotAssessed.objects.filter(recompute=recompute).select_related("device", "department").order_by("device_id")
    return rows.filter(reason=reason) if reason else rows


def footprints(recompute: Recompute, filters: Filters) -> QuerySet[Footprint]:
    """Footprints with devices, departments and sites; in the order of keys, for paging. Periods do not apply."""
    rows = Footprint.objects.filter(recompute=recompute).select_related("device", "department", "site", "cluster")
    if filters.departments:
        rows = rows.filter(department__code__in=filters.departments)
    if filters.site:
        rows = rows.filter(site__code=filters.site)
    return rows.order_by("device_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFigure:
    """A device in the recompute shown, and as it stands now.

    `live` is in whole grams, computed exactly as of the day asked for; `why_not` says why there is none. `life` is what
    it was computed from, for explaining it.
    """

    stored: Footprint | None
    not_assessed: NotAssessed | None
    live: Bounds | None
    life: Life | None
    why_not: str


def device_figure(device_id: int, recompute: Recompute | None, *, as_of: date) -> DeviceFigure:
    """Thirteen queries, and two more for the first device of a factor set.

    `as_of` is the first day that does not count in the live figure.
    """
    factor_set = recompute.factor_set if recompute is not None else FactorSet.objects.adopted()
    life, why_not = _life(device_id, factor_set, as_of)
    return DeviceFigure(
        stored=Footprint.objects.filter(recompute=recompute, device_id=device_id).first() if recompute else None,
        not_assessed=NotAssessed.objects.filter(recompute=recompute, device_id=device_id).first()
        if recompute
        else None,
        live=None if life is None else _in_grams(bounds(life)),
        life=life,
        why_not=why_not,
    )


def _life(device_id: int, factor_set: FactorSet | None, as_of: date) -> tuple[Life | None, str]:
    if factor_set is None:
        return None, "no factor set is published"
    try:
        life = one_life(device_id, cut=Cut(as_of=as_of), book=_book(factor_set.pk, factor_set.checksum))
    except NotAssessable as reason:
        return None, str(reason)
    return life, "" if life is not None else "not received yet"


@lru_cache(maxsize=4)
def _book(factor_set_id: int, checksum: str) -> FactorBook:  # noqa: ARG001 - the content is what is kept
    """A published set never changes, so its book is read once."""
    return FactorSet.objects.get(pk=factor_set_id).book()


def _in_grams(figures: Bounds) -> Bounds:
    return Bounds(low=figures.low.in_grams(), central=figures.central.in_grams(), high=figures.high.in_grams())
