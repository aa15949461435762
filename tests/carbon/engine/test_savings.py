from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.engine.components import DERIVED, NAMES, Components
from carbon.engine.factors import UnknownFactor
from carbon.engine.life import counted_until
from carbon.engine.quantities import day_number
from carbon.engine.savings import Life, burden, serve
from tests.carbon.engine.lives import EU_KG_PER_KWH, a_baseline, a_service, an_intervention, day

pytestmark = pytest.mark.once

LIFE = Life(
    services=(a_service("2023-11-20", "2024-06-01"), a_service("2024-07-15", "2025-03-09")),
    interventions=(an_intervention("2023-11-18"), an_intervention("2024-07-01", legs=(), consumables=())),
)
FIRST, LAST = day("2023-11-01"), day("2025-04-01")


def test_the_vocabulary_is_fixed() -> None:
    assert NAMES == ("a_emb", "a_use", "u", "r_transport", "r_refurb", "r_parts", "r_eol")
    assert DERIVED == ("r", "s_emb", "s_use", "s")


def test_a_saving_is_what_was_avoided_less_what_was_emitted() -> None:
    total = LIFE.total()
    assert total.s == total.a_emb + total.a_use - total.u - total.r == total.s_emb + total.s_use


def test_grams_are_rounded_one_by_one_and_the_saving_is_their_sum() -> None:
    stored = Components(a_emb=Fraction("0.0015"), u=Fraction("0.0004"), r_parts=Fraction("0.0005")).in_grams()
    assert (stored.a_emb, stored.u, stored.r_parts, stored.s) == (2, 0, 1, 1)


def test_a_device_deployed_today_starts_with_its_burdens() -> None:
    life = Life(services=(a_service("2024-05-01", "2024-05-01"),), interventions=(an_intervention("2024-05-01"),))
    assert life.total().s == -burden(an_intervention()).r < 0


def test_a_device_that_never_serves_has_burdens_only() -> None:
    total = Life(interventions=(an_intervention(),)).total()
    assert (total.a_emb, total.a_use, total.u) == (0, 0, 0)
    assert total.s == -total.r < 0


def test_a_reused_device_that_displaced_nothing_still_burns_its_power() -> None:
    served = serve(a_service(baseline=a_baseline(displacement=Fraction(0))))
    assert (served.a_emb, served.a_use) == (0, 0)
    assert served.s == -served.u < 0


def test_service_beyond_the_life_of_a_new_one_displaces_a_second() -> None:
    six_years = serve(a_service("2019-01-01", "2025-01-01"))
    assert six_years.a_emb > a_baseline().embodied_kg


def test_overhead_multiplies_both_sides() -> None:
    plain, cooled = serve(a_service()), serve(a_service(overhead=Fraction("1.56")))
    assert cooled.s_use == plain.s_use * Fraction("1.56")
    assert cooled.a_emb == plain.a_emb


def test_each_year_has_its_own_intensity() -> None:
    clean = a_service(
        "2023-07-01", "2025-01-01", kg_per_kwh={2023: EU_KG_PER_KWH, 2024: Fraction(0), 2025: Fraction(9)}
    )
    assert serve(clean).u == 184 * clean.kwh_per_day * EU_KG_PER_KWH


def test_a_day_without_an_intensity_is_refused_and_not_counted_as_nothing() -> None:
    with pytest.raises(UnknownFactor, match="some days of service: it is known for 2024"):
        a_service("2024-06-01", "2025-06-01", kg_per_kwh={2024: EU_KG_PER_KWH})


def test_a_service_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end before it starts"):
        a_service("2024-06-01", "2024-05-31")


def test_a_burden_is_booked_on_its_own_day() -> None:
    assert LIFE.cumulative(day("2023-11-18")).r == 0
    assert LIFE.cumulative(day("2023-11-19")).r == burden(LIFE.interventions[0]).r


def test_after_the_last_day_the_cumulative_view_is_the_whole() -> None:
    assert LIFE.cumulative(LAST) == LIFE.total()


@given(st.lists(st.integers(FIRST, LAST), max_size=12))
def test_slices_add_up_to_the_rounded_whole(cuts: list[int]) -> None:
    slices = LIFE.slices([FIRST, *sorted(cuts), LAST])
    assert sum(slices, start=Components()) == LIFE.total().in_grams()


def test_months_add_up_to_owners() -> None:
    months = [day_number(date(2023 + m // 12, m % 12 + 1, 1)) for m in range(10, 28)]
    handed_over = months[7]
    by_month = LIFE.slices(months)
    first_owner, second_owner = LIFE.slices([months[0], handed_over, months[-1]])
    assert sum(by_month[:7], start=Components()) == first_owner
    assert sum(by_month[7:], start=Components()) == second_owner


@pytest.mark.parametrize(
    ("end", "as_of", "sighted", "counted"),
    [(100, 200, 90, 100), (300, 200, 190, 200), (300, 200, 50, 140)],
    ids=["it ended", "it is still running", "nobody saw it for 90 days"],
)
def test_service_counts_to_its_end_or_today_or_ninety_days_after_the_last_sighting(
    end: int, as_of: int, sighted: int, counted: int
) -> None:
    assert counted_until(end, as_of, sighted) == counted
