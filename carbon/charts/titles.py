"""When a title may state a finding: only when intervals separate, else it stays neutral."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from carbon.charts.spec import Kind, Row


def compare(one: Row, other: Row) -> int:
    """Return 1 when `one` lies wholly above `other`, -1 wholly below, 0 when their ranges overlap or are unknown."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return 0
    return (one.low > other.high) - (one.high < other.low)


def finding(kind: Kind, rows: Sequence[Row], neutral: str, *, since: str = "") -> str:
    """Return a title that states what the rows show beyond doubt, or `neutral` where their ranges leave doubt.

    Bars: one row above all others, or all rows above zero. Line and waterfall: the last row clear of zero. `since`
    names the month from which a line counts, where it does not count all that came before.
    """
    if not rows or any(row.low is None for row in rows):
        return neutral
    if kind is Kind.BARS:
        return _of_bars(rows) or neutral
    side = _side(rows[-1])
    if not side:
        return neutral
    if kind is Kind.LINE:
        return _of_line(rows[-1].label, since, saved=side > 0)
    return _("Not buying new outweighs what reuse emits") if side > 0 else _("Reuse emits more than it avoids")


def _of_line(month: str, since: str, *, saved: bool) -> str:
    if not since:
        said = _("Reuse has saved carbon by %(month)s") if saved else _("Reuse has cost carbon by %(month)s")
    elif since == month:
        said = _("Reuse saved carbon in %(month)s") if saved else _("Reuse cost carbon in %(month)s")
    else:
        said = (
            _("Reuse saved carbon from %(since)s to %(month)s")
            if saved
            else _("Reuse cost carbon from %(since)s to %(month)s")
        )
    return said % {"since": since, "month": month}


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
