"""Where the ticks of an axis stand."""

from dataclasses import dataclass

from carbon.charts.numbers import Unit, show_tick


@dataclass(frozen=True)
class Axis:
    """A linear axis over whole grams that always holds zero."""

    low: int
    high: int
    step: int
    unit: Unit

    @property
    def ticks(self) -> tuple[int, ...]:
        """Return the ticks in grams, zero among them."""
        first = -(-self.low // self.step) * self.step
        return tuple(range(first, self.high + 1, self.step))

    def text(self, tick: int) -> str:
        """Return a tick in the chart's unit."""
        return show_tick(tick, self.step, self.unit)

    def place(self, grams: int, start: float, end: float) -> float:
        """Return the position of `grams` between the positions `start` (axis low) and `end` (axis high)."""
        return start + (grams - self.low) / (self.high - self.low) * (end - start)


def axis_over(figures: list[int], unit: Unit, *, ticks: int, whole: bool = False) -> Axis:
    """Return an axis from zero over `figures` (grams) with about `ticks` steps of 1, 2 or 5 times a power of ten.

    `whole` lets it end on ticks, as vertical axes should; else it ends at the data.
    """
    low, high = min(0, *figures, 0), max(0, *figures, 0)
    if low == high:
        high = unit.grams
    rough = max(1, (high - low) // max(1, ticks))
    power = 10 ** (len(str(rough)) - 1)
    step = next(nice * power for nice in (1, 2, 5, 10) if nice * power >= rough)
    if whole:
        low, high = low // step * step, -(-high // step) * step
    return Axis(low, high, step, unit)
