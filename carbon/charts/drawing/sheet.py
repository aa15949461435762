"""The two sizes every chart is drawn in; the style sheet shows the one that fits its frame."""

from dataclasses import dataclass

from carbon.charts.drawing.elements import clean, element
from carbon.charts.spec import ChartSpec
from carbon.charts.words import alternative


@dataclass(frozen=True)
class Sheet:
    """Measures in the SVG's own units, which are close to pixels where the drawing is shown."""

    name: str
    width: float
    size: float
    ticks: int

    @property
    def narrow(self) -> bool:
        """Return whether labels stand above their bars."""
        return self.name == "narrow"


WIDE = Sheet("wide", 500.0, 13.0, 5)
NARROW = Sheet("narrow", 348.0, 13.0, 4)


def framed(spec: ChartSpec, sheet: Sheet, height: float, *drawn: str) -> str:
    """Return the finished SVG with its name and its text alternative."""
    name = f"{spec.key}-{sheet.name}"
    return element(
        "svg",
        element("title", clean(spec.title), id=f"{name}-title"),
        element("desc", clean(alternative(spec)), id=f"{name}-desc"),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-svg {sheet.name}",
        viewBox=f"0 0 {sheet.width:g} {height:g}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )
