"""Horizontal bars with whiskers: departments from zero, or the steps of a waterfall."""

from itertools import pairwise

from carbon.charts.axis import Axis, axis_over
from carbon.charts.drawing.elements import element, figures, line, text, whisker
from carbon.charts.drawing.lettering import shortened, width_of, wrapped
from carbon.charts.drawing.sheet import Sheet, framed
from carbon.charts.marks import Mark, marks_of
from carbon.charts.spec import ChartSpec, Kind
from carbon.charts.words import HATCHED

GAP = 9.0  # between a whisker and the words beside it
LABEL_ROOM = 150.0
LINE = 18.0
STUB = 3.0  # how far lines show above and below a bar that has its words over it


def lines_above(marks: tuple[Mark, ...], room: float, size: float) -> int:
    """Return whether labels and figures share one line above the bars or need two."""
    return 1 if all(width_of(mark.row.label + mark.words, size) + 14 <= room for mark in marks) else 2


def share_beside_words(marks: tuple[Mark, ...], axis: Axis, room: float, size: float) -> float:
    """Return the share of `room` that the plot may take so that the words right of every whisker still fit."""
    return min(
        (
            (1 - (GAP + width_of(mark.words, size)) / room) * (axis.high - axis.low) / (mark.reach - axis.low)
            for mark in marks
            if mark.reach > axis.low
        ),
        default=1.0,
    )


class BarsDrawing:
    """One drawing of a bar chart or waterfall on one sheet."""

    def __init__(self, spec: ChartSpec, sheet: Sheet) -> None:
        self.spec, self.sheet = spec, sheet
        self.marks = marks_of(spec)
        edges = [edge for mark in self.marks for edge in mark.edges]
        self.axis: Axis = axis_over(edges, spec.unit, ticks=sheet.ticks)
        self.hatch = f"{spec.key}-{sheet.name}-hatch"
        self.above = lines_above(self.marks, sheet.width, sheet.size) if sheet.narrow else 0
        self.pitch, self.thick = (32.0 + LINE * self.above, 15.0) if sheet.narrow else (33.0, 18.0)
        self.left = 1.0 if sheet.narrow else self._label_width() + 12
        self.right = self.left + self._plot_width()
        self.foot = 4 + self.pitch * len(self.marks)

    def _label_width(self) -> float:
        lines = [part for mark in self.marks for part in wrapped(mark.row.label, LABEL_ROOM, self.sheet.size)]
        return max((width_of(part, self.sheet.size) for part in lines), default=0)

    def _plot_width(self) -> float:
        room = self.sheet.width - self.left - 2
        return room if self.sheet.narrow else room * share_beside_words(self.marks, self.axis, room, self.sheet.size)

    def x(self, grams: int) -> float:
        """Return the horizontal position of a figure."""
        return self.axis.place(grams, self.left, self.right)

    def svg(self) -> str:
        """Return the drawing."""
        drawn = [self._hatch(), *self._grid(), *self._joints()]
        drawn += [self._mark(number, mark) for number, mark in enumerate(self.marks)]
        return framed(self.spec, self.sheet, self.foot + 40, *drawn, *self._axis())

    def _hatch(self) -> str:
        stripes = element("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", class_="hatch")
        size = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
        return element("defs", element("pattern", stripes, id=self.hatch, **size))

    def _grid(self) -> list[str]:
        """Return the upright lines, zero's last and strongest, all under the bars and the words."""
        ticks = sorted(self.axis.ticks, key=lambda tick: tick == 0)
        return [
            line(self.x(tick), start, self.x(tick), end, "grid" if tick else "axis")
            for tick in ticks
            for start, end in self._stretches()
        ]

    def _stretches(self) -> list[tuple[float, float]]:
        """Return from where to where the upright lines run: words above the bars would stand across them."""
        if not self.sheet.narrow:
            return [(2.0, self.foot + 4)]
        tops = [self._top(number) for number in range(len(self.marks))]
        return [(top - STUB, top + self.thick + STUB) for top in tops]

    def _axis(self) -> list[str]:
        ticks = [
            text(self.axis.text(tick), x=self.x(tick), y=self.foot + 18, class_="tick", text_anchor=self._anchor(tick))
            for tick in self.axis.ticks
        ]
        title = text(f"{self.spec.measure}, {self.spec.unit_label}", x=self.left, y=self.foot + 36, class_="axis-title")
        return [*ticks, title]

    def _anchor(self, tick: int) -> str:
        half = width_of(self.axis.text(tick), 12) / 2
        if self.x(tick) - half < 0:
            return "start"
        return "end" if self.x(tick) + half > self.sheet.width else "middle"

    def _joints(self) -> list[str]:
        """Return the thin lines that carry a waterfall's running sum from one step to the next."""
        if self.spec.kind is not Kind.WATERFALL:
            return []
        return [
            line(self.x(mark.end), start, self.x(mark.end), end, "joint")
            for number, (mark, _below) in enumerate(pairwise(self.marks))
            for start, end in self._way(self._top(number), self._top(number + 1) + self.thick)
        ]

    def _way(self, start: float, end: float) -> list[tuple[float, float]]:
        """Return the way from the top of one bar to the foot of the next, left open where words stand between them."""
        if not self.sheet.narrow:
            return [(start, end)]
        return [(start, start + self.thick + STUB), (end - self.thick - STUB, end)]

    def _top(self, number: int) -> float:
        """Return the upper edge of a bar."""
        top = 4 + number * self.pitch
        return top + 5 + LINE * self.above if self.sheet.narrow else top + (self.pitch - self.thick) / 2

    def _mark(self, number: int, mark: Mark) -> str:
        row, top = mark.row, self._top(number)
        left, right = sorted((self.x(mark.start), self.x(mark.end)))
        box = {"x": left, "y": top, "width": right - left, "height": self.thick}
        parts = [
            element("rect", x=0, y=4 + number * self.pitch, width=self.sheet.width, height=self.pitch, class_="hit"),
            element("rect", **box, class_="bar"),
        ]
        if row.quality in HATCHED:
            parts.append(element("rect", **box, class_="hatched", fill=f"url(#{self.hatch})"))
        if mark.whisker:
            low, high = mark.whisker
            parts.append(whisker(self.x(low), self.x(high), top + self.thick / 2, cap=self.thick / 4))
        parts += self._words_above(number, mark) if self.sheet.narrow else self._words_beside(number, mark)
        quality = f" q-{row.quality.lower()}" if row.quality else ""
        return element(
            "g",
            *parts,
            class_=f"mark c-{mark.role}{quality}{' total' if row.total else ''}",
            data_key=row.key or row.label,
            data_low=row.low,
            data_central=row.central,
            data_high=row.high,
        )

    def _words_beside(self, number: int, mark: Mark) -> list[str]:
        middle = 4 + (number + 0.5) * self.pitch + 0.36 * self.sheet.size
        lines = wrapped(mark.row.label, LABEL_ROOM, self.sheet.size)
        drop = 15.0
        first = middle - drop / 2 * (len(lines) - 1)
        label = [
            text(part, x=self.left - 12, y=first + drop * place, class_="label", text_anchor="end")
            for place, part in enumerate(lines)
        ]
        return [*label, _figures(mark, x=self.x(mark.reach) + GAP, y=middle, anchor="start")]

    def _words_above(self, number: int, mark: Mark) -> list[str]:
        base = self._top(number) - 7
        label = shortened(mark.row.label, self.sheet.width - 2, self.sheet.size)
        if self.above == 1:
            aside = _figures(mark, x=self.sheet.width - 1, y=base, anchor="end")
        else:
            aside = _figures(mark, x=1.0, y=base, anchor="start")
        return [text(label, x=1, y=base - LINE * (self.above - 1), class_="label"), aside]


def _figures(mark: Mark, *, x: float, y: float, anchor: str) -> str:
    return figures(mark.value, mark.span, x=x, y=y, text_anchor=anchor)
