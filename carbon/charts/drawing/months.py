"""A cumulative line over months with its band."""

from carbon.charts.axis import Axis, axis_over
from carbon.charts.drawing.elements import element, figures, line, n, text, whisker
from carbon.charts.drawing.lettering import width_of
from carbon.charts.drawing.sheet import Sheet, framed
from carbon.charts.numbers import mass_parts
from carbon.charts.spec import ChartSpec
from carbon.charts.words import mostly_estimated

TOP = 46.0


def axis_of(spec: ChartSpec, ticks: int) -> Axis:
    """Return the vertical axis, zero included and ending on ticks."""
    return axis_over([figure for row in spec for figure in row.figures], spec.unit, ticks=ticks, whole=True)


def months_named(spec: ChartSpec, room: float, size: float) -> list[int]:
    """Return which months are named under an axis of `room`: the last one, and back from it in even steps.

    The names at the edges are moved inwards by up to half their width, so there must be room for that as well.
    """
    widest = max((width_of(row.label, size) for row in spec), default=1)
    apart = room / max(1, len(spec.rows) - 1)
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if step * apart >= widest * 1.5 + 14), 120)
    return list(range(len(spec.rows) - 1, -1, -step))[::-1]


class MonthsDrawing:
    """One drawing of a cumulative line on one sheet."""

    def __init__(self, spec: ChartSpec, sheet: Sheet) -> None:
        self.spec, self.sheet = spec, sheet
        self.axis = axis_of(spec, 4)
        self.left = max(width_of(self.axis.text(tick), 12) for tick in self.axis.ticks) + 10
        self.right = sheet.width - 8
        self.foot = TOP + (190.0 if sheet.narrow else 220.0)

    def x(self, number: int) -> float:
        """Return the horizontal position of the month `number`."""
        steps = len(self.spec.rows) - 1
        return self.left + 8 + (self.right - self.left - 8) * (number / steps if steps else 0.5)

    def y(self, grams: int) -> float:
        """Return the vertical position of a figure."""
        return self.axis.place(grams, self.foot, TOP)

    def svg(self) -> str:
        """Return the drawing."""
        series = element("g", *self._series(), class_="c-avoided") if self.spec.rows else ""
        return framed(self.spec, self.sheet, self.foot + 26, *self._grid(), series, *self._months(), *self._end())

    def _grid(self) -> list[str]:
        heights = [(self.y(tick), "grid" if tick else "axis") for tick in self.axis.ticks]
        lines = [line(self.left, y, self.right, y, name) for y, name in heights]
        ticks = [
            text(self.axis.text(tick), x=self.left - 8, y=self.y(tick) + 4, class_="tick", text_anchor="end")
            for tick in self.axis.ticks
        ]
        title = text(f"{self.spec.measure}, {self.spec.unit_label}", x=0, y=14, class_="axis-title")
        return [*lines, *ticks, title]

    def _months(self) -> list[str]:
        """Return the names of months, the ones at the edges kept inside the sheet."""
        named = months_named(self.spec, self.right - self.left, 12)
        said = []
        for number in named:
            label, place = self.spec.rows[number].label, self.x(number)
            half = width_of(label, 12) / 2
            place = min(max(place, half), self.sheet.width - half)
            said.append(text(label, x=place, y=self.foot + 20, class_="tick", text_anchor="middle"))
            said.append(line(self.x(number), self.foot, self.x(number), self.foot + 5, "notch"))
        return said

    def _series(self) -> list[str]:
        rows = list(enumerate(self.spec.rows))
        ranged = [(number, row.low, row.high) for number, row in rows if row.low is not None and row.high is not None]
        drawn = []
        if len(ranged) > 1:
            upper = [f"{n(self.x(number))} {n(self.y(high))}" for number, _low, high in ranged]
            lower = [f"{n(self.x(number))} {n(self.y(low))}" for number, low, _high in reversed(ranged)]
            drawn.append(element("path", d=f"M{'L'.join([*upper, *lower])}Z", class_="band"))
        elif ranged:
            number, low, high = ranged[0]
            drawn.append(whisker(self.y(low), self.y(high), self.x(number), cap=5, upright=True))
        path = "L".join(f"{n(self.x(number))} {n(self.y(row.central))}" for number, row in rows)
        drawn.append(element("path", d=f"M{path}", class_="line"))
        drawn += [
            element(
                "circle",
                cx=self.x(number),
                cy=self.y(row.central),
                r=2.75 if len(rows) <= 48 else 1.5,
                class_="mark dot hollow" if mostly_estimated(row) else "mark dot",
                data_key=row.key or row.label,
                data_low=row.low,
                data_central=row.central,
                data_high=row.high,
            )
            for number, row in rows
        ]
        return drawn

    def _end(self) -> list[str]:
        """Return the figure the line ends on, above its band."""
        if not self.spec.rows:
            return []
        row, place = self.spec.rows[-1], self.x(len(self.spec.rows) - 1)
        parts = mass_parts(row.low, row.central, row.high, unit=self.spec.unit)
        single = len(self.spec.rows) == 1
        return [
            figures(
                parts.central,
                parts.span,
                x=place if single else self.right,
                y=max(TOP - 14, self.y(max(row.figures)) - 10),
                text_anchor="middle" if single else "end",
            )
        ]
