from typing import Any

import pytest

from carbon.engine.factors import Factor, FactorBook, Range, Tier, UnknownFactor, rising
from carbon.engine.use_phase import grid_intensity

pytestmark = pytest.mark.once


def a_factor(**changes: Any) -> Factor:
    given: dict[str, Any] = {
        "key": "grid",
        "value": 100,
        "low": 90,
        "high": 110,
        "unit": "g/kWh",
        "source": "Ember",
        "zone": "FRA",
        "year": 2023,
        "tier": Tier.B,
        "note": "as published",
    }
    return Factor(**given | changes)


BOOK = FactorBook(
    [
        a_factor(),
        a_factor(year=2024, value=95),
        a_factor(zone="WORLD", value=473),
        a_factor(key="part.ram", zone=None, year=None, tier=Tier.E, note=""),
        a_factor(key="transport.van", zone=None, year=2025, tier=Tier.D),
    ]
)


def test_the_year_asked_for_comes_as_it_was_published() -> None:
    assert BOOK.factor("grid", "FRA", 2023) == a_factor()


def test_a_later_year_takes_the_latest_earlier_one_and_says_how_old_it_is() -> None:
    found = BOOK.factor("grid", "FRA", 2026)
    assert (found.value, found.year, found.tier) == (95, 2024, Tier.C)
    assert found.note == "stale 2 years; as published"
    assert BOOK.factor("grid", "FRA", 2025).note.startswith("stale 1 year;")


def test_an_old_figure_of_a_worse_tier_stays_what_it_is() -> None:
    assert BOOK.factor("transport.van", year=2026).tier is Tier.D


def test_without_a_year_the_newest_is_meant() -> None:
    assert BOOK.factor("grid", "FRA").year == 2024
    assert BOOK.factor("transport.van").tier is Tier.D


def test_a_figure_without_a_year_holds_in_all() -> None:
    assert BOOK.factor("part.ram", year=2019).note == ""


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("grid", "XK", 2024), "no grid factor for zone XK"),
        (("grid", "XK", None), "no grid factor for zone XK"),
        (("grid", None, 2024), "no grid factor"),
        (("grid", "FRA", 2020), "no grid factor for zone FRA in 2020 or before (the first year known is 2023)"),
        (("part.gpu", None, None), "no part.gpu factor"),
    ],
)
def test_what_is_not_known_is_said_and_never_replaced(asked: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(UnknownFactor) as refusal:
        BOOK.factor(*asked)
    assert str(refusal.value) == sentence
    assert (refusal.value.key, refusal.value.zone, refusal.value.year) == asked


def test_a_set_with_two_answers_to_one_question_is_no_book() -> None:
    with pytest.raises(ValueError, match="two factors grid factor for zone FRA for the year 2023"):
        FactorBook([a_factor(), a_factor(value=1)])


def test_zones_are_those_with_a_figure_of_that_key() -> None:
    assert BOOK.zones("grid") == ["FRA", "WORLD"]


def test_a_rising_formula_carries_its_ranges_to_its_result() -> None:
    solar = Range(value=41, low=26, high=60)
    found = rising(grid_intensity, g_per_kwh=a_factor(), solar_share=0.5, solar_g_per_kwh=solar)
    assert (found.low, found.value, found.high) == (0.058, 0.0705, 0.085)
