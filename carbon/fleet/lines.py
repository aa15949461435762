"""Every device's days and burdens as lines: one for each month, owner and act, in kg and in all three scenarios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from carbon.engine.components import Components
from carbon.engine.factors import Range
from carbon.engine.life import Baseline, Intervention, Service
from carbon.engine.savings import burden, serve_days
from carbon.engine.uncertainty import Scenario, settle_intervention, settle_service
from carbon.fleet.columns import (
    OPS,
    Floats,
    Integers,
    column,
    columns_of,
    distinct,
    first_days,
    grouped,
    integers,
    months_of,
    take,
)
from carbon.inputs import Account, Terms
from carbon.inputs.booking import Booked

SCENARIOS: Final = (Scenario.CENTRAL, Scenario.LOW, Scenario.HIGH)
"""In the order in which figures are stored."""

_BLOCK: Final = 8192
"""Rows at a time: intermediate columns stay in the processor's cache (measured 2.6 s -> 0.25 s a million)."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of one kind. `kg` holds, for each of `names`, its three scenarios one after the other; the lines of a device
    stand in the order of days.
    """

    names: tuple[str, ...]
    device: Integers
    """The place of the device among the accounts."""
    department: Integers
    site: Integers
    """0 where no site is recorded."""
    month: Integers
    days: Integers
    """Days served; 0 for burdens."""
    kg: Floats


def lines_of(accounts: Sequence[Account], terms: Terms) -> list[Lines]:
    """All lines of some accounts, by the engine's own formulas."""
    return [
        _service_lines(accounts, terms),
        _burden_lines("r_transport", accounts, lambda each: each.legs, _legs),
        _burden_lines("r_refurb", accounts, lambda each: each.refurbished, lambda tests: _refurbishments(tests, terms)),
        _burden_lines("r_parts", accounts, lambda each: each.parts, _parts),
        _burden_lines("r_eol", accounts, lambda each: each.waste, _waste),
    ]


def _service_lines(accounts: Sequence[Account], terms: Terms) -> Lines:
    owned = [
        (place, served, owner)
        for place, account in enumerate(accounts)
        for served in account.served
        for owner in served.owners
    ]
    device = integers(place for place, _served, _owner in owned)
    site = integers(served.site_id for _place, served, _owner in owned)
    department, start, end = (integers(owner[nth] for _place, _served, owner in owned) for nth in range(3))
    kinds, kind = distinct([served.terms for _place, served, _owner in owned])
    stretch, month, days = _by_month(start, end)
    intensity, at_site_in_year = _intensities(site[stretch], month, terms)
    service = _ServiceColumns(
        draw=column([each.kwh_per_day for each in kinds]),
        overhead=column([each.overhead for each in kinds]),
        baseline=columns_of([each.baseline for each in kinds]) if kinds else None,
        intensity=intensity,
    )
    kg = np.empty((9, len(stretch)))
    for first in range(0, len(stretch), _BLOCK):
        rows = slice(first, first + _BLOCK)
        kg[:, rows] = service.kg(kind[stretch[rows]], at_site_in_year[rows], days[rows])
    return Lines(
        ("a_emb", "a_use", "u"), device[stretch], department[stretch], site[stretch], month, days.astype(np.int64), kg
    )


def _by_month(start: Integers, end: Integers) -> tuple[Integers, Integers, Floats]:
    """Each stretch of days cut at the ends of months: its place, the month, the days in it."""
    first, last = months_of(start), months_of(end - 1)
    counts = last - first + 1
    stretch = np.repeat(np.arange(len(start)), counts)
    nth = np.arange(len(stretch)) - np.repeat(np.cumsum(counts) - counts, counts)
    month = first[stretch] + nth
    days = np.minimum(end[stretch], first_days(month + 1)) - np.maximum(start[stretch], first_days(month))
    return stretch, month, days.astype(np.float64)


def _intensities(site: Integers, month: Integers, terms: Terms) -> tuple[Range, Integers]:
    """The intensities needed, and for every line the place of its own: a month lies in one calendar year."""
    pairs, place = grouped(site, 1970 + month // 12)
    needed = [terms.intensity(int(site_id), int(year)).kg_per_kwh for site_id, year in pairs.T]
    return column(needed), place


@dataclass(frozen=True, slots=True)
class _ServiceColumns:
    """Terms of service as tables, from which lines take their rows."""

    draw: Range
    overhead: Range
    baseline: Baseline | None
    intensity: Range

    def kg(self, kind: Integers, at_site_in_year: Integers, days: Floats) -> Floats:
        """A_emb, A_use and U in each scenario."""
        if self.baseline is None:
            return np.empty((9, 0))
        base = self.baseline
        service = Service(
            start=0 * days,
            end=days,
            kwh_per_day=take(self.draw, kind),
            kg_per_kwh={0: take(self.intensity, at_site_in_year)},  # one year a line, so one column serves for all
            baseline=Baseline(
                displacement=take(base.displacement, kind),
                replacements=take(base.replacements, kind),
                embodied_kg=take(base.embodied_kg, kind),
                lifetime_months=take(base.lifetime_months, kind),
                kwh_per_day=take(base.kwh_per_day, kind),
            ),
            overhead=take(self.overhead, kind),
        )
        settled = [serve_days(settle_service(service, scenario, OPS), {0: days}) for scenario in SCENARIOS]
        return np.stack([getattr(each, name) for name in ("a_emb", "a_use", "u") for each in settled])


def _burden_lines(
    name: str,
    accounts: Sequence[Account],
    bookings: Callable[[Account], Sequence[Booked[Any]]],
    act: Callable[[Sequence[Booked[Any]]], Intervention],
) -> Lines:
    booked = [(place, each) for place, account in enumerate(accounts) for each in bookings(account)]
    rows = [each for _place, each in booked]
    kg = np.empty((3, len(rows)))
    if rows:
        columns = act(rows)
        kg[:] = [_component(burden(settle_intervention(columns, scenario)), name) for scenario in SCENARIOS]
    return Lines(
        (name,),
        integers(place for place, _each in booked),
        integers(each.department_id for each in rows),
        integers(each.site_id or 0 for each in rows),
        months_of(integers(each.on for each in rows)),
        np.zeros(len(rows), dtype=np.int64),
        kg,
    )


def _component(of: Components, name: str) -> Floats:
    kg: Floats = getattr(of, name)
    return kg


def _legs(rows: Sequence[Booked[Any]]) -> Intervention:
    return Intervention(on=0, legs=(columns_of([each.what for each in rows]),))


def _parts(rows: Sequence[Booked[Any]]) -> Intervention:
    return Intervention(on=0, parts=(columns_of([each.what for each in rows]),))


def _waste(rows: Sequence[Booked[Any]]) -> Intervention:
    return Intervention(on=0, removed=(columns_of([each.what for each in rows]),))


def _refurbishments(rows: Sequence[Booked[Any]], terms: Terms) -> Intervention:
    energy, packaging = terms.refurbishment()
    return Intervention(
        on=0,
        kg_per_kwh=column([terms.intensity(each.site_id or 0, each.what).kg_per_kwh for each in rows]),
        refurb_kwh=column([energy] * len(rows)),
        consumables=(columns_of([packaging] * len(rows)),),
    )
