from fractions import Fraction

import pytest

from carbon.engine.training import Node, amortised, incremental, new_device, training_cycle

pytestmark = pytest.mark.once

GRID = Fraction("0.2")
LAPTOPS = Node(count=60, load_w=Fraction(32), load_hours=Fraction(10))
LIFE = {"original_kg": Fraction(241), "first_months": 48, "extra_months": 24, "intervention_kg": Fraction(11)}


def test_a_server_of_a_tonne_over_four_years_costs_28_grams_an_hour() -> None:
    """The specification's own example."""
    server = new_device(embodied_kg=Fraction(1000), lifetime_months=Fraction(48))
    hour = training_cycle([Node(load_w=0, load_hours=1)], server, kg_per_kwh=GRID)
    assert round(hour.sci_g, 1) == Fraction("28.5")


def test_reserved_machines_count_while_they_idle() -> None:
    idle = Node(load_w=Fraction(32), load_hours=Fraction(10), idle_w=Fraction(5), idle_hours=Fraction(10))
    busy, waiting = (training_cycle([node], amortised(**LIFE), kg_per_kwh=GRID) for node in (LAPTOPS, idle))
    assert waiting.kwh == Fraction("0.37")
    assert waiting.embodied_g == busy.embodied_g / 60 * 2


def test_failed_runs_stay_in_the_carbon_of_the_cycles_that_completed() -> None:
    one, two = (training_cycle([LAPTOPS], (), kg_per_kwh=GRID, cycles=cycles) for cycles in (1, 2))
    assert two.sci_g * 2 == one.sci_g


def test_overhead_multiplies_electricity_and_a_share_the_embodied_part() -> None:
    plain = training_cycle([LAPTOPS], amortised(**LIFE), kg_per_kwh=GRID)
    half = training_cycle([LAPTOPS], amortised(**LIFE), kg_per_kwh=GRID, overhead=2, resource_share=Fraction(1, 2))
    assert half.operational_g == 2 * plain.operational_g
    assert half.embodied_g == plain.embodied_g / 2


def test_the_first_life_is_the_whole_difference_between_both_statements() -> None:
    both = training_cycle([LAPTOPS], amortised(**LIFE), kg_per_kwh=GRID)
    added = training_cycle([LAPTOPS], incremental(intervention_kg=11, extra_months=Fraction(24)), kg_per_kwh=GRID)
    first = training_cycle([LAPTOPS], new_device(embodied_kg=241, lifetime_months=Fraction(72)), kg_per_kwh=GRID)
    assert both.embodied_g - added.embodied_g == first.embodied_g
