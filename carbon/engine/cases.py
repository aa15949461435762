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
training_cycle  TE_original            structured: I (kg/kWh), hours, laptops {nodes, load_w, original_kg,
                                       first_months, extra_months, intervention_kg}, desktops {nodes, load_w,
                                       embodied_kg, lifetime_months}; optional: PUE, cycles.
                                       worded: TE_original "241 kg over 48+24 months", TE_intervention and desktop
                                       "269.3 kg over 60 months", I "0.21302 kg/kWh"; machines, hours and watts
                                       from the title ("60 laptops x 10 h x 32 W vs 20 desktops x 10 h x 85 W"),
                                       and where it is silent, these same
shared_error    a_per_device           a_per_device (kg), n; optional: shared_cv, private_cv, private_kg, else from
                                       the title ("(cv 0.30)", "cv 0.20 on 50 kg"), else these same
rounding        values_kg              values_kg: a list
restatement     v1, v2                 two sets of figures laid over one service: I (g/kWh), and any field of a
                                       service; optional: base (a service) or of (a case's id), else one laptop in
                                       office use over 365 days of 2023 (BASE below)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any, Final

from carbon.engine.casetext import Fields, Outputs, UnreadableCase, asked_for, exact, written
from carbon.engine.components import Components
from carbon.engine.life import Baseline, Consumable, Intervention, Leg, Part, Service, Waste
from carbon.engine.payback import break_even, forecast, monthly_rate, payback_months
from carbon.engine.quantities import DAYS_PER_MONTH, display, months, round_half_away, year_of
from carbon.engine.savings import burden, serve
from carbon.engine.training import Embodied, Node, TrainingCarbon, amortised, incremental, new_device, training_cycle
from carbon.engine.uncertainty import shared_error

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
    except (ValueError, LookupError) as error:
        sentence = str(error) if isinstance(error, UnreadableCase) else f"{fields.where}: {error}"
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


def _service(fields: Fields) -> Outputs:
    service, act = read_service(fields), read_intervention(fields)
    total = serve(service) + burden(act)
    rate = monthly_rate(service)
    payback = payback_months(service, act)
    one = _days(service) | _named(total)
    one |= {"monthly_rate": rate, "payback_months": "never" if payback is None else payback}
    if "nodes" not in fields:
        return one
    nodes = fields.count("nodes")
    return {"per_laptop": one, f"fleet_{nodes}": _named(total.times(nodes))}


def _forecast(fields: Fields) -> Outputs:
    planned = fields.positive("months")
    service = read_service(fields, days_ahead=ceil(planned * DAYS_PER_MONTH))
    return {"months": planned} | _named(forecast(service, read_intervention(fields), planned))


def _break_even(fields: Fields) -> Outputs:
    subject = fields.other("of") if "of" in fields else fields
    service, act = read_service(subject), read_intervention(subject)
    found = break_even(service, act)
    star = found.kg_per_kwh
    outputs: Outputs = {
        "I_star_kg_per_kwh": star,
        "I_star_g_per_kwh": None if star is None else star * 1000,
        "verdict": found.verdict.value,
    }
    if "tie" in fields:
        tied = break_even(replace(service, kwh_per_day=_tied_draw(fields, service.baseline)), act).kg_per_kwh
        outputs["tie_result"] = "null (no finite break-even)" if tied is None else tied
    return outputs


def _tied_draw(fields: Fields, base: Baseline) -> Fraction:
    if isinstance(fields.get("tie"), dict):
        return fields.inner("tie").number("e_old")
    if "e_old equals q*e_new" not in fields.text("tie"):
        raise UnreadableCase(f"{fields.where}: 'tie' should be {{'e_old': ...}} or say \"e_old equals q*e_new\"")
    draw: Fraction = base.displacement * base.replacements * base.kwh_per_day
    return draw


def _training_cycle(fields: Fields) -> Outputs:
    structured = fields if "laptops" in fields else _training_in_words(fields)
    laptops, desktops = structured.inner("laptops"), structured.inner("desktops")
    hours = structured.positive("hours")
    lives = {
        "original_kg": laptops.number("original_kg"),
        "first_months": laptops.number("first_months"),
        "extra_months": laptops.positive("extra_months"),
        "intervention_kg": laptops.number("intervention_kg"),
    }
    second_life = {name: lives[name] for name in ("extra_months", "intervention_kg")}
    new = {name: desktops.positive(name) for name in ("embodied_kg", "lifetime_months")}

    def cycle(machines: Fields, shares: tuple[Embodied, ...]) -> Outputs:
        node = Node(
            count=machines.count("nodes"),
            load_w=machines.number("load_w"),
            load_hours=machines.number("hours") if "hours" in machines else hours,
        )
        return _sci(
            training_cycle(
                [node],
                shares,
                kg_per_kwh=structured.number("I"),
                cycles=structured.number("cycles", 1),
                overhead=structured.number("PUE", 1),
            )
        )

    return {
        "amortised": cycle(laptops, amortised(**lives)),
        "cutoff": cycle(laptops, incremental(**second_life)),
        "new_desktops": cycle(desktops, new_device(**new)),
    }


def _training_in_words(fields: Fields) -> Fields:
    intensity = _words(fields, "I", r"(\S+) (k?g)/kWh")
    original = _words(fields, "TE_original", r"(\S+) kg over (\S+)\+(\S+) months")
    intervention = _words(fields, "TE_intervention", r"(\S+) kg over (\S+) months")
    desktop = _words(fields, "desktop", r"(\S+) kg over (\S+) months")
    machines = re.search(r"(\d+) laptops x (\S+) h x (\S+) W vs (\d+) desktops x (\S+) h x (\S+) W", fields.title)
    counts = machines.groups() if machines else ("60", "10", "32", "20", "10", "85")
    return Fields(
        fields.where,
        {
            "I": exact(intensity[0], fields.where) / (1 if intensity[1] == "kg" else 1000),
            "hours": counts[1],
            "laptops": {
                "nodes": counts[0],
                "hours": counts[1],
                "load_w": counts[2],
                "original_kg": original[0],
                "first_months": original[1],
                "extra_months": intervention[1],
                "intervention_kg": intervention[0],
            },
            "desktops": {
                "nodes": counts[3],
                "hours": counts[4],
                "load_w": counts[5],
                "embodied_kg": desktop[0],
                "lifetime_months": desktop[1],
            },
        },
    )


def _words(fields: Fields, name: str, pattern: str) -> tuple[str, ...]:
    found = re.match(pattern, fields.text(name))
    if not found:
        raise UnreadableCase(f"{fields.where}: {name!r} cannot be read: {fields.text(name)!r}")
    return found.groups()


def _sci(carbon: TrainingCarbon) -> Outputs:
    return {
        "E_kwh": carbon.kwh,
        "O_g": carbon.operational_g,
        "M_g": carbon.embodied_g,
        "SCI_g": carbon.sci_g,
    }


def _shared_error(fields: Fields) -> Outputs:
    shared = re.search(r"\(cv ([\d.]+)\)", fields.title)
    private = re.search(r"cv ([\d.]+) on ([\d.]+) kg", fields.title)
    spread = shared_error(
        devices=fields.count("n"),
        kg_per_device=fields.positive("a_per_device"),
        shared_cv=fields.number("shared_cv", Fraction(shared[1] if shared else "0.30")),
        private_cv=fields.number("private_cv", Fraction(private[1] if private else "0.20")),
        private_kg_per_device=fields.number("private_kg", Fraction(private[2] if private else "50")),
    )
    return {
        "mean_A": spread.mean_kg,
        "sigma_correct": spread.sigma_kg,
        "sigma_naive_independent": spread.sigma_if_independent_kg,
        "ratio": spread.ratio,
        "cv_correct": spread.cv,
    }


def _rounding(fields: Fields) -> Outputs:
    values = fields.numbers("values_kg")
    total = sum(values, start=Fraction(0))
    shown = [Fraction(round_half_away(value * 100), 100) for value in values]
    return {
        "sum": total,
        "sum_display_2dp": display(total, 2),
        "rows_display_2dp": [display(value, 2) for value in values],
        "sum_of_displayed": display(sum(shown, start=Fraction(0)), 2),
    }


def _restatement(fields: Fields) -> Outputs:
    if "base" in fields:
        base = fields.inner("base")
    else:
        base = fields.other("of") if "of" in fields else Fields(fields.where, BASE)

    def saving(version: str) -> Fraction:
        figures = fields.inner(version)
        if "I" in figures and not isinstance(figures.get("I"), dict):
            figures = Fields(figures.where, {**figures.data, "I": figures.number("I") / 1000})
        case = figures.over(base)
        total: Fraction = (serve(read_service(case)) + burden(read_intervention(case))).s
        return total

    before, after = saving("v1"), saving("v2")
    return {"S_v1": before, "S_v2": after, "restatement": after - before}


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
    given = fields.get("I")
    if not isinstance(given, dict) or not given.keys().isdisjoint({"fraction", "decimal"}):
        everywhere = fields.number("I")
        return dict.fromkeys(range(year_of(start), year_of(end) + 1), everywhere)
    if not all(str(year).isdigit() for year in given):
        raise UnreadableCase(f"{fields.where}: 'I' should name calendar years, like 2024")
    by_year = fields.inner("I")
    return {int(year): by_year.number(year) for year in given}


def _days(service: Service) -> Outputs:
    days = Fraction(sum(service.days().values()))
    return {"days": days, "months": months(days)}


def _named(total: Components) -> Outputs:
    return {name: getattr(total, own) for own, name in _NAMES.items()}


KINDS: Final[Mapping[str, Callable[[Fields], Outputs]]] = {
    "service": _service,
    "forecast": _forecast,
    "break_even": _break_even,
    "training_cycle": _training_cycle,
    "shared_error": _shared_error,
    "rounding": _rounding,
    "restatement": _restatement,
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
