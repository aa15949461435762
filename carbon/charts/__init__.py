"""Charts: one frozen ChartSpec, four renderings (SVG, Plotly, table, CSV) that cannot disagree. Never queries."""

from carbon.charts.bundle import RenderedChart, rendered
from carbon.charts.drawing import svg
from carbon.charts.figures import plotly
from carbon.charts.numbers import Unit, headline, mass_parts, show_count, show_mass, show_share
from carbon.charts.records import csv
from carbon.charts.spec import ChartSpec, Kind, Link, Role, Row
from carbon.charts.tables import Table, table
from carbon.charts.titles import compare, finding

__all__ = [
    "ChartSpec", "Kind", "Link", "RenderedChart", "Role", "Row", "Table", "Unit",
    "compare", "csv", "finding", "headline", "mass_parts", "plotly", "rendered",
    "show_count", "show_mass", "show_share", "svg", "table",
]  # fmt: skip
