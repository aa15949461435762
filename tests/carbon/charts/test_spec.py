"""What no chart may say is refused before it is drawn."""

import dataclasses

import pytest

from carbon.charts import Kind, Link, Row
from carbon.charts.axis import axis_over
from carbon.charts.marks import marks_of, rows_drawn
from carbon.charts.numbers import Unit
from tests.carbon.charts.specimens import T, departments, forty, loss, months, phases, row, single, spec


@pytest.mark.parametrize(("low", "central", "high"), [(2, 1, 3), (1, 4, 3), (5, 4, 3)])
def test_inverted_bounds_are_refused_by_name(low: int, central: int, high: int) -> None:
    with pytest.raises(ValueError, match="Library"):
        Row(label="Library", low=low, central=central, high=high)


def test_half_a_range_is_refused() -> None:
    with pytest.raises(ValueError, match="together"):
        Row(label="Library", low=1, central=2)


def test_only_whole_grams_are_taken() -> None:
    with pytest.raises(ValueError, match="whole grams"):
        Row(label="Library", central=1.5)  # type: ignore[arg-type] # refused is the point


def test_an_unknown_tier_and_a_share_above_one_are_refused() -> None:
    with pytest.raises(ValueError, match="tier"):
        Row(label="Library", central=1, quality="F")
    with pytest.raises(ValueError, match="share"):
        Row(label="Library", central=1, estimated=1.2)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://elsewhere.example/", "//elsewhere.example"])
def test_charts_link_to_this_site_only(url: str) -> None:
    with pytest.raises(ValueError, match="this site only"):
        Row(label="Library", central=1, url=url)
    with pytest.raises(ValueError, match="this site only"):
        Link("Explain", url)


def test_a_total_that_is_not_the_sum_of_its_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="sum to 3000000 g, not 4000000 g"):
        spec(Kind.WATERFALL, row("a", 1, 1, 1), row("b", 2, 2, 2), row("Net", 4, 4, 4, total=True))


def test_a_key_that_could_not_name_an_element_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        spec(Kind.BARS, key='a" onload="b')


def test_a_spec_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        departments().title = "Other"  # type: ignore[misc] # refused is the point


def test_one_unit_serves_the_whole_chart() -> None:
    assert (departments().unit, single().unit, loss().unit) == (Unit.T, Unit.KG, Unit.KG)


def test_bars_are_sorted_and_a_loss_keeps_its_place() -> None:
    assert [mark.row.key for mark in marks_of(departments())] == ["cs", "eng", "med", "phy", "none", "stu"]


def test_forty_departments_become_twelve_and_their_sum() -> None:
    drawn = rows_drawn(forty())
    *named, others = drawn
    assert len(named) == 12
    assert others.label == "Other (28 departments)"
    assert (others.low, others.high) == (None, None)
    assert sum(item.central for item in drawn) == sum(item.central for item in forty())
    assert min(item.central for item in named) == min(item.central for item in forty())


def test_other_never_stands_for_one_alone() -> None:
    rows = [row(f"d{n}", n, n + 1, n + 2) for n in range(13)]
    assert [item.label for item in rows_drawn(spec(Kind.BARS, *rows))][-1] == "Other (2 departments)"
    assert len(rows_drawn(spec(Kind.BARS, *rows[:12]))) == 12


def test_a_waterfall_steps_from_where_the_last_one_ended() -> None:
    assert [(mark.start / T, mark.end / T) for mark in marks_of(phases())] == [
        (0, 38.2), (38.2, 47.6), (0, 47.6), (47.6, 31.9), (31.9, 29.8), (0, 29.8),
    ]  # fmt: skip


def test_a_step_s_whisker_stands_at_its_end() -> None:
    parts = marks_of(phases())[4]
    assert parts.whisker == (28_500_000, 30_700_000)


def test_a_line_knows_what_each_month_added() -> None:
    assert months(3).added() == (-2 * T, 700_000, 700_000)


@pytest.mark.parametrize(
    ("figures", "ticks"),
    [([0, 16_800_000], (0, 5, 10, 15)), ([-2_000_000, 3_000_000], (-2, -1, 0, 1, 2, 3)), ([0], (0,)), ([], (0,))],
)
def test_an_axis_always_holds_zero(figures: list[int], ticks: tuple[int, ...]) -> None:
    axis = axis_over(figures, Unit.T, ticks=5)
    assert set(ticks) <= {tick / T for tick in axis.ticks}
    assert axis.low <= 0 < axis.high
