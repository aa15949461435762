"""What the lines of a table are narrowed to: on every line, in the name of its file, and as asked of the API."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, Literal

from carbon.queries import Filters

Narrowing = Literal["department", "site", "period"]
EVERY_WAY: Final[tuple[Narrowing, ...]] = ("department", "site", "period")

_NAMED: Final = 3
"""A file's name has the codes of so many departments; of more it has their number."""


def applied(filters: Filters, ways: tuple[Narrowing, ...]) -> Filters:
    """What of the filters narrows a table that can be narrowed in these ways."""
    if "department" not in ways:
        filters = replace(filters, departments=())
    if "site" not in ways:
        filters = replace(filters, site="")
    if "period" not in ways:
        filters = replace(filters, first_month=None, last_month=None)
    return filters


def left_out(filters: Filters, ways: tuple[Narrowing, ...]) -> list[Narrowing]:
    """What was asked for and does not narrow such a table."""
    asked: dict[Narrowing, bool] = {
        "department": bool(filters.departments),
        "site": bool(filters.site),
        "period": filters.has_period,
    }
    return [way for way, is_asked in asked.items() if is_asked and way not in ways]


def values(filters: Filters) -> tuple[str | None, ...]:
    """Departments, site, first and last month; None where the lines are not narrowed."""
    return (" ".join(filters.departments) or None, filters.site or None, *map(_month, _span(filters)))


def in_file_name(filters: Filters) -> str:
    """Such as `-eng-krakow-2025-01-to-2025-12`; nothing without filters. Codes are letters, digits and hyphens."""
    codes = filters.departments
    words = codes if len(codes) <= _NAMED else (f"{len(codes)}-departments",)
    return "".join(f"-{word}" for word in (*words, filters.site, _span_words(filters)) if word)


def as_asked_of_the_api(filters: Filters) -> list[tuple[str, str]]:
    """The parameters with which the API answers the same question."""
    first, last = map(_month, _span(filters))
    others = (("site", filters.site), ("first_month", first), ("last_month", last))
    return [*(("department", code) for code in filters.departments), *((name, said) for name, said in others if said)]


def _span(filters: Filters) -> tuple[date | None, date | None]:
    return filters.first_month, filters.last_month


def _month(month: date | None) -> str | None:
    return f"{month:%Y-%m}" if month else None


def _span_words(filters: Filters) -> str:
    first, last = map(_month, _span(filters))
    if first and last:
        return first if first == last else f"{first}-to-{last}"
    if first:
        return f"from-{first}"
    return f"to-{last}" if last else ""
