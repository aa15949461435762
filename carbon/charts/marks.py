"""The bars of a bar chart or a waterfall, once, for both the SVG and the Plotly figure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from carbon.charts.numbers import mass_parts, signed
from carbon.charts.spec import ChartSpec, Kind, Role, Row

MOST_BARS = 12


@dataclass(frozen=True)
class Mark:
    """One bar from `start` to `end` with its whisker at the end edge, all in grams, and the words beside it."""

    row: Row
    start: int
    end: int
    whisker: tuple[int, int] | None
    role: Role
    value: str
    span: str

    @property
    def edges(self) -> tuple[int, ...]:
        """Return every position the mark touches, in grams."""
        return (self.start, self.end, *(self.whisker or ()))

    @property
    def reach(self) -> int:
        """Return where its words may begin: right of the bar and of the whisker, in grams."""
        return max(self.edges)

    @property
    def words(self) -> str:
        """Return ``12.4 (9.1–16.8)``."""
        return f"{self.value} ({self.span})" if self.span else self.value


def marks_of(spec: ChartSpec) -> tuple[Mark, ...]:
    """Return the marks from top to bottom."""
    if spec.kind is Kind.WATERFALL:
        return tuple(_mark(spec, row, span) for row, span in zip(spec.rows, spec.spans(), strict=True))
    return tuple(_mark(spec, row, (0, row.central)) for row in rows_drawn(spec))


def rows_drawn(spec: ChartSpec) -> tuple[Row, ...]:
    """Return the rows a bar chart draws: sorted, the largest by size, and the others as their sum.

    Size counts without its sign, so that a large loss is never folded away. The sum has no range: ranges of departments
    that share factors do not add up.
    """
    shown, rest = rows_kept(spec)
    if not rest:
        return shown
    label = _("Other (%(count)d %(things)s)") % {"count": len(rest), "things": spec.categories}
    count = sum(row.n for row in rest if row.n is not None) if any(row.n is not None for row in rest) else None
    return (*shown, Row(label=label, key="other", central=sum(row.central for row in rest), n=count, role=Role.NEUTRAL))


def in_order(row: Row) -> tuple[int, str]:
    """Return what bars are sorted by: the largest first, names where figures are equal."""
    return -row.central, row.label


def rows_kept(spec: ChartSpec) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows drawn by name, sorted, and the rows folded into one."""
    by_value = sorted(spec.rows, key=in_order)
    if len(by_value) <= MOST_BARS:
        return tuple(by_value), ()
    by_size = sorted(range(len(by_value)), key=lambda place: -abs(by_value[place].central))
    room = MOST_BARS if len(by_value) > MOST_BARS + 1 else MOST_BARS - 1  # "other" never stands for one alone
    kept = set(by_size[:room])
    return (
        tuple(row for place, row in enumerate(by_value) if place in kept),
        tuple(row for place, row in enumerate(by_value) if place not in kept),
    )


def _mark(spec: ChartSpec, row: Row, span: tuple[int, int]) -> Mark:
    start, end = span
    foot = end - row.central  # zero, or where a waterfall's step begins
    parts = mass_parts(row.low, row.central, row.high, unit=spec.unit)
    step = spec.kind is Kind.WATERFALL and not row.total
    return Mark(
        row=row,
        start=start,
        end=end,
        whisker=None
        if row.low is None or row.high is None or row.low == row.high
        else (foot + row.low, foot + row.high),
        role=Role.REUSE if row.role is Role.AVOIDED and row.central < 0 else row.role,
        value=signed(parts.central) if step else parts.central,
        span=parts.span,
    )
