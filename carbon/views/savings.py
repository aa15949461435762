"""The page of savings, and the CSV twins of its charts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carbon import charts as drawing
from carbon import queries
from carbon.access import is_demonstration, may_export, may_recompute
from carbon.charts import ChartSpec, Link, Unit
from carbon.display import figures
from carbon.display.nothing import why_nothing
from carbon.display.words import address, next_step
from carbon.exports import Scope, stated
from carbon.models import Recompute
from carbon.queries import Filters, Headline
from carbon.views import charts
from carbon.views.freshness import freshness
from carbon.views.scope import Asked, asked_for, csv_headers, scope_words, span_words, unchanged


@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """What reuse has avoided, net of what it emitted: in all, by department, by month, by phase."""
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    latest = queries.latest_recompute()
    common = {
        "asked": asked,
        "form": asked.form,
        "recompute": recompute,
        "fresh": freshness(recompute, latest, now=timezone.now()),
        "may_recompute": may_recompute(asked.person),
        "may_export": may_export(asked.person),
    }
    if recompute is None:
        return render(request, "impact/none_yet.html", common | {"latest": latest})
    if not asked.form.is_valid():
        return render(request, "impact/index.html", common, status=400)
    return render(request, "impact/index.html", common | savings_of(asked, recompute))


def savings_of(asked: Asked, recompute: Recompute) -> dict[str, Any]:
    """Everything that the page shows of a question. A fixed number of queries."""
    filters = asked.filters
    head = queries.headline(recompute, filters)
    made_by = queries.provenance(recompute)
    said = {
        "made_by": made_by,
        "head": head,
        "scope": scope_words(asked),
        "nothing": why_nothing(head, span=span_words(asked)),
        "stats": figures.counts(
            head, not_assessed_url=asked.twin("not_assessed"), of_day=made_by.last_day if filters.has_period else None
        ),
        "foundations_url": asked.twin("impact_foundations"),
        "uncounted": uncounted(recompute, filters),
        "list_url": asked.twin("not_assessed"),
        "only_department": filters.departments[0] if len(filters.departments) == 1 else "",
    }
    return said if said["nothing"] else said | _drawn(asked, recompute, head)


def _drawn(asked: Asked, recompute: Recompute, head: Headline) -> dict[str, Any]:
    """The headline with its parts, and the charts, all in one unit."""
    filters = asked.filters
    departments = queries.savings_by_department(recompute, filters)
    months = queries.savings_by_month(recompute, filters)
    phases = queries.savings_by_phase(recompute, filters)
    sums = (*(each.figures for each in departments), *(each.cumulative for each in months))
    unit = charts.shared_unit(head.figures, phases, *sums)
    drawn = _of(asked, recompute, unit)
    specs = (
        drawn.departments(departments, csv_url=asked.twin("impact_csv", "departments")),
        drawn.months(months, csv_url=asked.twin("impact_csv", "months")),
        drawn.phases(
            phases,
            head.figures,
            csv_url=asked.twin("impact_csv", "phases"),
            links=(Link(_("Factors"), address("factor_sets")),),
        ),
    )
    return figures.verdict(head.figures, unit=unit) | {f"{spec.key}_chart": drawing.rendered(spec) for spec in specs}


def _of(asked: Asked, recompute: Recompute, unit: Unit | None = None) -> charts.Drawn:
    return charts.Drawn(
        made_by=queries.provenance(recompute),
        scope=scope_words(asked),
        filters=asked.filters,
        is_demonstration=is_demonstration(),
        unit=unit,
    )


def uncounted(recompute: Recompute, filters: Filters) -> list[dict[str, Any]]:
    """The reasons for which devices are in no figure, each with what to do next. Two queries."""
    return [
        {"row": row, "next": next_step(row.reason_code, row.reason)} for row in queries.not_assessed(recompute, filters)
    ]


def spec_of(name: str, recompute: Recompute, asked: Asked) -> ChartSpec | None:
    """One of the charts by its key, for a file; None for a key that is none's."""
    filters = asked.filters
    drawn = _of(asked, recompute)
    match name:
        case "departments":
            return drawn.departments(queries.savings_by_department(recompute, filters))
        case "months":
            return drawn.months(queries.savings_by_month(recompute, filters))
        case "phases":
            head = queries.headline(recompute, filters)
            return drawn.phases(queries.savings_by_phase(recompute, filters), head.figures)
    return None


@require_safe
def chart_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The figures of a chart as CSV: the same rows, whole grams, with their source on every line."""
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    if recompute is None or not asked.form.is_valid():
        raise Http404(name)
    etag, same = unchanged(request, recompute)
    if same is not None:
        return same
    spec = spec_of(name, recompute, asked)
    if spec is None:
        raise Http404(name)
    filters = asked.filters
    said = stated(Scope(recompute=recompute, filters=filters))
    text = drawing.csv(spec, generated_at=timezone.now(), stated=said)
    return HttpResponse(text, headers=csv_headers(name, recompute, filters, etag=etag))


urlpatterns = [
    path("", impact, name="impact"),
    path("<str:name>.csv", chart_csv, name="impact_csv"),
]
