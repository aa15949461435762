"""What a chart says, apart from how it is drawn: one frozen ChartSpec feeds every rendering, so none can disagree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise

from carbon.charts.numbers import Unit, unit_for

TIERS = ("", "A", "B", "C", "D", "E")
GAS = "CO₂e"


class Kind(StrEnum):
    """The shapes a chart may take."""

    BARS = "bars"  # one bar per row from zero, sorted, with whiskers
    LINE = "line"  # rows are months in order, figures cumulative, with a band
    WATERFALL = "waterfall"  # rows are steps of a running sum; a row with `total` stands on zero


class Role(StrEnum):
    """Whose carbon a mark stands for; it decides the colour and nothing else."""

    AVOIDED = "avoided"
    BASELINE = "baseline"
    REUSE = "reuse"
    PARTS = "parts"
    NEUTRAL = "neutral"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One department, month or phase, in whole grams of CO2e; low and high are both given or both absent.

    `key` is the machine name (department code, ``2025-03``), `n` the devices behind the figure, `estimated` the share
    (0 to 1) that rests on defaults or archetypes, `quality` the data tier A to E.
    """

    label: str
    central: int
    low: int | None = None
    high: int | None = None
    key: str = ""
    quality: str = ""
    n: int | None = None
    estimated: float | None = None
    url: str = ""
    role: Role = Role.AVOIDED
    total: bool = False

    def __post_init__(self) -> None:
        """Refuse what no reader could make sense of, such as a low above its high."""
        figures = [figure for figure in (self.low, self.central, self.high) if figure is not None]
        if any(isinstance(figure, bool) or not isinstance(figure, int) for figure in figures):
            raise ValueError(f"{self.label}: figures are whole grams, not {figures}.")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"{self.label}: low and high come together or not at all.")
        if figures != sorted(figures):
            raise ValueError(f"{self.label}: {self.low} <= {self.central} <= {self.high} g does not hold.")
        if self.quality not in TIERS:
            raise ValueError(f"{self.label}: data quality is a tier from A to E, not {self.quality!r}.")
        if self.estimated is not None and not 0 <= self.estimated <= 1:
            raise ValueError(f"{self.label}: the estimated share lies between 0 and 1, not at {self.estimated}.")
        _refuse_foreign(self.url)

    @property
    def figures(self) -> tuple[int, ...]:
        """Return the figures that are known, in grams."""
        return tuple(figure for figure in (self.low, self.central, self.high) if figure is not None)


@dataclass(frozen=True)
class Link:
    """A further way out of a chart, such as "Explain"."""

    label: str
    url: str

    def __post_init__(self) -> None:
        """Refuse an address outside the site."""
        _refuse_foreign(self.url)


@dataclass(frozen=True, kw_only=True)
class ChartSpec:
    """Everything a chart says.

    `category` names what a row is ("Department"), `categories` the same in plural for "other (7 departments)",
    `measure` what is measured ("Net saving"). `interval_label` names the range in words. `key` is unique on its page.
    `statement` says what the figures are compared with and no part of: it goes with them into every file.
    A cumulative line starts from nothing in its first month. `alt` is made from the rows when left empty.
    Raises ValueError when rows contradict one another.
    """

    key: str
    kind: Kind
    title: str
    subtitle: str
    category: str
    categories: str
    measure: str
    rows: tuple[Row, ...]
    source: str
    run_id: str
    factor_set: str
    interval_label: str
    fixed_unit: Unit | None = None
    note: str = ""
    statement: str = ""
    alt: str = ""
    csv_url: str = ""
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rows to one another: a waterfall's totals are the sums of its steps."""
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.key):
            raise ValueError(f"A chart's key is lower case, digits and hyphens, not {self.key!r}.")
        _refuse_foreign(self.csv_url)
        if self.kind is Kind.WATERFALL:
            for (start, end), row in zip(self.spans(), self.rows, strict=True):
                if row.total and row.central != end - start:
                    raise ValueError(f"{row.label}: the steps before it sum to {end} g, not {row.central} g.")

    @cached_property
    def unit(self) -> Unit:
        """Return the chart's one unit, chosen by its largest figure."""
        figures = [figure for row in self.rows for figure in row.figures]
        if self.kind is Kind.WATERFALL:
            figures += [edge for span in self.spans() for edge in span]
        return self.fixed_unit or unit_for(figures)

    @property
    def unit_label(self) -> str:
        """Return the unit as headers and axes print it: ``t CO₂e``."""
        return f"{self.unit} {GAS}"

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return where each row's mark starts and ends, in grams; all but a waterfall's steps start at zero."""
        if self.kind is not Kind.WATERFALL:
            return tuple((0, row.central) for row in self.rows)
        ends = list(accumulate(0 if row.total else row.central for row in self.rows))
        return tuple((0 if row.total else end - row.central, end) for row, end in zip(self.rows, ends, strict=True))

    def added(self) -> tuple[int, ...]:
        """Return what each row of a cumulative line added to the one before it, in grams: the months' own values."""
        stood = (0, *(row.central for row in self.rows))
        return tuple(now - then for then, now in pairwise(stood))

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self.rows)


def _refuse_foreign(url: str) -> None:
    if url and (not url.startswith("/") or url.startswith("//")):
        raise ValueError(f"A chart links to pages of this site only, not to {url!r}.")
