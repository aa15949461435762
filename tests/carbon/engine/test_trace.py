from fractions import Fraction

import pytest

from carbon.engine.components import DERIVED, NAMES
from carbon.engine.factors import Factor, Tier, rising
from carbon.engine.life import Leg
from carbon.engine.savings import Life
from carbon.engine.trace import explain
from carbon.engine.traced import Input, figure, known, traced
from carbon.engine.uncertainty import Scenario, bounds, settle
from carbon.engine.use_phase import grid_intensity
from tests.carbon.engine.lives import a_baseline, a_service, an_intervention

pytestmark = pytest.mark.once


def a_factor(key: str, unit: str, value: str, low: str, high: str) -> Factor:
    return Factor(
        key=key,
        unit=unit,
        value=Fraction(value),
        low=Fraction(low),
        high=Fraction(high),
        source="as published",
        tier=Tier.B,
    )


GRID = a_factor("grid", "g/kWh", "200", "180", "220")
DELTA = a_factor("displacement.stated", "share", "0.71", "0.3", "0.9")
INTENSITY = rising(grid_intensity, g_per_kwh=figure("G_2024", GRID), solar_share=Fraction(0))
LIFE = Life(
    services=(a_service(kg_per_kwh={2024: INTENSITY}, baseline=a_baseline(displacement=DELTA)),),
    interventions=(an_intervention(kg_per_kwh=INTENSITY),),
)


@pytest.mark.parametrize("scenario", Scenario)
def test_every_figure_is_explained_with_the_value_that_is_computed(scenario: Scenario) -> None:
    explained = explain(LIFE, scenario)
    total = settle(LIFE, scenario).total()
    assert list(explained) == [*NAMES, *DERIVED]
    assert {name: trace.value for name, trace in explained.items()} == {
        name: traced(getattr(total, name)).value for name in explained
    }


def test_a_formula_shows_its_symbols_and_its_figures() -> None:
    used = explain(LIFE)["u"]
    assert used.formula.equation == "3"
    assert used.in_symbols == "D_2024 * e_old * G_2024 / 1000"
    assert used.in_figures == "366 * 0.0617534 * 200 / 1000"


def test_an_input_cites_the_factor_it_was_read_from() -> None:
    inputs = {known.symbol: known for known in explain(LIFE)["a_use"].inputs}
    assert list(inputs) == ["D_2024", "delta", "q", "e_new", "G_2024"]
    assert inputs["delta"] == Input("delta", Fraction("0.71"), "share", DELTA)
    assert inputs["G_2024"].factor is GRID
    assert inputs["q"].factor is None


def test_a_total_is_written_over_the_components() -> None:
    explained = explain(LIFE)
    assert explained["s_use"].in_symbols == "A_use - U"
    assert {known.symbol: known.value for known in explained["s_use"].inputs} == {
        "A_use": explained["a_use"].value,
        "U": explained["u"].value,
    }


def test_a_second_quantity_of_the_same_kind_gets_a_symbol_of_its_own() -> None:
    near, far = (Leg(gross_kg=Fraction("2.5"), km=Fraction(km), kg_per_tkm=Fraction("0.8")) for km in (50, 80))
    life = Life(interventions=(an_intervention(legs=(near, far)),))
    legs = explain(life)["r_transport"].in_symbols
    assert legs == "kg_gross / 1000 * km * F_mode + kg_gross / 1000 * km_2 * F_mode"


def test_brackets_stand_where_the_order_of_steps_needs_them() -> None:
    a, b, c = (known(symbol, value) for symbol, value in (("a", 8), ("b", 4), ("c", 2)))
    for number, text in (
        (a - (b - c), "a - (b - c)"),
        (a - b - c, "a - b - c"),
        (a / (b / c), "a / (b / c)"),
        (a / (b * c), "a / (b * c)"),
        ((a + b) * c, "(a + b) * c"),
        (a + b * c, "a + b * c"),
        (1 - a / 3, "1 - a / 3"),
        (0 + a * 1 - 0, "a"),
        (a * 0 + b, "b"),
    ):
        assert number.in_symbols == text
        assert number.value == eval(text, {"a": Fraction(8), "b": Fraction(4), "c": Fraction(2)})


def test_bounds_of_an_explained_life_choose_by_value() -> None:
    found = bounds(LIFE)
    assert found.low.s.value < found.central.s.value < found.high.s.value


def test_the_life_of_nothing_explains_to_nothing() -> None:
    assert {trace.value for trace in explain(Life()).values()} == {0}
