"""The table that stands under every chart: the same figures in words, each with its grams for machines."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from carbon.charts.marks import in_order
from carbon.charts.numbers import mass_parts, show_count, show_share
from carbon.charts.spec import ChartSpec, Kind, Row


@dataclass(frozen=True)
class Column:
    """A header; `numeric` columns are set to the right."""

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class Cell:
    """What is printed, and the whole grams behind it where it is a mass."""

    text: str
    grams: int | None = None
    numeric: bool = True


@dataclass(frozen=True)
class TableRow:
    """A row with its header cell."""

    head: str
    url: str
    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True)
class Table:
    """Caption, columns (the first one heads the rows) and rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


def table(spec: ChartSpec) -> Table:
    """Return every row of the chart, also those that the drawing folds into "other"."""
    rows = list(zip(spec.rows, spec.added(), strict=True))
    if spec.kind is Kind.BARS:
        rows.sort(key=lambda pair: in_order(pair[0]))
    fields = _fields(spec)
    return Table(
        caption=f"{spec.title}. {spec.subtitle}" if spec.subtitle else spec.title,
        columns=(Column(spec.category, numeric=False), *(column for column, _name in fields)),
        rows=tuple(
            TableRow(row.label, row.url, tuple(_cell(spec, row, name, added) for _column, name in fields), row.total)
            for row, added in rows
        ),
    )


def _fields(spec: ChartSpec) -> list[tuple[Column, str]]:
    """Return the columns this chart has something to say in."""
    unit = spec.unit_label
    fields = [
        (Column(_("%(measure)s, %(unit)s") % {"measure": spec.measure, "unit": unit}), "central"),
        (Column(_("Low, %(unit)s") % {"unit": unit}), "low"),
        (Column(_("High, %(unit)s") % {"unit": unit}), "high"),
    ]
    if spec.kind is Kind.LINE:
        fields.insert(0, (Column(_("In the month, %(unit)s") % {"unit": unit}), "added"))
    if any(row.n is not None for row in spec):
        fields.append((Column(_("Devices")), "n"))
    if any(row.estimated is not None for row in spec):
        fields.append((Column(_("Estimated")), "estimated"))
    if any(row.quality for row in spec):
        fields.append((Column(_("Data quality"), numeric=False), "quality"))
    return fields


def _cell(spec: ChartSpec, row: Row, name: str, added: int) -> Cell:
    parts = mass_parts(row.low, row.central, row.high, unit=spec.unit)
    if name == "added":
        return Cell(mass_parts(None, added, None, unit=spec.unit).central, added)
    if name == "n":
        return Cell("" if row.n is None else show_count(row.n))
    if name == "estimated":
        return Cell("" if row.estimated is None else show_share(row.estimated))
    if name == "quality":
        return Cell(row.quality, numeric=False)
    grams: int | None = {"low": row.low, "central": row.central, "high": row.high}[name]
    shown = {"low": parts.low or parts.central, "central": parts.central, "high": parts.high or parts.central}[name]
    return Cell("" if grams is None else shown, grams)
