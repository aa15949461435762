"""Savings of each department in each month, as rows that can be read page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum

from carbon.engine.components import NAMES, Components
from carbon.engine.uncertainty import Bounds
from carbon.models import COLUMNS, DepartmentMonth, Recompute
from carbon.queries.savings import Filters

_SUMS = {f"sum_{name}": Sum(name) for name in (*COLUMNS, "devices", "service_days")}


def savings_by_department_and_month(recompute: Recompute, filters: Filters) -> Any:
    """Rows with `month`, `department__code`, `department__name` and the sums over sites. One query when read."""
    rows = DepartmentMonth.objects.filter(recompute=recompute)
    if filters.departments:
        rows = rows.filter(department__code__in=filters.departments)
    if filters.site:
        rows = rows.filter(site__code=filters.site)
    if filters.first_month is not None:
        rows = rows.filter(month__gte=filters.first_month)
    if filters.last_month is not None:
        rows = rows.filter(month__lte=filters.last_month)
    named = rows.values("month", "department__code", "department__name")
    return named.order_by("month", "department__code").annotate(**_SUMS)


def bounds_of_sums(row: Mapping[str, Any]) -> Bounds:
    """The figures of such a row, in whole grams."""
    low, central, high = (
        Components(**{name: row[f"sum_{name}{end}_g"] for name in NAMES}) for end in ("_low", "", "_high")
    )
    return Bounds(low=low, central=central, high=high)
