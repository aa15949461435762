"""Every figure of a saving with its formula, its inputs and their sources, so that a page can explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from fractions import Fraction
from typing import Any, Final, TypeVar

from carbon.engine.components import DERIVED, NAMES, Components
from carbon.engine.factors import Range
from carbon.engine.life import Baseline, Consumable, Intervention, Leg, Part, Service, Waste
from carbon.engine.quantities import Number
from carbon.engine.savings import Life, burden, serve_days
from carbon.engine.traced import Input, figure, known, traced
from carbon.engine.uncertainty import Scenario, settle_intervention, settle_service

Row = TypeVar("Row", Baseline, Leg, Part, Consumable, Waste)


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation of the method, in its own symbols."""

    equation: str
    symbol: str
    text: str


FORMULAS: Final[Mapping[str, Formula]] = {
    "a_emb": Formula("5", "A_emb", "delta * q * M_new * (D / 30.4375) / L_new"),
    "a_use": Formula("5", "A_use", "delta * q * sum over years of D_y * e_new * PUE * I_y"),
    "u": Formula("3", "U", "sum over years of D_y * e_old * PUE * I_y"),
    "r_transport": Formula("4", "R_transport", "sum over legs of kg / 1000 * km * F_mode"),
    "r_refurb": Formula("4", "R_refurb", "E_ref * I + sum of kg_pack * F_pack"),
    "r_parts": Formula("4", "R_parts", "sum over new parts of quantity * kappa + base"),
    "r_eol": Formula("4", "R_eol", "sum over removed parts of kg / 1000 * F_weee"),
    "r": Formula("4", "R", "R_transport + R_refurb + R_parts + R_eol"),
    "s_emb": Formula("6", "S_emb", "A_emb - R"),
    "s_use": Formula("6", "S_use", "A_use - U"),
    "s": Formula("6", "S", "A_emb + A_use - U - R"),
}
"""By the names of the component vocabulary. D / 30.4375 is computed as D * 16 / 487."""

_LABELS: Final[Mapping[type, Mapping[str, tuple[str, str]]]] = {
    Baseline: {
        "displacement": ("delta", "share"),
        "replacements": ("q", "devices"),
        "embodied_kg": ("M_new", "kg"),
        "lifetime_months": ("L_new", "months"),
        "kwh_per_day": ("e_new", "kWh/day"),
    },
    Leg: {"gross_kg": ("kg_gross", "kg"), "km": ("km", "km"), "kg_per_tkm": ("F_mode", "kg/tkm")},
    Part: {"quantity": ("quantity", ""), "kg_per_unit": ("kappa", "kg"), "base_kg": ("base", "kg")},
    Consumable: {"mass_kg": ("kg_pack", "kg"), "kg_per_kg": ("F_pack", "kg/kg")},
    Waste: {"mass_kg": ("kg_removed", "kg"), "kg_per_t": ("F_weee", "kg/t")},
}
"""Symbol and unit of each field of the input records."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One explained figure, in kg CO2e."""

    name: str
    formula: Formula
    value: Fraction
    in_symbols: str
    """The formula as it was computed, over the symbols of `inputs`."""
    in_figures: str
    """The same with the numbers put in."""
    inputs: tuple[Input, ...]


def explain(life: Life, scenario: Scenario = Scenario.CENTRAL) -> dict[str, Trace]:
    """The seven components of a life, each from its inputs, then r, s_emb, s_use and s from the components."""
    labels = _Labels()
    parts = [labels.serve(service, scenario) for service in life.services]
    parts += [burden(settle_intervention(labels.intervention(act), scenario)) for act in life.interventions]
    total = sum(parts, start=Components())
    numbers = {name: traced(getattr(total, name)) for name in NAMES}
    named = Components(**{name: known(FORMULAS[name].symbol, n.value, "kg") for name, n in numbers.items()})
    numbers |= {name: traced(getattr(named, name)) for name in DERIVED}
    return {
        name: Trace(name, FORMULAS[name], number.value, number.in_symbols, number.in_figures, number.inputs)
        for name, number in numbers.items()
    }


@dataclass(slots=True)
class _Labels:
    """Gives every input its symbol; the same quantity keeps one symbol, another of the same kind gets `_2`."""

    _given: dict[str, list[Any]] = field(default_factory=dict)

    def serve(self, service: Service, scenario: Scenario) -> Components:
        settled = settle_service(self._service(service), scenario)
        days = {year: self._one(f"D_{year}", count, "days") for year, count in service.days().items() if count}
        return serve_days(settled, days)

    def _service(self, service: Service) -> Service:
        return replace(
            service,
            kwh_per_day=self._one("e_old", service.kwh_per_day, "kWh/day"),
            overhead=service.overhead if service.overhead == 1 else self._one("PUE", service.overhead, ""),
            kg_per_kwh={y: self._one(f"I_{y}", i, "kg/kWh") for y, i in service.kg_per_kwh.items()},
            baseline=self._row(service.baseline),
        )

    def intervention(self, act: Intervention) -> Intervention:
        return replace(
            act,
            kg_per_kwh=self._one("I", act.kg_per_kwh, "kg/kWh"),
            refurb_kwh=self._one("E_ref", act.refurb_kwh, "kWh") if act.refurb_kwh != 0 else 0,
            legs=tuple(self._row(leg) for leg in act.legs),
            consumables=tuple(self._row(used) for used in act.consumables),
            parts=tuple(self._row(part) for part in act.parts),
            removed=tuple(self._row(waste) for waste in act.removed),
        )

    def _row(self, row: Row) -> Row:
        labelled = {}
        for each in fields(row):
            number = getattr(row, each.name)
            if each.default is MISSING or number != each.default:
                symbol, unit = _LABELS[type(row)][each.name]
                labelled[each.name] = self._one(symbol, number, unit)
        return replace(row, **labelled)

    def _one(self, symbol: str, number: Number, unit: str) -> Number:
        alike = self._given.setdefault(symbol, [])
        if number not in alike:
            alike.append(number)
        nth = alike.index(number) + 1
        name = symbol if nth == 1 else f"{symbol}_{nth}"
        return figure(name, number, unit) if isinstance(number, Range) else known(name, number, unit)
