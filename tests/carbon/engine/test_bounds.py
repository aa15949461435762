from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.engine.factors import Range
from carbon.engine.life import Part
from carbon.engine.savings import Life
from carbon.engine.uncertainty import Scenario, bounds, settle_service, shared_error
from tests.carbon.engine.lives import EU_KG_PER_KWH, a_baseline, a_service, an_intervention

pytestmark = pytest.mark.once

GRID = Range(value=EU_KG_PER_KWH, low=EU_KG_PER_KWH * 9 / 10, high=EU_KG_PER_KWH * 11 / 10)
THRIFTY, THIRSTY = Fraction("0.01"), Fraction("2")


@st.composite
def ranges(draw: st.DrawFn, most: int) -> Range:
    low, value, high = sorted(draw(st.lists(st.fractions(0, most, max_denominator=50), min_size=3, max_size=3)))
    return Range(value=value, low=low, high=high)


def within(number: Range, share: Fraction) -> Fraction:
    inside: Fraction = number.low + (number.high - number.low) * share
    return inside


def life_of(quantities: dict[str, Any]) -> Life:
    baseline = a_baseline(
        displacement=quantities["delta"], embodied_kg=quantities["m_new"], kwh_per_day=quantities["e_new"]
    )
    service = a_service(
        kwh_per_day=quantities["e_old"],
        kg_per_kwh={2024: quantities["grid"], 2025: quantities["grid"]},
        overhead=quantities["pue"],
        baseline=baseline,
    )
    act = an_intervention(
        kg_per_kwh=quantities["grid"],
        refurb_kwh=quantities["refurb"],
        parts=(Part(quantity=Fraction(8), kg_per_unit=quantities["ram"]),),
    )
    return Life(services=(service,), interventions=(act,))


RANGES = st.fixed_dictionaries(
    {"delta": ranges(1), "m_new": ranges(400), "e_new": ranges(2), "e_old": ranges(2), "grid": ranges(1)}
    | {"pue": ranges(2), "refurb": ranges(3), "ram": ranges(3)}
)


@given(RANGES, st.data())
def test_no_combination_of_factors_falls_outside_the_bounds(quantities: dict[str, Range], data: st.DataObject) -> None:
    share = st.fractions(0, 1, max_denominator=20)
    somewhere = {name: within(number, data.draw(share)) for name, number in quantities.items()}
    found = bounds(life_of(quantities))
    assert found.low.s <= life_of(somewhere).total().s <= found.high.s
    assert found.low.s <= found.central.s <= found.high.s


def test_certain_numbers_have_no_width() -> None:
    found = bounds(Life(services=(a_service(),), interventions=(an_intervention(),)))
    assert found.low == found.central == found.high


@pytest.mark.parametrize(("draw", "end"), [(THIRSTY, GRID.high), (THRIFTY, GRID.low)], ids=["draws more", "draws less"])
def test_the_shared_grid_goes_to_the_end_that_lowers_the_saving(draw: Fraction, end: Fraction) -> None:
    low = settle_service(a_service(kwh_per_day=draw, kg_per_kwh={2024: GRID, 2025: GRID}), Scenario.LOW)
    assert low.kg_per_kwh == {2024: end, 2025: end}


def test_a_shorter_life_of_the_new_device_raises_the_saving() -> None:
    life = Range(value=Fraction(48), low=Fraction(36), high=Fraction(60))
    service = a_service(baseline=a_baseline(lifetime_months=life))
    months = [settle_service(service, scenario).baseline.lifetime_months for scenario in Scenario]
    assert months == [48, 60, 36]


def test_a_device_deployed_today_has_bounds_around_its_burden() -> None:
    service = a_service("2024-05-01", "2024-05-01", kwh_per_day=THRIFTY, kg_per_kwh={2024: GRID})
    found = bounds(Life(services=(service,), interventions=(an_intervention(kg_per_kwh=GRID),)))
    assert found.low.s < found.central.s < found.high.s < 0


def test_the_electricity_of_a_refurbishment_always_lowers_the_saving() -> None:
    act = an_intervention(consumables=(), kg_per_kwh=GRID, refurb_kwh=Range(value=1, low=0, high=2))
    found = bounds(Life(interventions=(act,)))
    assert (found.low.r_refurb, found.high.r_refurb) == (2 * GRID.high, 0)


def test_a_shared_error_does_not_average_out() -> None:
    alone = {"shared_cv": Fraction(3, 10), "private_kg_per_device": 0, "private_cv": 0}
    spread = shared_error(devices=100, kg_per_device=Fraction(10), **alone)
    assert (spread.mean_kg, spread.sigma_kg, spread.ratio) == (1000, 300, 10)
