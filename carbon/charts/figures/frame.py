"""What all Plotly figures share. Colours are names of the page's custom properties, resolved when a figure is drawn."""

from html import escape
from typing import Any

from carbon.charts.axis import Axis
from carbon.charts.numbers import THIN, decimal_sign
from carbon.charts.spec import ChartSpec, Role, Row
from carbon.charts.words import point_lines

Figure = dict[str, Any]

CLEAR = "rgba(0,0,0,0)"
INK, INK_2, GRID, SURFACE = (f"var(--chart-{name})" for name in ("ink", "ink-2", "grid", "surface"))
SIZE = 13
# Weight by the font, never by markup in the text: Plotly turns that into style attributes, which the policy refuses.
STRONG = {"size": SIZE, "color": INK, "weight": 600}

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
    """Return what is shown beside a point under the pointer, on lines of its own."""
    return "<br>".join(map(plain, point_lines(spec, row)))


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
        "tickfont": {"size": 12, "color": INK_2},
        "ticklabeloverflow": "allow",
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        "zerolinewidth": 1.25,
        "showline": False,
        "fixedrange": True,
        **more,
    }


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
