"""The one formatter of masses."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from carbon.charts import headline, mass_parts, show_count, show_mass, show_share
from carbon.charts.numbers import MINUS, THIN, Unit, show_tick, signed, unit_for

KG, T = 1_000, 1_000_000
anywhere = st.lists(st.integers(-(10**13), 10**13), min_size=3, max_size=3)


def around(least: float, most: float) -> st.SearchStrategy[list[int]]:
    """Ranges that begin and end at shares of their central figure."""
    parts = st.tuples(st.integers(1, 10**10), st.floats(least, 1), st.floats(1, most))
    return parts.map(lambda p: [int(p[0] * p[1]), p[0], int(p[0] * p[2])])


triples = (anywhere | around(0.2, 4) | around(0.98, 1.02)).map(sorted)


@pytest.mark.parametrize(
    ("low", "central", "high", "text"),
    [
        (24.1, 34.7, 49.2, "34.7 (24–49)"),
        (9.1, 12.41, 16.8, "12.4 (9.1–16.8)"),
        (252, 636.11, 2010, f"640 (250–2{THIN}000)"),
        (58, 66, 78, "66.0 (58–78)"),
        (1.4, 2.2, 3.3, "2.2 (1.4–3.3)"),
        (-3.2, -0.4, 5, "−0.40 (−3.2 to 5.0)"),
        (94, 100, 106, "100 (94–106)"),
        (24.6, 24.7, 49.6, "25 (25–50)"),
        (24.6, 24.7, 42, "24.7 (24–42)"),  # 25 would lie above the central figure
        (0, 0, 0, "0"),
        (1.2, 1.2, 1.2, "1.20"),
    ],
)
def test_figures_have_the_digits_their_range_supports(low: float, central: float, high: float, text: str) -> None:
    assert show_mass(round(low * T), round(central * T), round(high * T)).text == text


def test_a_headline_names_unit_and_range() -> None:
    assert headline(24_100_000, 34_700_000, 49_200_000, interval_label="bounds") == "34.7\u00a0t (24–49\u00a0t, bounds)"


@pytest.mark.parametrize(("largest", "unit"), [(0, Unit.KG), (999_999, Unit.KG), (-T, Unit.T), (T, Unit.T)])
def test_kilograms_are_shown_below_one_tonne(largest: int, unit: Unit) -> None:
    assert unit_for([5, largest]) is unit


def test_the_decimal_sign_follows_the_language() -> None:
    with translation.override("de"):
        assert show_mass(9 * KG, 12_345, 17 * KG).text == "12,3 (9,0–17,0)"


@pytest.mark.parametrize(("low", "central", "high"), [(2, 1, 3), (1, 4, 3), (3, 2, 1)])
def test_inverted_bounds_are_refused(low: int, central: int, high: int) -> None:
    with pytest.raises(ValueError, match="must hold its central figure"):
        show_mass(low, central, high)


@given(triples)
def test_what_is_shown_is_still_in_order(figures: list[int]) -> None:
    low, central, high = figures
    parts = mass_parts(low, central, high)
    if parts.low:
        assert number(parts.low) <= number(parts.central) <= number(parts.high)


@given(triples)
def test_a_wide_range_never_shows_more_than_three_digits(figures: list[int]) -> None:
    low, central, high = figures
    parts = mass_parts(low, central, high)
    if (high - low) * 10 > abs(central):
        for text in filter(None, parts[:3]):
            assert digits_of(text) <= 3


@given(triples)
def test_nothing_ever_shows_more_than_four_digits(figures: list[int]) -> None:
    for text in filter(None, mass_parts(*figures)[:3]):
        assert digits_of(text) <= 4


@given(triples)
def test_what_is_shown_lies_near_what_is_meant(figures: list[int]) -> None:
    low, central, high = figures
    parts = mass_parts(low, central, high)
    shown = number(parts.central) * parts.unit.grams
    assert abs(shown - central) <= max((high - low) * 0.05, abs(central) * 0.005, 0.5) * 1.001


@given(st.integers(-(10**13), 10**13))
def test_a_figure_without_a_range_has_three_digits(grams: int) -> None:
    parts = mass_parts(None, grams, None)
    assert number(parts.central) * parts.unit.grams == pytest.approx(grams, rel=0.005, abs=0.5)


@given(triples, st.sampled_from(Unit))
def test_in_a_unit_that_others_share_nothing_has_more_than_two_decimals(figures: list[int], unit: Unit) -> None:
    low, central, high = figures
    parts = mass_parts(low, central, high, unit=unit)
    assert all(len(text.partition(".")[2]) <= 2 for text in parts[:3])
    assert number(parts.central) * unit.grams == pytest.approx(
        central, rel=0.005, abs=(high - low) * 0.05 + unit.grams / 190
    )


@given(triples)
def test_minus_is_a_minus_sign_and_never_stands_before_zero(figures: list[int]) -> None:
    parts = mass_parts(figures[0], figures[1], figures[2])
    for text in parts[:3]:
        assert "-" not in text
        assert not text.startswith(MINUS) or number(text) < 0 or text.startswith(f"{MINUS}<")


@given(triples, st.sampled_from([None, *Unit]))
def test_zero_is_printed_for_nothing_else(figures: list[int], unit: Unit | None) -> None:
    low, central, high = figures
    parts = mass_parts(low, central, high, unit=unit)
    for grams, text in zip((central, low, high), parts[:3], strict=True):
        assert not text or (text == "0") == (grams == 0)


@pytest.mark.parametrize(
    ("grams", "unit", "text"),
    [(-2_233, Unit.T, "−<0.01"), (2_233, Unit.T, "<0.01"), (4, Unit.KG, "<0.01"), (-6, Unit.KG, "−0.01"),
     (0, Unit.T, "0")],
)  # fmt: skip
def test_a_small_loss_is_no_zero(grams: int, unit: Unit, text: str) -> None:
    assert mass_parts(None, grams, None, unit=unit).central == text


def test_signs_counts_and_shares() -> None:
    assert [signed(each) for each in ("9.4", "−2.1", "0", "<0.01")] == ["+9.4", "−2.1", "0", "+<0.01"]
    assert [show_count(1248), show_count(-5)] == [f"1{THIN}248", "−5"]
    assert [show_share(0), show_share(0.001), show_share(0.624), show_share(0.999), show_share(1)] == [
        "0\u00a0%", "1\u00a0%", "62\u00a0%", "99\u00a0%", "100\u00a0%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grams", "step", "unit", "text"),
    [(5 * T, 5 * T, Unit.T, "5"), (500_000, 500_000, Unit.T, "0.5"), (-2 * T, T, Unit.T, "−2"), (0, 200, Unit.KG, "0"),
     (T, 500_000, Unit.T, "1.0"), (200, 200, Unit.KG, "0.2"), (2_000 * T, 1_000 * T, Unit.T, f"2{THIN}000")],
)  # fmt: skip
def test_ticks_have_just_the_decimals_their_step_needs(grams: int, step: int, unit: Unit, text: str) -> None:
    assert show_tick(grams, step, unit) == text


def number(text: str) -> float:
    """What a shown figure stands for; what stays below its last digit stands for nothing."""
    return 0.0 if "<" in text else float(text.replace(MINUS, "-").replace(THIN, ""))


def digits_of(text: str) -> int:
    """How many significant digits are shown."""
    return len(re.sub(r"\D", "", text).strip("0"))
