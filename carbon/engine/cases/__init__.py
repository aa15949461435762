"""Reference cases: what each shape of `inputs` asks of the engine.

A file is a JSON list of {"id": ..., "title": ..., "inputs": {...}, "expected": {...}}; `title` and `expected` may be
missing. A number is a JSON number, a text ("0.5", "1/3") or {"fraction": "1/3"}. What to compute is decided by the
fields of `inputs` (or by "kind", which says it outright); `expected` only names the figures wanted, and without it
all are given. Intensities `I` are kg/kWh per calendar year, or one number for every year.

kind            told by                inputs
service         start, end             start, end (days, half-open), I, e_old, e_new (kWh/day), M_new (kg),
                                       L_new (months), delta, q; optional: legs [[kg, km, kg/tkm]], refurb_kwh,
                                       consumables (kg CO2e), parts [[quantity, kg per unit, base kg]],
                                       removed_kg, weee_kg_per_t, PUE; nodes: so many such devices
forecast        (kind)                 a service, and months: planned months from its start
break_even      of                     of: the id of a service case in the file, or a service's own fields;
                                       tie: {"e_old": kWh/day}, or the words "e_old equals q*e_new"
training_cycle  laptops                I (kg/kWh), laptops {nodes, hours, load_w, original_kg, first_months,
                                       extra_months, intervention_kg}, desktops {nodes, hours, load_w,
                                       embodied_kg, lifetime_months}; optional: PUE, cycles
training_cycle  TE_original            in words: TE_original "241 kg over 48+24 months", TE_intervention and
                                       desktop "269.3 kg over 60 months", I "0.21302 kg/kWh"; machines, hours and
                                       watts from the title ("60 laptops x 10 h x 32 W vs 20 desktops x 10 h x
                                       85 W"), and where it is silent, these same
shared_error    a_per_device           a_per_device (kg), n; optional: shared_cv, private_cv, private_kg, else from
                                       the title ("(cv 0.30)", "cv 0.20 on 50 kg"), else these same
rounding        values_kg              values_kg: a list
restatement     v1, v2                 two sets of figures laid over one service: I (g/kWh), and any field of a
                                       service; optional: base (a service) or of (a case's id), else one laptop in
                                       office use over 365 days of 2023 (records.BASE)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from carbon.engine.cases import kinds
from carbon.engine.cases.fields import Fields, Outputs, UnreadableCase, asked_for, written
from carbon.engine.cases.training import training_cycle_case
from carbon.engine.factors import UnknownFactor

KINDS: Final[Mapping[str, Callable[[Fields], Outputs]]] = {
    "service": kinds.service_case,
    "forecast": kinds.forecast_case,
    "break_even": kinds.break_even_case,
    "training_cycle": training_cycle_case,
    "shared_error": kinds.shared_error_case,
    "rounding": kinds.rounding_case,
    "restatement": kinds.restatement_case,
}
_SHAPES: Final[Mapping[str, str]] = {
    "values_kg": "rounding",
    "v1": "restatement",
    "a_per_device": "shared_error",
    "TE_original": "training_cycle",
    "laptops": "training_cycle",
    "of": "break_even",
    "start": "service",
}


def evaluate_all(cases: Any) -> list[Outputs]:
    """The results of a whole file: [{"id": ..., "outputs": ...}]; a case that cannot be read carries its "error"."""
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise UnreadableCase("a file of cases is a JSON list of objects with 'id' and 'inputs'")
    read = [_inputs(n, case) for n, case in enumerate(cases, 1)]
    others = dict(reversed(read))  # of two cases with one id, the first is meant
    return [
        _result(name, replace(fields, others=others), case.get("expected"))
        for (name, fields), case in zip(read, cases, strict=True)
    ]


def _inputs(n: int, case: Mapping[str, Any]) -> tuple[str, Fields]:
    name = str(case.get("id", f"number {n}"))
    data = case.get("inputs")
    return name, Fields(f"case {name}", data if isinstance(data, dict) else {}, str(case.get("title", "")))


def _result(name: str, fields: Fields, expected: Any) -> Outputs:
    try:
        return {"id": name, "outputs": written(asked_for(evaluate(fields), expected))}
    except UnreadableCase as error:
        sentence = str(error)
    except OverflowError:
        sentence = f"{fields.where}: a number is too large to calculate with"
    except (ValueError, UnknownFactor) as error:
        sentence = f"{fields.where}: {error}"
    return {"id": name, "outputs": None, "error": sentence}


def evaluate(fields: Fields) -> Outputs:
    """Everything the engine can say about one case. Raises UnreadableCase and UnknownFactor."""
    kind = fields.text("kind") if "kind" in fields else _kind_by_shape(fields)
    if kind not in KINDS:
        raise UnreadableCase(f"{fields.where}: {kind!r} is not one of the kinds {', '.join(sorted(KINDS))}")
    return KINDS[kind](fields)


def _kind_by_shape(fields: Fields) -> str:
    for tell, kind in _SHAPES.items():
        if tell in fields:
            return kind
    raise UnreadableCase(f"{fields.where}: its inputs have none of the fields {', '.join(_SHAPES)}")
