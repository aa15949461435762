"""The page of one department, fit to be printed on one sheet."""

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
from carbon.access import Department, is_demonstration, may_recompute
from carbon.charts import show_count
from carbon.display import figures, ledger
from carbon.display.figures import Figure
from carbon.display.nothing import why_nothing
from carbon.display.words import address, crumbs
from carbon.inputs.stages import stages_of
from carbon.models import Footprint, Recompute
from carbon.queries import Filters, Headline
from carbon.views import charts
from carbon.views.freshness import freshness
from carbon.views.savings import uncounted
from carbon.views.scope import Asked, asked_for, span_words


@require_safe
def department_page(request: HttpRequest, code: str) -> HttpResponse:
    """What a department's devices have avoided on the days on which it owned them, net of what they emitted."""
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    department = next((each for each in asked.departments if each.code == code), None)
    if department is None:
        raise Http404(code)
    common = {
        "department": department,
        "recompute": recompute,
        "fresh": freshness(recompute, queries.latest_recompute(), now=timezone.now()),
        "may_recompute": may_recompute(asked.person),
        "form": asked.form,
        "crumbs": crumbs((department.name, "")),
    }
    if recompute is None:
        return render(request, "impact/none_yet.html", common)
    if not asked.form.is_valid():
        return render(request, "impact/department.html", common, status=400)
    return render(request, "impact/department.html", common | _page(department, asked, recompute))


def _page(department: Department, asked: Asked, recompute: Recompute) -> dict[str, Any]:
    of_form = asked.form.filters(everything=True)
    filters = Filters(
        departments=(department.code,),
        site=of_form.site,
        first_month=of_form.first_month,
        last_month=of_form.last_month,
    )
    made_by, head = queries.provenance(recompute), queries.headline(recompute, filters)
    span = span_words(asked)
    list_url = address("not_assessed", query=f"department={department.code}")
    said = {
        "made_by": made_by,
        "head": head,
        "chosen": ", ".join(text for text in (asked.form.sites.get(filters.site, _("all sites")), span) if text),
        "nothing": why_nothing(head, span=span),
        "stats": figures.counts(
            head, not_assessed_url=list_url, of_day=made_by.last_day if filters.has_period else None
        ),
        "stages": [
            {
                "stage": each.stage,
                "word": each.word,
                "devices": show_count(each.devices),
                "url": address("devices", query=f"department={department.code}&stage={each.stage}"),
            }
            for each in stages_of(department, asked.person)
        ],
        "uncounted": uncounted(recompute, filters),
        "list_url": list_url,
        "narrowed": asked.query,
        # Its months add up to its headline; the lines of its devices do not, as each holds a whole life.
        "csv_url": address("export_csv", "savings-months", query=_csv_query(department, asked)),
    }
    return said if said["nothing"] else said | _drawn(department, asked, filters, recompute, head)


def _drawn(
    department: Department, asked: Asked, filters: Filters, recompute: Recompute, head: Headline
) -> dict[str, Any]:
    """The headline with its parts and the charts in one unit; single devices in theirs."""
    months, phases = queries.savings_by_month(recompute, filters), queries.savings_by_phase(recompute, filters)
    unit = charts.shared_unit(head.figures, phases, *(each.cumulative for each in months))
    covered = (department.name, asked.form.sites.get(filters.site), span_words(asked))
    drawn = charts.Drawn(
        made_by=queries.provenance(recompute),
        scope=", ".join(text for text in covered if text),
        filters=filters,
        is_demonstration=is_demonstration(),
        unit=unit,
    )
    query = _csv_query(department, asked)
    specs = (
        drawn.months(months, csv_url=address("impact_csv", "months", query=query)),
        drawn.phases(phases, head.figures, csv_url=address("impact_csv", "phases", query=query)),
    )
    found = queries.extremes(recompute, department.code)
    return {
        **figures.verdict(head.figures, unit=unit),
        **{f"{spec.key}_chart": drawing.rendered(spec) for spec in specs},
        "unit": ledger.UNIT,
        "savers": [(row, _figure(row)) for row in found.savers],
        "losers": [(row, _figure(row)) for row in found.losers],
    }


def _figure(row: Footprint) -> Figure:
    """Of one device, in the unit of its own ledger: in tonnes, beside one heavy device, the others would vanish."""
    return figures.figure(row.s_low_g, row.s_g, row.s_high_g, unit=ledger.UNIT)


def _csv_query(department: Department, asked: Asked) -> str:
    rest = "&".join(part for part in asked.query.split("&") if part and not part.startswith("department="))
    return "&".join(part for part in (f"department={department.code}", rest) if part)


urlpatterns = [path("departments/<slug:code>/", department_page, name="impact_department")]
