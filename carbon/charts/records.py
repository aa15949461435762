"""The chart's figures for machines: RFC 4180, whole grams, never localised, source and run on every line."""

import csv as writer
import io
from datetime import UTC, datetime

from carbon.charts.spec import ChartSpec, Kind

HEADER = ("key", "label", "low_gco2e", "central_gco2e", "high_gco2e", "devices", "estimated_share", "data_quality")
PROVENANCE = ("unit", "interval", "recompute_id", "factor_set", "source", "statement", "generated_at")


def csv(spec: ChartSpec, *, generated_at: datetime) -> str:
    """Return all rows of the chart as CSV text.

    Grams of CO2e, empty where unknown; the time as ISO 8601 in UTC. A line has the month's own grams beside the
    cumulative ones; a waterfall says which rows are totals. Raises ValueError for a time without a zone.
    """
    if generated_at.tzinfo is None:
        raise ValueError("The time a file was made needs its time zone.")
    stamp = generated_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    extra = {Kind.LINE: ("month_gco2e",), Kind.WATERFALL: ("is_total",)}.get(spec.kind, ())
    provenance = ("gCO2e", spec.interval_label, spec.run_id, spec.factor_set, spec.source, spec.statement, stamp)
    out = io.StringIO()
    lines = writer.writer(out)
    lines.writerow([*HEADER, *extra, *PROVENANCE])
    for row, added in zip(spec.rows, spec.added(), strict=True):
        own = (row.key, row.label, row.low, row.central, row.high, row.n, row.estimated, row.quality)
        special = {Kind.LINE: (added,), Kind.WATERFALL: (int(row.total),)}.get(spec.kind, ())
        lines.writerow([*own, *special, *provenance])
    return out.getvalue()
