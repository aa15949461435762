"""A chart ready for its template: every rendering made once, from one spec."""

from dataclasses import dataclass

import orjson
from django.utils.safestring import SafeString, mark_safe

from carbon.charts.drawing import svg
from carbon.charts.figures import plotly
from carbon.charts.marks import rows_drawn
from carbon.charts.spec import ChartSpec, Kind, Link
from carbon.charts.tables import Table, table
from carbon.charts.words import notes, point_text, reading, source_line

# What would end or open a script element, written as JSON escapes (as Django's json_script does).
UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class RenderedChart:
    """What `templates/_components/chart.html` takes."""

    key: str
    kind: Kind
    title: str
    subtitle: str
    reading: str
    svg_wide: SafeString
    svg_narrow: SafeString
    plotly_json: SafeString
    table: Table
    source_line: str
    note: str
    csv_url: str
    links: tuple[Link, ...]
    empty: bool


def rendered(spec: ChartSpec) -> RenderedChart:
    """Return the chart in all the forms a page needs."""
    return RenderedChart(
        key=spec.key,
        kind=spec.kind,
        title=spec.title,
        subtitle=spec.subtitle,
        reading=reading(spec) if spec.rows else "",
        svg_wide=_markup(svg(spec)) if spec.rows else _markup(""),
        svg_narrow=_markup(svg(spec, narrow=True)) if spec.rows else _markup(""),
        plotly_json=plotly_slot(spec) if spec.rows else _markup(""),
        table=table(spec),
        source_line=source_line(spec),
        note=notes(spec),
        csv_url=spec.csv_url,
        links=spec.links,
        empty=not spec.rows,
    )


def plotly_slot(spec: ChartSpec) -> SafeString:
    """Return the JSON that the page's script reads: a figure for either width, and what is said of each point."""
    points = rows_drawn(spec) if spec.kind is Kind.BARS else spec.rows
    slot = {
        "wide": plotly(spec),
        "narrow": plotly(spec, narrow=True),
        "points": [point_text(spec, row) for row in points],
    }
    return _markup(orjson.dumps(slot, default=str).decode().translate(UNSAFE_IN_SCRIPT))


def _markup(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - built by elements.py, which escapes every value, or escaped above
