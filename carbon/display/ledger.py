"""The carbon ledger of one device: a line for each component, with what it was made from, in words and in formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from carbon.charts.numbers import Unit, mass_parts, mass_within, signed
from carbon.display.formulas import number
from carbon.display.words import STEPS, Words
from carbon.engine.components import NAMES
from carbon.engine.trace import Trace
from carbon.engine.traced import Input
from carbon.engine.uncertainty import Bounds, Scenario

SIGNS = {name: 1 if name.startswith("a_") else -1 for name in NAMES}

INPUTS: dict[str, Words] = {
    "delta": _("share of its service that replaced a purchase"),
    "q": _("new devices needed for its work"),
    "M_new": _("production of one new device"),
    "L_new": _("service life of a new one"),
    "L": _("service life of its class"),
    "D": _("days of service"),
    "e_old": _("electricity of the reused device"),
    "e_new": _("electricity of a new one"),
    "TEC": _("electricity in a year"),
    "P_load": _("power under load"),
    "P_idle": _("power when idle"),
    "P_sleep": _("power asleep"),
    "PUE": _("overhead of the room"),
    "I": _("intensity of the electricity"),
    "G": _("intensity of the grid"),
    "G_pv": _("intensity of rooftop solar"),
    "lambda": _("losses in the grid"),
    "kg_gross": _("mass"),
    "km": _("distance"),
    "F": _("freight"),
    "F_mode": _("freight"),
    "E_ref": _("electricity to wipe and test"),
    "kg_pack": _("packaging"),
    "F_pack": _("production of packaging"),
    "quantity": _("quantity fitted"),
    "kappa": _("production of a new part"),
    "base": _("production of a part, fixed share"),
    "kg_removed": _("mass taken out"),
    "F_weee": _("treatment"),
    "A_emb": _("new devices not made"),
    "A_use": _("electricity they would have used"),
    "U": _("electricity of the reused device"),
    "R": _("the whole intervention"),
    "R_transport": _("collection and delivery"),
    "R_refurb": _("wiping, testing, packaging"),
    "R_parts": _("new parts"),
    "R_eol": _("removed parts"),
}
"""What the symbols of the method stand for. An index behind one (a class, a zone, a year) tells two of a kind apart."""

SHORT: dict[str, Words] = {
    "delta": _("share displaced"),
    "q": _("new devices"),
    "M_new": _("production"),
    "L_new": _("service life"),
    "P_load": _("load"),
    "P_idle": _("idle"),
    "P_sleep": _("asleep"),
    "PUE": _("room overhead"),
    "G": _("grid"),
    "G_pv": _("solar"),
    "lambda": _("grid losses"),
    "kg_gross": _("mass"),
    "E_ref": _("wipe and test"),
    "kg_pack": _("packaging"),
    "kg_removed": _("taken out"),
    "quantity": _("quantity"),
}
"""Names beside a value in a line of the ledger, where its unit does not say what it is."""

TOTALS: dict[str, Words] = {
    "r": _("The whole intervention"),
    "s_emb": _("Saved in production"),
    "s_use": _("Saved in use"),
    "s": _("Net avoided emissions"),
}

SHOWN = ("s_emb", "s_use", "s")
"""The totals that a ledger ends with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """A signed amount in the three cases, as text in one unit."""

    low: str
    central: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One component of S: what it is, what it was made from, how good that is, and what it adds to S or takes off."""

    name: str
    label: Words
    inputs: str
    tier: str
    cases: Cases


UNIT = Unit.KG
"""A device's ledger is in kilograms throughout: beside a heavy line the light ones keep their digits."""


def lines(figures: Bounds, traces: Mapping[Scenario, Mapping[str, Trace]] | None = None) -> list[Line]:
    """A line for each component. The columns add up: each case is the sum of its own lines."""
    explained = traces[Scenario.CENTRAL] if traces else {}
    return [
        Line(
            name=name,
            label=STEPS[name],
            inputs=inputs_in_words(explained[name].inputs) if explained else "",
            tier=worst_tier(explained[name].inputs) if explained else "",
            cases=_cases(tuple(SIGNS[name] * int(getattr(case, name)) for case in _three(figures)), step=True),
        )
        for name in NAMES
    ]


def total(figures: Bounds, name: str) -> Cases:
    """S, S_emb or S_use of a ledger."""
    return _cases(tuple(int(getattr(case, name)) for case in _three(figures)))


def _three(figures: Bounds) -> tuple[object, object, object]:
    return figures.low, figures.central, figures.high


def _cases(grams: tuple[int, ...], *, step: bool = False) -> Cases:
    """Text with the digits that the line's own range supports, whichever case holds its lower end."""
    central, least, most = grams[1], min(grams), max(grams)
    parts = mass_parts(least, central, most, unit=UNIT)
    ends = {central: parts.central, least: parts.low or parts.central, most: parts.high or parts.central}
    texts = [ends.get(each) or mass_within(least, central, most, other=each, unit=UNIT) for each in grams]
    return Cases(
        **dict(zip(("low", "central", "high"), (signed(text) if step else text for text in texts), strict=True))
    )


# What a line was made from.


def kind_of(name: str) -> str:
    """The symbol of the method behind a symbol with its index: D for D_2024, P_load for P_load_laptop_15w."""
    parts = name.split("_")
    return next(("_".join(parts[:n]) for n in range(len(parts), 0, -1) if "_".join(parts[:n]) in INPUTS), name)


def worst_tier(inputs: Iterable[Input]) -> str:
    """The worst quality among the published figures of a line; empty where there is none."""
    return max((known.factor.tier.value for known in inputs if known.factor), default="")


def inputs_in_words(inputs: Iterable[Input]) -> str:
    """The inputs of a line, short: 212 days · 27.59 W · 44.18 g/kWh. What changes nothing is left out."""
    by_kind: dict[str, list[Input]] = {}
    for known in inputs:
        by_kind.setdefault(kind_of(known.symbol), []).append(known)
    return " · ".join(text for kind, alike in by_kind.items() if (text := _short(kind, alike)))


def _short(kind: str, alike: list[Input]) -> str:
    if kind == "D":
        return f"{number(sum((known.value for known in alike), Fraction(0)))}\u00a0{_('days')}"
    values = list(dict.fromkeys(known.value for known in alike))
    neutral = {"q": 1, "PUE": 1, "lambda": 0}
    if kind in neutral and values == [neutral[kind]]:
        return ""
    texts = [number(value, 4) for value in values]
    shown = "\u00a0/ ".join(texts) if len(texts) <= 3 else f"{texts[0]}\u2026{texts[-1]}"
    unit = alike[0].unit if alike[0].unit not in {"share", "devices"} else ""
    return " ".join(text for text in (str(SHORT.get(kind, "")), f"{shown}\u00a0{unit}" if unit else shown) if text)
