"""Savings of departments, months and phases, from the rollups: grams of CO2e, S > 0 means avoided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Sum

from carbon.engine.components import NAMES, Components
from carbon.engine.uncertainty import Bounds
from carbon.models import COLUMNS, DepartmentMonth, DepartmentTotal, NotAssessed, Recompute

_SIGNS: Final = {name: 1 if name.startswith("a_") else -1 for name in NAMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to look at. `departments` are codes (empty: all); `site` is a code; months are given by their first days."""

    departments: tuple[str, ...] = ()
    site: str = ""
    first_month: date | None = None
    last_month: date | None = None

    @property
    def has_period(self) -> bool:
        """Whether only some months are asked for."""
        return self.first_month is not None or self.last_month is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """`figures` has all components in each scenario, in whole grams; `low_g` <= `central_g` <= `high_g` is S."""

    figures: Bounds

    @property
    def central_g(self) -> int:
        """S."""
        return int(self.figures.central.s)

    @property
    def low_g(self) -> int:
        """S at its low bound. Rounded by itself, it could pass the central value by a gram: then it is that value."""
        return min(int(self.figures.low.s), self.central_g)

    @property
    def high_g(self) -> int:
        """S at its high bound, likewise."""
        return max(int(self.figures.high.s), self.central_g)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline(Saving):
    """Everything that the filters let through. Devices are those owned on the as-of date, whatever the period."""

    devices: int
    in_service: int
    not_assessed: int
    service_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentSaving(Saving):
    """One department."""

    code: str
    name: str
    devices: int
    in_service: int
    not_assessed: int
    service_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSaving(Saving):
    """One month, and the sum of the months asked for up to its end.

    `devices` are those that served on a day of it, each where it served last in it: departments and sites add up.
    """

    month: date
    devices: int
    service_days: int
    cumulative: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSaving:
    """One step of S, signed: A_emb and A_use add to it, all others lower it. The central steps add up to S."""

    key: str
    low_g: int
    central_g: int
    high_g: int


def headline(recompute: Recompute, filters: Filters) -> Headline:
    """Two queries; one more with a period."""
    totals = _narrowed(DepartmentTotal.objects.filter(recompute=recompute), filters)
    row = totals.aggregate(**_SUMS, devices_sum=Sum("devices"), in_service_sum=Sum("in_service"))
    figures = _in_period(recompute, filters).aggregate(**_SUMS) if filters.has_period else row
    return Headline(
        figures=_bounds(figures),
        devices=row["devices_sum"] or 0,
        in_service=row["in_service_sum"] or 0,
        service_days=figures["sum_service_days"] or 0,
        not_assessed=_not_assessed(recompute, filters).count(),
    )


def savings_by_department(recompute: Recompute, filters: Filters) -> list[DepartmentSaving]:
    """By name; departments without any device left out. Two queries; one more with a period.

    Devices that are not assessed are counted under their department, at whatever site.
    """
    totals = _narrowed(DepartmentTotal.objects.filter(recompute=recompute), filters)
    named = totals.values("department__code", "department__name").order_by("department__name")
    rows = list(named.annotate(**_SUMS, devices_sum=Sum("devices"), in_service_sum=Sum("in_service")))
    figures = {row["department__code"]: row for row in rows}
    if filters.has_period:
        months = _in_period(recompute, filters).values("department__code").order_by().annotate(**_SUMS)
        figures = {row["department__code"]: row for row in months}
    unassessed = _not_assessed(recompute, filters).values_list("department__code").order_by()
    missing = dict(unassessed.annotate(devices=Count("pk")))
    return [
        DepartmentSaving(
            code=row["department__code"],
            name=row["department__name"],
            devices=row["devices_sum"],
            in_service=row["in_service_sum"],
            not_assessed=missing.get(row["department__code"], 0),
            service_days=figures.get(row["department__code"], {}).get("sum_service_days") or 0,
            figures=_bounds(figures.get(row["department__code"], {})),
        )
        for row in rows
    ]


def savings_by_month(recompute: Recompute, filters: Filters) -> list[MonthSaving]:
    """In order, without gaps. One query.

    `cumulative` starts from nothing in the first month asked for, so that it ends at the headline.
    """
    rows = _in_period(recompute, filters).values("month").order_by("month")
    monthly = rows.annotate(**_SUMS, devices_sum=Sum("devices"))
    found = {row["month"]: row for row in monthly}
    if not found:
        return []
    to_date = _bounds({})
    months = []
    for month in _months(min(found), max(found)):
        row = found.get(month, {})
        figures = _bounds(row)
        to_date = _plus(to_date, figures)
        months.append(
            MonthSaving(
                month=month,
                devices=row.get("devices_sum", 0),
                service_days=row.get("sum_service_days", 0),
                figures=figures,
                cumulative=to_date,
            )
        )
    return months


def savings_by_phase(recompute: Recompute, filters: Filters) -> list[PhaseSaving]:
    """The seven steps from 0 to S, in the order of the method. One query.

    `low_g` and `high_g` are the ends of the step; those of S itself are in the headline.
    """
    rows: Any = _narrowed(DepartmentTotal.objects.filter(recompute=recompute), filters)
    figures = _bounds((_in_period(recompute, filters) if filters.has_period else rows).aggregate(**_SUMS))
    return [_step(name, figures) for name in NAMES]


def _step(name: str, figures: Bounds) -> PhaseSaving:
    low, central, high = (_SIGNS[name] * getattr(end, name) for end in (figures.low, figures.central, figures.high))
    # A dirtier grid enlarges A_use and U alike: the low end of S need not be the low end of each.
    return PhaseSaving(key=name, low_g=min(low, central, high), central_g=central, high_g=max(low, central, high))


_SUMS: Final = {f"sum_{column}": Sum(column) for column in (*COLUMNS, "service_days")}


def _narrowed(rows: Any, filters: Filters) -> Any:
    if filters.departments:
        rows = rows.filter(department__code__in=filters.departments)
    if filters.site:
        rows = rows.filter(site__code=filters.site)
    return rows


def _in_period(recompute: Recompute, filters: Filters) -> Any:
    rows = _narrowed(DepartmentMonth.objects.filter(recompute=recompute), filters)
    if filters.first_month is not None:
        rows = rows.filter(month__gte=filters.first_month)
    if filters.last_month is not None:
        rows = rows.filter(month__lte=filters.last_month)
    return rows


def _not_assessed(recompute: Recompute, filters: Filters) -> Any:
    rows = NotAssessed.objects.filter(recompute=recompute)
    return rows.filter(department__code__in=filters.departments) if filters.departments else rows


def _bounds(sums: Mapping[str, Any]) -> Bounds:
    low, central, high = (
        Components(**{name: sums.get(f"sum_{name}{end}_g") or 0 for name in NAMES}) for end in ("_low", "", "_high")
    )
    return Bounds(low=low, central=central, high=high)


def _plus(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(low=one.low + other.low, central=one.central + other.central, high=one.high + other.high)


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
