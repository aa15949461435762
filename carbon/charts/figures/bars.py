"""Horizontal bars with asymmetric error bars, or the steps of a waterfall, as a Plotly figure."""

from itertools import pairwise

from carbon.charts.axis import Axis, axis_over
from carbon.charts.drawing.bars import GAP, LABEL_ROOM, LINE, STUB, lines_above, share_beside_words
from carbon.charts.drawing.lettering import shortened, width_of, wrapped
from carbon.charts.figures.frame import (
    CONFIG,
    GRID,
    INK,
    INK_2,
    SIZE,
    STRONG,
    SURFACE,
    Figure,
    colour,
    figure_notes,
    hover_text,
    in_unit,
    layout,
    note,
    overhang,
    plain,
    value_axis,
)  # fmt: skip
from carbon.charts.marks import Mark, marks_of
from carbon.charts.spec import ChartSpec, Kind
from carbon.charts.words import HATCHED

OPACITY = {"": 1.0, "A": 1.0, "B": 0.92, "C": 0.8, "D": 0.7, "E": 0.62}  # as in charts.css
QUIET = {"size": 12, "color": INK_2}
PITCH, PITCH_NARROW = 33, 32
LEAST_WIDTH, LEAST_WIDTH_NARROW = 450.0, 330.0  # px; words are given room for the narrowest frame of each form


def bars(spec: ChartSpec, *, narrow: bool) -> Figure:
    """Return the figure; narrow puts labels above their bars."""
    marks = marks_of(spec)
    axis = axis_over([edge for mark in marks for edge in mark.edges], spec.unit, ticks=4 if narrow else 5)
    return {
        "data": [
            _bars(spec, marks, narrow=narrow),
            # First the halo: the same ranges, broader and in the colour of the surface.
            _whiskers(spec, marks, color=SURFACE, thickness=5, width=5.5),
            _whiskers(spec, marks, color=INK, thickness=1.5, width=4.5),
        ],
        "layout": _narrow(spec, marks, axis) if narrow else _wide(spec, marks, axis),
        "config": CONFIG,
    }


def _bars(spec: ChartSpec, marks: tuple[Mark, ...], *, narrow: bool) -> Figure:
    return {
        "type": "bar",
        "name": spec.measure,
        "orientation": "h",
        "y": list(range(len(marks))),
        "x": [in_unit(spec, mark.end - mark.start) for mark in marks],
        "base": [in_unit(spec, mark.start) for mark in marks],
        "width": 15 / _pitch_narrow(marks) if narrow else 18 / PITCH,
        "marker": {
            "color": [colour(mark.role) for mark in marks],
            "opacity": [OPACITY[mark.row.quality] for mark in marks],
            "line": {"width": 0},
            "pattern": {
                "shape": ["/" if mark.row.quality in HATCHED else "" for mark in marks],
                "bgcolor": SURFACE,  # between broad stripes of the bar's own colour
                "size": 7,
                "solidity": 0.8,
            },
        },
        "customdata": [[hover_text(spec, mark.row), mark.row.url] for mark in marks],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _whiskers(spec: ChartSpec, marks: tuple[Mark, ...], **look: object) -> Figure:
    ranged = [(number, mark, mark.whisker) for number, mark in enumerate(marks) if mark.whisker]
    return {
        "type": "scatter",
        "name": spec.interval_label,
        "mode": "markers",
        "x": [in_unit(spec, mark.end) for _number, mark, _range in ranged],
        "y": [number for number, _mark, _range in ranged],
        "marker": {"opacity": 0, "size": 1},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [in_unit(spec, high - mark.end) for _number, mark, (_low, high) in ranged],
            "arrayminus": [in_unit(spec, mark.end - low) for _number, mark, (low, _high) in ranged],
            **look,
        },
        "hoverinfo": "skip",
    }


def _wide(spec: ChartSpec, marks: tuple[Mark, ...], axis: Axis) -> Figure:
    labels = [wrapped(mark.row.label, LABEL_ROOM, SIZE) for mark in marks]
    left = max((width_of(part, SIZE) for label in labels for part in label), default=0) + 12
    room = LEAST_WIDTH - left - 2
    share = share_beside_words(marks, axis, room, SIZE)
    right = max(2.0, overhang(axis, room * share)[1] - room * (1 - share))
    said = [_in_lines(label) for label in labels]
    words = [
        part
        for number, mark in enumerate(marks)
        for part in figure_notes(mark.value, mark.span, after=GAP, x=in_unit(spec, mark.reach), y=number, xref="x")
    ]
    totals = [
        note(label, x=0, y=number, anchor="right", xshift=-10, font=STRONG)
        for number, (mark, label) in enumerate(zip(marks, said, strict=True))
        if mark.row.total
    ]
    ticks = ["" if mark.row.total else label for mark, label in zip(marks, said, strict=True)]
    return layout(
        height=PITCH * len(marks) + 44,
        margin=(4, right, 40, left),
        xaxis=value_axis(spec, axis, domain=[0, round(share, 4)]),
        yaxis=_rows_axis(list(range(len(marks))), ticks, count=len(marks)),
        annotations=[*totals, *words, _axis_title(spec)],
        shapes=_joints(spec, marks),
        hovermode="closest",
    )


def _in_lines(label: list[str]) -> str:
    return "<br>".join(map(plain, label))


def _narrow(spec: ChartSpec, marks: tuple[Mark, ...], axis: Axis) -> Figure:
    lines = lines_above(marks, LEAST_WIDTH_NARROW, SIZE)
    left, right = (max(2.0, over) for over in overhang(axis, LEAST_WIDTH_NARROW - 4))
    place = {"x": 1, "anchor": "right", "after": 2 - right} if lines == 1 else {"x": 0, "after": 2 - left}
    words = [
        part
        for number, mark in enumerate(marks)
        for part in figure_notes(mark.value, mark.span, y=number, yshift=18, **place)
    ]
    labels = [
        note(
            plain(shortened(mark.row.label, LEAST_WIDTH_NARROW, SIZE)),
            x=0,
            y=number,
            anchor="left",
            xshift=2 - left,
            yshift=LINE * lines,
            font=STRONG if mark.row.total else {"size": SIZE, "color": INK},
        )
        for number, mark in enumerate(marks)
    ]
    return layout(
        height=_pitch_narrow(marks) * len(marks) + 44,
        margin=(2, right, 42, left),
        xaxis=value_axis(spec, axis, showgrid=False, zeroline=False),
        yaxis=_rows_axis([], [], count=len(marks), above=LINE * lines / 2 / _pitch_narrow(marks)),
        annotations=[*labels, *words, _axis_title(spec)],
        shapes=[*_rules(spec, marks, axis), *_joints(spec, marks, reach=_reach_narrow(marks))],
        hovermode="closest",
    )


def _reach_narrow(marks: tuple[Mark, ...]) -> float:
    """Return how far lines reach from the middle of a bar, in rows: words above the bars would stand across them."""
    return (15 / 2 + STUB) / _pitch_narrow(marks)


def _rules(spec: ChartSpec, marks: tuple[Mark, ...], axis: Axis) -> list[Figure]:
    """Return the upright lines beside each bar, zero's last and strongest."""
    reach = _reach_narrow(marks)
    ticks = sorted(axis.ticks, key=lambda tick: tick == 0)
    return [
        _upright(in_unit(spec, tick), number - reach, number + reach, color=GRID, width=1)
        if tick
        else _upright(0, number - reach, number + reach, color=INK, width=1.25)
        for tick in ticks
        for number in range(len(marks))
    ]


def _upright(x: float, start: float, end: float, **look: object) -> Figure:
    return {"type": "line", "layer": "below", "x0": x, "x1": x, "y0": start, "y1": end, "line": look}


def _pitch_narrow(marks: tuple[Mark, ...]) -> float:
    return PITCH_NARROW + LINE * lines_above(marks, LEAST_WIDTH_NARROW, SIZE)


def _rows_axis(rows: list[int], labels: list[str], *, count: int, above: float = 0) -> Figure:
    """Return the axis of rows, from top to bottom; `above` is the share of a row kept free over each bar for words."""
    return {
        "range": [count - 0.5 - above, -0.5 - above],
        "tickmode": "array",
        "tickvals": rows,
        "ticktext": labels,
        "tickfont": {"size": SIZE, "color": INK},
        "ticklabelstandoff": 8,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _axis_title(spec: ChartSpec) -> Figure:
    words = plain(f"{spec.measure}, {spec.unit_label}")
    return note(words, x=0, y=0, anchor="left", yref="paper", yanchor="top", yshift=-20, font=QUIET)


def _joints(spec: ChartSpec, marks: tuple[Mark, ...], *, reach: float = 0.5) -> list[Figure]:
    """Return the thin lines that carry a waterfall's running sum to the next step, `reach` rows from either of them."""
    if spec.kind is not Kind.WATERFALL:
        return []
    return [
        _upright(in_unit(spec, mark.end), start, end, color=INK_2, width=1, dash="dot")
        for number, (mark, _below) in enumerate(pairwise(marks))
        for start, end in ((number, number + reach), (number + 1 - reach, number + 1))
    ]
