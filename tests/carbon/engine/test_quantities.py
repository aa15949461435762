from fractions import Fraction

import pytest

from carbon.engine.quantities import DAYS_PER_MONTH, days_in_year, display, grams, months, overlap_days, round_half_away
from tests.carbon.engine.lives import day

pytestmark = pytest.mark.once


def test_a_half_open_year_has_no_day_twice() -> None:
    assert days_in_year(day("2023-07-01"), day("2025-01-01"), 2023) == 184
    assert days_in_year(day("2023-07-01"), day("2025-01-01"), 2024) == 366
    assert days_in_year(day("2023-07-01"), day("2025-01-01"), 2025) == 0


def test_intervals_that_only_touch_share_no_day() -> None:
    assert overlap_days(1, 5, 5, 9) == 0
    assert overlap_days(1, 5, 7, 9) == 0
    assert overlap_days(1, 9, 5, 7) == 2


def test_a_month_is_a_twelfth_of_a_julian_year() -> None:
    assert Fraction("365.25") == DAYS_PER_MONTH * 12
    assert months(DAYS_PER_MONTH) == 1


@pytest.mark.parametrize(("number", "whole"), [("0.5", 1), ("-0.5", -1), ("2.5", 3), ("0.4999", 0), ("-1.49", -1)])
def test_a_half_goes_away_from_zero(number: str, whole: int) -> None:
    assert round_half_away(Fraction(number)) == whole


def test_kilograms_become_whole_grams() -> None:
    assert grams(Fraction("0.0005")) == 1
    assert grams(Fraction("-12.3455")) == -12346
    assert grams(0.25) == 250


def test_display_keeps_its_decimals() -> None:
    assert display(Fraction("37"), 2) == "37.00"
    assert display(Fraction("-0.005"), 2) == "-0.01"
    assert display(Fraction("1234567.25"), 1) == "1234567.3"
    assert display(Fraction("1499"), 0) == "1499"
