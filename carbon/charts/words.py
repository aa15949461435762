"""The sentences around a chart: how to read it, what it shows in words, where it comes from, each point spelt out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carbon.charts.marks import in_order, rows_kept
from carbon.charts.numbers import HARD, mass_parts, show_count, show_share, with_unit
from carbon.charts.spec import ChartSpec, Kind, Row

HATCHED = ("D", "E")


def figure_text(spec: ChartSpec, row: Row) -> str:
    """Return a row's figure with its unit and named range: ``12.4 t CO₂e (9.1–16.8 t, bounds)``."""
    parts = mass_parts(row.low, row.central, row.high, unit=spec.unit)
    value = with_unit(parts.central, spec.unit_label.replace(" ", HARD))
    return f"{value} ({with_unit(parts.span, spec.unit)}, {spec.interval_label})" if parts.low else value


def point_lines(spec: ChartSpec, row: Row) -> list[str]:
    """Return what is known of one point: its name, its figure, what it rests on."""
    said = []
    if row.quality:
        said.append(_("data quality %(tier)s") % {"tier": row.quality})
    if row.n is not None:
        said.append(ngettext("%(count)s device", "%(count)s devices", row.n) % {"count": show_count(row.n)})
    if row.estimated is not None:
        said.append(_("%(share)s estimated") % {"share": show_share(row.estimated)})
    return [row.label, figure_text(spec, row), *([" · ".join(said)] if said else [])]


def point_text(spec: ChartSpec, row: Row) -> str:
    """Return what is said of one point while stepping through a chart."""
    label, *rest = point_lines(spec, row)
    return f"{label}: {' · '.join(rest)}"


def reading(spec: ChartSpec) -> str:
    """Return how the marks are to be read, the range by its name."""
    ranged = any(row.low is not None for row in spec)
    said = {
        Kind.BARS: _("Bar: central figure"),
        Kind.LINE: _("Line: central figure, added up month by month"),
        Kind.WATERFALL: _("Bar: one step, central figure"),
    }[spec.kind]
    if ranged:
        mark = _("band: %(interval)s") if spec.kind is Kind.LINE else _("whisker: %(interval)s")
        said += "; " + mark % {"interval": spec.interval_label}
    if spec.kind is Kind.LINE and any(mostly_estimated(row) for row in spec):
        said += "; " + _("hollow: mostly estimated")
    elif spec.kind is not Kind.LINE and any(row.quality in HATCHED for row in spec):
        said += "; " + _("hatched: mostly default values")
    return said + "."


def mostly_estimated(row: Row) -> bool:
    """Return whether more than half of a row rests on defaults or archetypes."""
    return row.estimated is not None and row.estimated > 0.5


def notes(spec: ChartSpec) -> str:
    """Return the chart's own note, and what had to be left out of the drawing."""
    said = [spec.note] if spec.note else []
    rest = rows_kept(spec)[1] if spec.kind is Kind.BARS else ()
    if rest:
        said.append(
            _("%(count)d further %(things)s are drawn as their sum, without a range: ranges do not add up.")
            % {"count": len(rest), "things": spec.categories}
        )
    return " ".join(said)


def source_line(spec: ChartSpec) -> str:
    """Return where the figures come from, and what they state: a file that is passed on has no page around it."""
    said = _("%(source)s · factor set %(factors)s · recompute %(run)s") % {
        "source": spec.source,
        "factors": spec.factor_set,
        "run": spec.run_id,
    }
    return f"{said}. {spec.statement}" if spec.statement else said


def alternative(spec: ChartSpec) -> str:
    """Return the chart in words for who does not see it."""
    if spec.alt:
        return spec.alt
    if not spec.rows:
        return _("No figures yet.")
    if spec.kind is Kind.LINE:
        said = ngettext(
            "Line chart of %(measure)s, %(count)d month: %(last)s.",
            "Line chart of %(measure)s over %(count)d months, from %(first)s to %(last)s.",
            len(spec.rows),
        )
        return said % {
            "measure": spec.measure,
            "count": len(spec.rows),
            "first": f"{spec.rows[0].label} ({figure_text(spec, spec.rows[0])})",
            "last": f"{spec.rows[-1].label} ({figure_text(spec, spec.rows[-1])})",
        }
    if spec.kind is Kind.WATERFALL:
        steps = "; ".join(f"{row.label} {figure_text(spec, row)}" for row in spec)
        return _("Waterfall chart of %(measure)s, step by step: %(steps)s.") % {"measure": spec.measure, "steps": steps}
    return _alternative_of_bars(spec)


def _alternative_of_bars(spec: ChartSpec) -> str:
    ordered = sorted(spec.rows, key=in_order)
    first, last = ordered[0], ordered[-1]
    said = _("Bar chart of %(measure)s, %(count)d %(things)s. Highest: %(first)s.") % {
        "measure": spec.measure,
        "count": len(ordered),
        "things": spec.categories if len(ordered) > 1 else spec.category,
        "first": f"{first.label} {figure_text(spec, first)}",
    }
    if last is not first:
        said += " " + _("Lowest: %(last)s.") % {"last": f"{last.label} {figure_text(spec, last)}"}
    return said
