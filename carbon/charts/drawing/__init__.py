from carbon.charts.drawing.bars import BarsDrawing
from carbon.charts.drawing.months import MonthsDrawing
from carbon.charts.drawing.sheet import NARROW, WIDE
from carbon.charts.spec import ChartSpec, Kind


def svg(spec: ChartSpec, *, narrow: bool = False) -> str:
    """Return the chart as an SVG that takes its colours from the page's style sheet and needs no script."""
    sheet = NARROW if narrow else WIDE
    drawing = MonthsDrawing(spec, sheet) if spec.kind is Kind.LINE else BarsDrawing(spec, sheet)
    return drawing.svg()
