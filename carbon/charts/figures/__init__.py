from carbon.charts.figures.bars import bars
from carbon.charts.figures.frame import Figure
from carbon.charts.figures.months import months
from carbon.charts.spec import ChartSpec, Kind


def plotly(spec: ChartSpec, *, narrow: bool = False) -> Figure:
    """Return a Plotly figure (data, layout, config) of plain dicts, figures in the chart's unit."""
    return months(spec, narrow=narrow) if spec.kind is Kind.LINE else bars(spec, narrow=narrow)
