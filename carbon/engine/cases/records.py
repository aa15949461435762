"""The service and the intervention of a case, and the names its results go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from carbon.engine.cases.fields import Fields, Outputs, UnreadableCase
from carbon.engine.components import Components
from carbon.engine.life import Baseline, Consumable, Intervention, Leg, Part, Service, Waste
from carbon.engine.quantities import months, year_of

BASE: Final[Mapping[str, Any]] = {
    "start": "2023-01-01",
    "end": "2024-01-01",
    "e_old": "1127/18250",  # 22.54 kWh/yr, laptop footprints published in 2018
    "e_new": "853/18250",  # 17.06 kWh/yr, those of 2022
    "L_new": "48",
    "delta": "1",
    "q": "1",
    "legs": [["2.5", "50", "0.78225"]],
    "refurb_kwh": "0.5",
    "consumables": "0.59986271",  # half a kilogram of board
}
"""The service on which the method compares two factor sets where a case names no other."""

_NAMES: Final = {
    "r_transport": "R_transport",
    "r_refurb": "R_refurb",
    "r_parts": "R_parts",
    "r_eol": "R_eol_removed",
    "r": "R",
    "u": "U",
    "a_emb": "A_emb",
    "a_use": "A_use",
    "s_emb": "S_emb",
    "s_use": "S_use",
    "s": "S",
}


def read_service(fields: Fields, days_ahead: int = 0) -> Service:
    """The service of a case, with its baseline; one intensity for every year reaches as many days ahead as asked."""
    start, end = fields.day("start"), fields.day("end")
    if end < start:
        raise UnreadableCase(f"{fields.where}: 'end' lies before 'start'")
    return Service(
        start=start,
        end=end,
        kwh_per_day=fields.number("e_old"),
        kg_per_kwh=_intensities(fields, start, max(end, start + days_ahead)),
        overhead=fields.number("PUE", 1),
        baseline=Baseline(
            displacement=fields.number("delta"),
            replacements=fields.number("q"),
            embodied_kg=fields.number("M_new"),
            lifetime_months=fields.positive("L_new"),
            kwh_per_day=fields.number("e_new"),
        ),
    )


def read_intervention(fields: Fields) -> Intervention:
    """The intervention of a case, booked on the first day of its service."""
    start = fields.day("start")
    kwh = fields.number("refurb_kwh", 0)
    intensity = _intensities(fields, start, start + 1)
    if kwh and year_of(start) not in intensity:
        raise UnreadableCase(f"{fields.where}: 'I' has no intensity for {year_of(start)}, the year of refurbishment")
    return Intervention(
        on=start,
        kg_per_kwh=intensity.get(year_of(start), Fraction(0)),
        refurb_kwh=kwh,
        legs=tuple(Leg(gross_kg=kg, km=km, kg_per_tkm=f) for kg, km, f in fields.rows("legs", 3)),
        consumables=(Consumable(mass_kg=fields.number("consumables", 0), kg_per_kg=1),),
        parts=tuple(Part(quantity=n, kg_per_unit=k, base_kg=b) for n, k, b in fields.rows("parts", 3)),
        removed=(Waste(mass_kg=fields.number("removed_kg", 0), kg_per_t=fields.number("weee_kg_per_t", 0)),),
    )


def _intensities(fields: Fields, start: int, end: int) -> dict[int, Fraction]:
    if fields.is_number("I"):
        return dict.fromkeys(range(year_of(start), year_of(end) + 1), fields.number("I"))
    by_year = fields.inner("I")
    if not by_year.data or not all(re.fullmatch(r"[12]\d{3}", year) for year in by_year.data):
        raise UnreadableCase(f"{fields.where}: 'I' should name calendar years, like 2024")
    return {int(year): by_year.number(year) for year in by_year.data}


def days_served(service: Service) -> Outputs:
    """The days of a service, and the same in months."""
    days = Fraction(sum(service.days().values()))
    return {"days": days, "months": months(days)}


def named(total: Components) -> Outputs:
    """Components and what is derived from them, by the names of the method."""
    return {name: getattr(total, own) for own, name in _NAMES.items()}
