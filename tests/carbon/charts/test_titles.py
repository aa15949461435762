"""A title claims no more than the ranges allow."""

from carbon.charts import Kind, Row, compare, finding
from tests.carbon.charts.specimens import row

NEUTRAL = "Net saving per department"


def test_rows_compare_only_when_their_ranges_separate() -> None:
    high, low, between = row("a", 5, 6, 7), row("b", 1, 2, 3), row("c", 3, 4, 6)
    assert (compare(high, low), compare(low, high), compare(high, between)) == (1, -1, 0)
    assert compare(high, row("d", None, 1, None)) == 0


def test_the_largest_is_named_when_it_is_clear_of_all_others() -> None:
    assert finding(Kind.BARS, [row("Library", 1, 2, 3), row("Physics", 4, 5, 6)], NEUTRAL) == "Physics saves most"


def test_overlapping_bars_leave_only_what_is_sure() -> None:
    assert finding(Kind.BARS, [row("a", 1, 2, 3), row("b", 2, 3, 4)], NEUTRAL) == "All of them save carbon"
    assert finding(Kind.BARS, [row("a", -1, 2, 3), row("b", 2, 3, 4)], NEUTRAL) == NEUTRAL
    assert finding(Kind.BARS, [row("a", -3, -2, -1), row("b", -2, -2, -1)], NEUTRAL) == "None of them saves carbon"


def test_nobody_saves_most_by_losing_least() -> None:
    assert finding(Kind.BARS, [row("a", -9, -8, -7), row("b", -3, -2, -1)], NEUTRAL) == "None of them saves carbon"


def test_one_bar_is_compared_with_zero() -> None:
    assert finding(Kind.BARS, [row("Library", 1, 2, 3)], NEUTRAL) == "Library saves carbon"
    assert finding(Kind.BARS, [row("Library", -3, -2, -1)], NEUTRAL) == "Library emits more than it saves"


def test_a_line_is_judged_by_where_it_ends() -> None:
    start, up, down, open_ = row("Jan", -2, -1, 0), row("Feb", 1, 2, 3), row("Feb", -3, -2, -1), row("Feb", -1, 2, 3)
    assert finding(Kind.LINE, [start, up], NEUTRAL) == "Reuse has saved carbon by Feb"
    assert finding(Kind.LINE, [start, down], NEUTRAL) == "Reuse has cost carbon by Feb"
    assert finding(Kind.LINE, [start, open_], NEUTRAL) == NEUTRAL


def test_a_line_that_counts_from_a_month_says_so() -> None:
    up, down = row("Feb", 1, 2, 3), row("Feb", -3, -2, -1)
    assert finding(Kind.LINE, [up], NEUTRAL, since="Jan") == "Reuse saved carbon from Jan to Feb"
    assert finding(Kind.LINE, [down], NEUTRAL, since="Jan") == "Reuse cost carbon from Jan to Feb"
    assert finding(Kind.LINE, [up], NEUTRAL, since="Feb") == "Reuse saved carbon in Feb"


def test_a_waterfall_is_judged_by_its_last_total() -> None:
    step = row("New", 4, 5, 6)
    assert finding(Kind.WATERFALL, [step, row("Net", 1, 2, 3)], NEUTRAL) == "Not buying new outweighs what reuse emits"
    assert finding(Kind.WATERFALL, [step, row("Net", -3, -2, -1)], NEUTRAL) == "Reuse emits more than it avoids"


def test_unknown_ranges_and_no_rows_stay_neutral() -> None:
    rows: list[Row] = []
    assert finding(Kind.BARS, rows, NEUTRAL) == NEUTRAL
    assert finding(Kind.BARS, [row("a", None, 9, None), row("b", 1, 2, 3)], NEUTRAL) == NEUTRAL
