"""What all Plotly figures share. Colours are names of the page's custom properties, resolved when a figure is drawn."""

from html import escape
from typing import Any

from carbon.charts.axis import Axis
from carbon.charts.drawing.lettering import width_of
from carbon.charts.numbers import THIN, decimal_sign
from carbon.charts.spec import ChartSpec, Kind, Role, Row
from carbon.charts.words import point_lines

Figure = dict[str, Any]

CLEAR = "rgba(0,0,0,0)"
INK, INK_2, GRID, SURFACE = (f"var(--chart-{name})" for name in ("ink", "ink-2", "grid", "surface"))
SIZE, TICK = 13, 12
# Weight by the font, never by markup in the text: Plotly turns that into style attributes, which the policy refuses.
STRONG = {"size": SIZE, "color": INK, "weight": 600}
LIGHT = {"size": SIZE, "color": INK_2}

# Plotly 4 offers by default to upload a chart to a cloud; its mode bar has links that assistive technology cannot name.
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "locale": "en",
}


def colour(role: Role) -> str:
    """Return the custom property of a role's colour."""
    return f"var(--chart-{role})"


def plain(words: str) -> str:
    """Return words that Plotly's own small markup takes as they are."""
    return escape(words, quote=False)


def hover_text(spec: ChartSpec, row: Row) -> str:
    """Return what is shown beside a point under the pointer, on lines of its own; the axis names a month itself."""
    lines = point_lines(spec, row)
    return "<br>".join(map(plain, lines[1:] if spec.kind is Kind.LINE else lines))


def in_unit(spec: ChartSpec, grams: int) -> float:
    """Return grams in the chart's unit."""
    return grams / spec.unit.grams


def layout(*, height: float, margin: tuple[float, float, float, float], **more: Any) -> Figure:
    """Return a layout without template, legend or drag modes; `margin` is top, right, bottom, left in pixels."""
    top, right, bottom, left = margin
    return {
        "height": height,
        "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"size": SIZE, "color": INK},
        "separators": f"{decimal_sign()}{THIN}",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": SURFACE, "bordercolor": INK_2, "font": {"color": INK, "size": SIZE}, "align": "left"},
        "title": {"text": ""},
        **more,
    }


def value_axis(spec: ChartSpec, axis: Axis, **more: Any) -> Figure:
    """Return the axis of figures, its ticks worded as in the SVG."""
    air = (axis.high - axis.low) // 200  # Plotly cuts a cap or a grid line that stands on the very edge
    return {
        "range": [in_unit(spec, axis.low - air), in_unit(spec, axis.high + air)],
        "tickmode": "array",
        "tickvals": [in_unit(spec, tick) for tick in axis.ticks],
        "ticktext": [axis.text(tick) for tick in axis.ticks],
        "tickfont": {"size": TICK, "color": INK_2},
        "ticklabeloverflow": "allow",
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        "zerolinewidth": 1.25,
        "showline": False,
        "fixedrange": True,
        **more,
    }


def overhang(axis: Axis, room: float) -> tuple[float, float]:
    """Return how far the outermost ticks reach beyond an axis of `room`, left and right: Plotly cuts what does."""
    reach = [(axis.place(tick, 0, room), width_of(axis.text(tick), TICK) / 2) for tick in axis.ticks]
    return max(half - place for place, half in reach), max(place + half - room for place, half in reach)


def note(words: str, *, x: float, y: float, anchor: str, **more: Any) -> Figure:
    """Return words set at a place of the figure; `x` in shares of the plot."""
    return {
        "text": words,
        "showarrow": False,
        "xref": "paper",
        "x": x,
        "xanchor": anchor,
        "y": y,
        "font": {"size": SIZE, "color": INK},
        **more,
    }


def figure_notes(value: str, span: str, *, after: float = 0, anchor: str = "left", **place: Any) -> list[Figure]:
    """Return a figure and, lighter, its range, each set by itself: Plotly has one weight for all words of a text.

    `after` moves them away from `place`, in pixels: to the right, or to the left where their end is held there.
    """
    if not span:
        return [note(plain(value), anchor=anchor, xshift=after if anchor == "left" else -after, font=STRONG, **place)]
    said = f"({span})"
    if anchor == "left":
        shifts = (after, after + width_of(value, SIZE) + 6)
    else:
        shifts = (-after - width_of(said, SIZE) - 3, -after)
    return [
        note(plain(words), anchor=anchor, xshift=shift, font=font, **place)
        for words, shift, font in zip((value, said), shifts, (STRONG, LIGHT), strict=True)
    ]
