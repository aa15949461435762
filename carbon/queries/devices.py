"""Stored figures of devices, and the devices that have none."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from carbon.models import Footprint, NotAssessed, Recompute
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
