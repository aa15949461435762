from fractions import Fraction

import pytest

from carbon.engine.embodied import ex_use_kg
from carbon.engine.use_phase import (
    duty_kwh_per_day,
    grid_intensity,
    metered_kwh_per_day,
    office_kwh_per_day,
    use_with_fixed_solar_kg,
)

pytestmark = pytest.mark.once


def test_intensity_is_the_grid_with_its_losses_and_the_solar_share() -> None:
    plain = grid_intensity(g_per_kwh=Fraction(400))
    lossy = grid_intensity(g_per_kwh=Fraction(400), loss_share=Fraction("0.05"), upstream_g_per_kwh=Fraction(30))
    sunny = grid_intensity(g_per_kwh=Fraction(400), solar_share=Fraction("0.25"), solar_g_per_kwh=Fraction(40))
    assert (plain, lossy, sunny) == (Fraction("0.4"), Fraction("0.45"), Fraction("0.31"))


@pytest.mark.parametrize(("kwh", "kg"), [(50, 2), (100, 4), (150, 24)])
def test_a_fixed_solar_yield_covers_only_so_much(kwh: int, kg: int) -> None:
    grid, solar = Fraction("0.4"), Fraction("0.04")
    assert use_with_fixed_solar_kg(kwh=kwh, solar_kwh=100, grid_kg_per_kwh=grid, solar_kg_per_kwh=solar) == kg


def test_a_day_of_use_by_label_by_duty_and_by_meter() -> None:
    assert office_kwh_per_day(Fraction(73)) == Fraction("0.2")
    duty = duty_kwh_per_day(
        load_w=Fraction(32), idle_w=Fraction(5), sleep_w=Fraction(1), load_hours=Fraction(12), idle_hours=Fraction(2)
    )
    assert duty == Fraction("0.404")
    assert metered_kwh_per_day(Fraction(30), Fraction(60)) == Fraction("0.5")


def test_the_use_phase_is_taken_out_of_a_product_footprint() -> None:
    assert ex_use_kg(Fraction(300), Fraction("0.2")) == 240
