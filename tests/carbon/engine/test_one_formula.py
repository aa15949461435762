"""The same functions on columns as on fractions: the fleet's arithmetic is the audit's, to 1e-9."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.engine.components import DERIVED, NAMES, Components
from carbon.engine.factors import Range
from carbon.engine.life import Baseline, Consumable, Intervention, Leg, Part, Service, Waste, counted_until
from carbon.engine.quantities import EXACT, Ops
from carbon.engine.savings import Life
from carbon.engine.uncertainty import Scenario, settle
from carbon.engine.use_phase import duty_kwh_per_day, grid_intensity, use_with_fixed_solar_kg
from tests.carbon.engine.lives import day

pytestmark = pytest.mark.once

COLUMNS = Ops(lesser=np.minimum, greater=np.maximum, choose=np.where)
FIRST, LAST = day("2023-01-01"), day("2028-12-31")  # 2024 and 2028 are leap years
YEARS = range(2023, 2030)


def numbers(least: str, most: str) -> st.SearchStrategy[Fraction]:
    return st.fractions(Fraction(least), Fraction(most), max_denominator=1000)


@st.composite
def ranges(draw: st.DrawFn, least: str, most: str) -> Range:
    low, value, high = sorted(draw(st.lists(numbers(least, most), min_size=3, max_size=3)))
    return Range(value=value, low=low, high=high)


@dataclass(frozen=True)
class Device:
    """What differs from row to row of a column."""

    days: tuple[int, int]
    on: int
    quantities: tuple[Range | Fraction, ...]


@st.composite
def devices(draw: st.DrawFn) -> Device:
    start, end = sorted(draw(st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST))))
    quantities: tuple[st.SearchStrategy[Range | Fraction], ...] = (
        ranges("0", "1"),  # displacement
        numbers("1/10", "5"),  # replacements
        ranges("50", "900"),  # embodied_kg
        ranges("12", "96"),  # lifetime_months
        ranges("0", "3"),  # e_new
        ranges("0", "3"),  # e_old
        ranges("1", "2"),  # overhead
        *(ranges("0", "1") for _ in YEARS),  # intensity
        ranges("0", "2"),  # refurb_kwh
        numbers("0", "5"),  # freight kg
        ranges("0", "500"),  # km
        numbers("0", "64"),  # GB
        ranges("0", "3"),  # kg per GB
        numbers("0", "2"),  # kg of packaging
        numbers("0", "2"),  # kg removed
    )
    return Device((start, end), draw(st.integers(FIRST, LAST)), tuple(draw(each) for each in quantities))


def life(days: tuple[Any, Any], on: Any, quantities: tuple[Any, ...]) -> Life:
    delta, q, m_new, l_new, e_new, e_old, overhead, *rest = quantities
    intensity, rest = rest[: len(YEARS)], rest[len(YEARS) :]
    refurb_kwh, freight_kg, km, gigabytes, kappa, packaging_kg, waste_kg = rest
    service = Service(
        start=days[0],
        end=days[1],
        kwh_per_day=e_old,
        kg_per_kwh=dict(zip(YEARS, intensity, strict=True)),
        overhead=overhead,
        baseline=Baseline(
            displacement=delta, replacements=q, embodied_kg=m_new, lifetime_months=l_new, kwh_per_day=e_new
        ),
    )
    act = Intervention(
        on=on,
        kg_per_kwh=intensity[0],
        refurb_kwh=refurb_kwh,
        legs=(Leg(gross_kg=freight_kg, km=km, kg_per_tkm=1),),
        consumables=(Consumable(mass_kg=packaging_kg, kg_per_kg=1),),
        parts=(Part(quantity=gigabytes, kg_per_unit=kappa),),
        removed=(Waste(mass_kg=waste_kg, kg_per_t=5),),
    )
    return Life(services=(service,), interventions=(act,))


def column(values: list[Any]) -> Any:
    """Values of many devices as one column of floats, or as a range of three."""
    if isinstance(values[0], Range):
        value, low, high = (column([getattr(each, end) for each in values]) for end in ("value", "low", "high"))
        return Range(value=value, low=low, high=high)
    return np.array([float(each) for each in values])


def life_of_columns(fleet: list[Device]) -> Life:
    start, end, on = (np.array(each) for each in zip(*((*device.days, device.on) for device in fleet), strict=True))
    quantities = tuple(column(list(each)) for each in zip(*(d.quantities for d in fleet), strict=True))
    return life((start, end), on, quantities)


def assert_alike(columns: Components, exact: list[Components]) -> None:
    for name in (*NAMES, *DERIVED):
        computed = getattr(columns, name)
        assert computed.dtype == np.float64, name
        # Terms cancel in a difference: what 1e-9 is measured against is the size of what was subtracted.
        size = [max(1.0, *(float(getattr(each, part)) for part in NAMES)) for each in exact]
        error = [abs(got - float(getattr(each, name))) for got, each in zip(computed, exact, strict=True)]
        assert all(off <= 1e-9 * scale for off, scale in zip(error, size, strict=True)), name


@settings(max_examples=50)
@given(st.lists(devices(), min_size=1, max_size=3), st.integers(FIRST, LAST), st.sampled_from(Scenario))
def test_a_fleet_in_columns_agrees_with_every_device_in_fractions(
    fleet: list[Device], until: int, scenario: Scenario
) -> None:
    in_columns = settle(life_of_columns(fleet), scenario, COLUMNS)
    one_by_one = [settle(life(d.days, d.on, d.quantities), scenario) for d in fleet]
    assert_alike(in_columns.total(COLUMNS), [each.total() for each in one_by_one])
    assert_alike(in_columns.cumulative(until, COLUMNS), [each.cumulative(until) for each in one_by_one])


@given(st.lists(st.tuples(*[numbers("0", "900")] * 4), min_size=1, max_size=6))
def test_the_formulas_that_choose_agree_in_columns(rows: list[tuple[Fraction, ...]]) -> None:
    kwh, solar, grid, loss = (np.array([float(x) for x in each]) for each in zip(*rows, strict=True))
    used = use_with_fixed_solar_kg(kwh=kwh, solar_kwh=solar, grid_kg_per_kwh=grid, solar_kg_per_kwh=0.04, ops=COLUMNS)
    intensity = grid_intensity(g_per_kwh=grid, loss_share=loss)
    drawn = duty_kwh_per_day(load_w=kwh, idle_w=solar, sleep_w=1, load_hours=12, idle_hours=2)
    for n, (a, b, c, d) in enumerate(rows):
        exact = use_with_fixed_solar_kg(
            kwh=a, solar_kwh=b, grid_kg_per_kwh=c, solar_kg_per_kwh=Fraction("0.04"), ops=EXACT
        )
        assert used[n] == pytest.approx(float(exact), rel=1e-9)
        assert intensity[n] == pytest.approx(float(grid_intensity(g_per_kwh=c, loss_share=d)), rel=1e-9)
        alike = duty_kwh_per_day(load_w=a, idle_w=b, sleep_w=1, load_hours=12, idle_hours=2)
        assert drawn[n] == pytest.approx(float(alike), rel=1e-9)


def test_sightings_cut_a_column_of_services() -> None:
    ends = counted_until(np.array([100, 300, 300]), 200, np.array([90, 190, 50]), COLUMNS)
    assert list(ends) == [100, 200, 140]
