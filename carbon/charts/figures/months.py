"""A cumulative line over months with its band, as a Plotly figure."""

from carbon.charts.drawing.lettering import width_of
from carbon.charts.drawing.months import axis_of, months_named
from carbon.charts.figures.frame import (
    CONFIG,
    INK,
    INK_2,
    STRONG,
    SURFACE,
    Figure,
    colour,
    figure_notes,
    hover_text,
    in_unit,
    layout,
    note,
    plain,
    value_axis,
)  # fmt: skip
from carbon.charts.numbers import mass_parts
from carbon.charts.spec import ChartSpec, Role, Row
from carbon.charts.words import mostly_estimated

TOP, FOOT = 46, 28


def months(spec: ChartSpec, *, narrow: bool) -> Figure:
    """Return the figure: band below, central line with its points on top."""
    return {"data": [*_band(spec), _line(spec)], "layout": _layout(spec, narrow=narrow), "config": CONFIG}


def _band(spec: ChartSpec) -> list[Figure]:
    ranged = [(number, row) for number, row in enumerate(spec.rows) if row.low is not None]
    if len(ranged) < 2:
        return []
    edge = {
        "type": "scatter",
        "mode": "lines",
        "x": [row.label for _number, row in ranged],
        "line": {"width": 0, "color": colour(Role.AVOIDED)},
        "hoverinfo": "skip",
    }
    low, high = ([in_unit(spec, row.figures[end]) for _number, row in ranged] for end in (0, -1))
    return [
        {**edge, "name": "low", "y": low},
        {**edge, "name": "high", "y": high, "fill": "tonexty", "fillcolor": colour(Role.AVOIDED)},
    ]


def _line(spec: ChartSpec) -> Figure:
    rows = spec.rows
    single = len(rows) == 1 and rows[0].low is not None
    return {
        "type": "scatter",
        "name": spec.measure,
        "mode": "lines+markers",
        "x": [row.label for row in rows],
        "y": [in_unit(spec, row.central) for row in rows],
        "line": {"color": colour(Role.AVOIDED), "width": 2.25, "shape": "linear"},
        "marker": {
            "size": 6 if len(rows) <= 48 else 3,
            "color": [SURFACE if mostly_estimated(row) else colour(Role.AVOIDED) for row in rows],
            "line": {"color": colour(Role.AVOIDED), "width": 1.5},
        },
        "customdata": [[hover_text(spec, row), row.url] for row in rows],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        **({"error_y": _error(spec, rows[0])} if single else {}),
    }


def _error(spec: ChartSpec, row: Row) -> Figure:
    low, high = row.figures[0], row.figures[-1]
    return {
        "type": "data",
        "symmetric": False,
        "array": [in_unit(spec, high - row.central)],
        "arrayminus": [in_unit(spec, row.central - low)],
        "color": INK,
        "thickness": 1.5,
        "width": 5,
    }


def _layout(spec: ChartSpec, *, narrow: bool) -> Figure:
    axis, count = axis_of(spec, 4), len(spec.rows)
    left = max(width_of(axis.text(tick), 12) for tick in axis.ticks) + 10
    named = months_named(spec, (330.0 if narrow else 450.0) - left, 12)
    right = max(8.0, width_of(spec.rows[-1].label, 12) / 2) if count > 1 else 8.0
    title = note(plain(f"{spec.measure}, {spec.unit_label}"), x=0, y=1, anchor="left")
    title |= {"yref": "paper", "yanchor": "bottom", "yshift": 26, "xshift": -left, "font": {"size": 12, "color": INK_2}}
    return layout(
        height=TOP + (190 if narrow else 220) + FOOT,
        margin=(TOP, right, FOOT, left),
        xaxis={
            "type": "category",  # so that hovering names the month and not its number
            "range": [-0.25, count - 0.75] if count > 1 else [-1, 1],
            "tickmode": "array",
            "tickvals": [spec.rows[number].label for number in named],
            "ticktext": [plain(spec.rows[number].label) for number in named],
            "tickfont": {"size": 12, "color": INK_2},
            "ticks": "outside",
            "tickcolor": INK_2,
            "ticklen": 5,
            "tickangle": 0,
            "ticklabeloverflow": "allow",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis=value_axis(spec, axis, ticklabelstandoff=6),
        annotations=[title, *_end(spec)],
        hovermode="x",
    )


def _end(spec: ChartSpec) -> list[Figure]:
    """Return the figure the line ends on, above its band."""
    if not spec.rows:
        return []
    row = spec.rows[-1]
    parts = mass_parts(row.low, row.central, row.high, unit=spec.unit)
    place: Figure = {"y": in_unit(spec, max(row.figures)), "yanchor": "bottom", "yshift": 4}
    if len(spec.rows) == 1:
        return [note(plain(parts.text), x=0.5, anchor="center", font=STRONG, **place)]
    return figure_notes(parts.central, parts.span, x=1.0, anchor="right", **place)
