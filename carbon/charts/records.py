"""The chart's figures for machines: RFC 4180, whole grams, never localised, source and run on every line."""

import csv as writer
import io
from collections.abc import Mapping
from datetime import UTC, datetime

from carbon.charts.spec import ChartSpec, Kind

FIGURES = ("low_gco2e", "central_gco2e", "high_gco2e")
CUMULATIVE = ("s_avoided_cumulative_low_gco2e", "s_avoided_cumulative_gco2e", "s_avoided_cumulative_high_gco2e")
OWN = "s_avoided_gco2e"
"""What the month itself added, named as in the files to download."""
PROVENANCE = ("unit", "interval", "recompute_id", "factor_set", "source", "statement", "generated_at")


def csv(spec: ChartSpec, *, generated_at: datetime, stated: Mapping[str, object] | None = None) -> str:
    """Return all rows of the chart as CSV text.

    Grams of CO2e, empty where unknown; the time as ISO 8601 in UTC. A line has the month's own grams beside the
    cumulative ones, which are named so; a waterfall says which rows are totals. `stated` is what
    every line says besides, by column. Raises ValueError for a time without a zone.
    """
    if generated_at.tzinfo is None:
        raise ValueError("The time a file was made needs its time zone.")
    stamp = generated_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    figures = CUMULATIVE if spec.kind is Kind.LINE else FIGURES
    header = ("key", "label", *figures, "devices", "estimated_share", "data_quality")
    extra = {Kind.LINE: (OWN,), Kind.WATERFALL: ("is_total",)}.get(spec.kind, ())
    more = stated or {}
    made_by = (spec.run_id, spec.factor_set, spec.source, spec.statement)
    provenance = ("gCO2e", spec.interval_label, *made_by, stamp, *more.values())
    out = io.StringIO()
    lines = writer.writer(out)
    lines.writerow([*header, *extra, *PROVENANCE, *more])
    for row, added in zip(spec.rows, spec.added(), strict=True):
        own = (row.key, row.label, row.low, row.central, row.high, row.n, row.estimated, row.quality)
        special = {Kind.LINE: (added,), Kind.WATERFALL: (int(row.total),)}.get(spec.kind, ())
        lines.writerow([*own, *special, *provenance])
    return out.getvalue()
