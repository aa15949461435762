"""What each kind of case asks of the engine: savings, break-even, rounding, restatement, shared errors."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from math import ceil

from carbon.engine.cases.fields import Fields, Outputs, UnreadableCase
from carbon.engine.cases.records import BASE, days_served, named, read_intervention, read_service
from carbon.engine.life import Baseline
from carbon.engine.payback import break_even, forecast, monthly_rate, payback_months
from carbon.engine.quantities import DAYS_PER_MONTH, display, round_half_away
from carbon.engine.savings import burden, serve
from carbon.engine.uncertainty import shared_error


def service_case(fields: Fields) -> Outputs:
    """One service, or `nodes` equal ones: its components, monthly rate and payback."""
    service, act = read_service(fields), read_intervention(fields)
    total = serve(service) + burden(act)
    rate = monthly_rate(service)
    payback = payback_months(service, act)
    one = days_served(service) | named(total)
    one |= {"monthly_rate": rate, "payback_months": "never" if payback is None else payback}
    if "nodes" not in fields:
        return one
    nodes = fields.count("nodes")
    return {"per_laptop": one, f"fleet_{nodes}": named(total.times(nodes))}


def forecast_case(fields: Fields) -> Outputs:
    """The components of a service that lasts its planned months."""
    planned = fields.positive("months")
    service = read_service(fields, days_ahead=ceil(planned * DAYS_PER_MONTH))
    return {"months": planned} | named(forecast(service, read_intervention(fields), planned))


def break_even_case(fields: Fields) -> Outputs:
    """The grid intensity at which reuse and replacement are even."""
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


def shared_error_case(fields: Fields) -> Outputs:
    """The spread of a fleet that shares one error."""
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


def rounding_case(fields: Fields) -> Outputs:
    """What a reader sees of numbers that are added before they are rounded."""
    values = fields.numbers("values_kg")
    total = sum(values, start=Fraction(0))
    shown = [Fraction(round_half_away(value * 100), 100) for value in values]
    return {
        "sum": total,
        "sum_display_2dp": display(total, 2),
        "rows_display_2dp": [display(value, 2) for value in values],
        "sum_of_displayed": display(sum(shown, start=Fraction(0)), 2),
    }


def restatement_case(fields: Fields) -> Outputs:
    """One service by two sets of figures, and the difference."""
    if "base" in fields:
        base = fields.inner("base")
    else:
        base = fields.other("of") if "of" in fields else Fields(fields.where, BASE)

    def saving(version: str) -> Fraction:
        figures = fields.inner(version)
        if "I" in figures and figures.is_number("I"):
            figures = Fields(figures.where, {**figures.data, "I": figures.number("I") / 1000})
        case = figures.over(base)
        total: Fraction = (serve(read_service(case)) + burden(read_intervention(case))).s
        return total

    before, after = saving("v1"), saving("v2")
    return {"S_v1": before, "S_v2": after, "restatement": after - before}
