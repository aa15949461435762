from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.engine.life import Intervention, Part
from carbon.engine.payback import Verdict, break_even, break_even_energy_ratio, forecast, monthly_rate, payback_months
from carbon.engine.quantities import months
from carbon.engine.savings import burden, serve
from tests.carbon.engine.lives import EU_KG_PER_KWH, a_baseline, a_service, an_intervention

pytestmark = pytest.mark.once

LIGHT = an_intervention(parts=())
HEAVY = an_intervention(consumables=(), legs=(), parts=an_intervention().parts * 20)
THRIFTY, THIRSTY = Fraction("0.02"), Fraction("2")


def test_the_monthly_rate_times_the_months_is_what_was_saved() -> None:
    service = a_service("2023-07-01", "2025-01-01", kg_per_kwh={2023: Fraction("0.38"), 2024: Fraction("0.34")})
    assert monthly_rate(service) * months(Fraction(550)) == serve(service).s


def test_payback_is_the_day_on_which_the_saving_turns_positive() -> None:
    service, act = a_service(), an_intervention()
    wait = payback_months(service, act)
    assert forecast(service, act, wait).s == 0


def test_a_rate_that_saves_nothing_never_pays_back() -> None:
    assert payback_months(a_service(baseline=a_baseline(displacement=Fraction(0))), LIGHT) is None


def test_a_device_deployed_today_has_a_rate_already() -> None:
    assert monthly_rate(a_service("2024-05-01", "2024-05-01")) == monthly_rate(a_service("2024-05-01", "2024-09-01"))


@pytest.mark.parametrize(
    ("draw", "act", "verdict"),
    [
        (THIRSTY, LIGHT, Verdict.BELOW),
        (THRIFTY, LIGHT, Verdict.ALWAYS),
        (THIRSTY, HEAVY, Verdict.NEVER),
        (THRIFTY, HEAVY, Verdict.ABOVE),
    ],
)
def test_the_four_signs_of_a_break_even(draw: Fraction, act: Intervention, verdict: Verdict) -> None:
    found = break_even(a_service(kwh_per_day=draw), act)
    assert found.verdict is verdict
    assert (found.kg_per_kwh is None) == (verdict in {Verdict.ALWAYS, Verdict.NEVER})


@given(
    draw=st.fractions(0, 3, max_denominator=1000),
    ram_gb=st.integers(0, 300),
    displacement=st.fractions(0, 1, max_denominator=100),
)
def test_at_the_break_even_intensity_the_saving_is_zero_and_changes_sign(
    draw: Fraction, ram_gb: int, displacement: Fraction
) -> None:
    service = a_service(kwh_per_day=draw, baseline=a_baseline(displacement=displacement))
    act = an_intervention(parts=(Part(quantity=Fraction(ram_gb), kg_per_unit=Fraction("1.388")),))
    found = break_even(service, act)
    if found.kg_per_kwh is None:
        return

    def saving(intensity: Fraction) -> Fraction:
        served = serve(a_service(kwh_per_day=draw, baseline=service.baseline, kg_per_kwh={2024: intensity}))
        total: Fraction = (served + burden(an_intervention(parts=act.parts, kg_per_kwh=intensity))).s
        return total

    cleaner, dirtier = saving(found.kg_per_kwh / 2), saving(found.kg_per_kwh * 2)
    assert saving(found.kg_per_kwh) == 0
    assert (cleaner > 0 > dirtier) if found.verdict is Verdict.BELOW else (cleaner < 0 < dirtier)


def test_reuse_loses_when_it_draws_more_than_the_ratio_allows() -> None:
    service, act = a_service(), an_intervention()
    ratio = break_even_energy_ratio(serve(service) + burden(act))
    at_ratio = a_service(kwh_per_day=ratio * service.baseline.kwh_per_day)
    assert (serve(at_ratio) + burden(act)).s == 0
    assert break_even_energy_ratio(burden(act)) is None


def test_a_forecast_needs_an_intensity_for_its_years_and_counts_planned_months() -> None:
    service = a_service("2024-01-01", "2024-01-01", kg_per_kwh=dict.fromkeys((2024, 2025, 2026), EU_KG_PER_KWH))
    assert forecast(service, LIGHT, Fraction(24)).a_emb == Fraction("124.2")
