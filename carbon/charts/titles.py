"""When a title may state a finding: only when intervals separate, else it stays neutral."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from carbon.charts.spec import Kind, Row


def compare(one: Row, other: Row) -> int:
    """Return 1 when `one` lies wholly above `other`, -1 wholly below, 0 when their ranges overlap or are unknown."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return 0
    return (one.low > other.high) - (one.high < other.low)


def finding(kind: Kind, rows: Sequence[Row], neutral: str) -> str:
    """Return a title that states what the rows show beyond doubt, or `neutral` where their ranges leave doubt.

    Bars: one row above all others, or all rows above zero. Line and waterfall: the last row clear of zero.
    """
    if not rows or any(row.low is None for row in rows):
        return neutral
    if kind is Kind.BARS:
        return _of_bars(rows) or neutral
    side = _side(rows[-1])
    if not side:
        return neutral
    if kind is Kind.LINE:
        said = _("Reuse has saved carbon by %(month)s") if side > 0 else _("Reuse has cost carbon by %(month)s")
        return said % {"month": rows[-1].label}
    return _("Not buying new outweighs what reuse emits") if side > 0 else _("Reuse emits more than it avoids")


def _of_bars(rows: Sequence[Row]) -> str:
    top, *others = sorted(rows, key=lambda row: -row.central)
    if others and _side(top) > 0 and all(compare(top, other) > 0 for other in others):
        return _("%(label)s saves most") % {"label": top.label}
    sides = {_side(row) for row in rows}
    if sides == {1}:
        return _("All of them save carbon") if others else _("%(label)s saves carbon") % {"label": top.label}
    if sides == {-1}:
        return (
            _("None of them saves carbon") if others else _("%(label)s emits more than it saves") % {"label": top.label}
        )
    return ""


def _side(row: Row) -> int:
    """Return 1 when the whole range lies above zero, -1 below, 0 when it holds zero or is unknown."""
    if row.low is None or row.high is None:
        return 0
    return (row.low > 0) - (row.high < 0)
