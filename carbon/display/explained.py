"""Every figure of a device's ledger explained in all three cases: formulas, inputs, and the factors behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from carbon.display.formulas import formula, number, symbol
from carbon.display.ledger import INPUTS, TOTALS, kind_of
from carbon.display.words import STEPS, Words
from carbon.engine.factors import Factor
from carbon.engine.trace import FORMULAS, Trace
from carbon.engine.traced import Input
from carbon.engine.uncertainty import Scenario

Traces = Mapping[Scenario, Mapping[str, Trace]]

CASES: Final[dict[Scenario, Words]] = {
    Scenario.LOW: _("Low case"),
    Scenario.CENTRAL: _("Central"),
    Scenario.HIGH: _("High case"),
}

_COMPUTED = frozenset(each.symbol for each in FORMULAS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedInput:
    """One input as a row: its symbol, what it stands for, its values, and the factor that they were read from."""

    symbol: SafeString
    what: Words
    values: tuple[str, ...]
    """In the low case, the central one and the high one; empty in a case that does without it."""
    unit: str
    factor: Factor | None
    origin: Words
    """Where it is from, if it is no published figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A figure as it was computed in one case. `in_symbols` is empty where the central case was computed likewise."""

    word: Words
    in_symbols: SafeString | str
    in_figures: SafeString
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A figure with its formula, in general and as it was computed here."""

    name: str
    label: Words
    equation: str
    symbol: SafeString
    method: SafeString
    in_symbols: SafeString
    value: str
    cases: list[Case]
    """One, where all three are alike."""
    inputs: list[ExplainedInput]


def explained(traces: Traces) -> list[Explained]:
    """Every component and total, ready to print."""
    return [
        Explained(
            name=name,
            label=STEPS.get(name) or TOTALS[name],
            equation=trace.formula.equation,
            symbol=symbol(trace.formula.symbol),
            method=formula(trace.formula.text),
            in_symbols=formula(trace.in_symbols),
            value=number(trace.value),
            cases=list(_cases(name, traces)),
            inputs=list(_rows([traces[scenario][name].inputs for scenario in CASES])),
        )
        for name, trace in traces[Scenario.CENTRAL].items()
    ]


def factors_of(traces: Traces) -> list[Factor]:
    """Every published figure behind a ledger and its bounds, once, by key."""
    found = {
        (known.factor.key, known.factor.zone or "", known.factor.year or 0): known.factor
        for known in _once(known for case in traces.values() for trace in case.values() for known in trace.inputs)
        if known.factor is not None
    }
    return [found[key] for key in sorted(found)]


def _cases(name: str, traces: Traces) -> Iterator[Case]:
    central = traces[Scenario.CENTRAL][name]
    alike = all(case[name].in_figures == central.in_figures for case in traces.values())
    for scenario in [Scenario.CENTRAL] if alike else CASES:
        trace = traces[scenario][name]
        yield Case(
            word=CASES[scenario],
            in_symbols="" if trace.in_symbols == central.in_symbols else formula(trace.in_symbols),
            in_figures=formula(trace.in_figures),
            value=number(trace.value),
        )


def _rows(cases: list[tuple[Input, ...]]) -> Iterator[ExplainedInput]:
    """A row for each symbol; one more where a case takes two ends of it, as that of a claimed lifetime does."""
    of_symbol: dict[str, list[list[Input]]] = {}
    for nth, inputs in enumerate(cases):
        for known in inputs:
            of_symbol.setdefault(known.symbol, [[] for _case in cases])[nth].append(known)
    for alike in of_symbol.values():
        for row in zip_longest(*map(_each_value, alike)):
            known = _worst([each for each in row if each is not None])
            yield ExplainedInput(
                symbol=symbol(known.symbol),
                what=INPUTS.get(kind_of(known.symbol), ""),
                values=tuple("" if each is None else number(each.value) for each in row),
                unit=known.unit,
                factor=known.factor,
                origin=_origin(known),
            )


def _each_value(inputs: list[Input]) -> list[Input]:
    """Each value once. A grid figure that serves later years too stands there once for each of them."""
    by_value: dict[object, list[Input]] = {}
    for known in inputs:
        by_value.setdefault(known.value, []).append(known)
    return [_worst(alike) for alike in by_value.values()]


def _origin(known: Input) -> Words:
    if known.symbol in _COMPUTED:
        return _("computed above")
    return _("the record of the site") if kind_of(known.symbol) == "PUE" else _("the device's own record")


def _once(inputs: Iterable[Input]) -> list[Input]:
    by_symbol: dict[str, list[Input]] = {}
    for known in inputs:
        by_symbol.setdefault(known.symbol, []).append(known)
    return [_worst(alike) for alike in by_symbol.values()]


def _worst(inputs: list[Input]) -> Input:
    """The one of the worst quality: that is how a grid figure counts in the later years that it serves too."""
    worst = inputs[0]
    for known in inputs[1:]:
        if known.factor and worst.factor and known.factor.tier >= worst.factor.tier:
            worst = known
    return worst
