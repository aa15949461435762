"""The page of what a total rests on. Its sums go over every device, so the savings page leads here instead."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carbon import queries
from carbon.access import may_recompute
from carbon.charts import show_count
from carbon.charts.numbers import Unit, unit_for
from carbon.display import figures
from carbon.display.words import APART, TIERS, Words
from carbon.models import Recompute
from carbon.queries import Filters, Share
from carbon.views.scope import asked_for, scope_words


@require_safe
def foundations(request: HttpRequest) -> HttpResponse:
    """How good the figures of a total are, and which devices in it an auditor wants to see apart."""
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    common = {
        "crumbs": [{"label": _("Impact"), "url": asked.twin("impact")}, {"label": _("What the total rests on")}],
        "recompute": recompute,
        "may_recompute": may_recompute(asked.person),
    }
    if recompute is None:
        return render(request, "impact/none_yet.html", common)
    if not asked.form.is_valid():
        return render(request, "impact/foundations.html", common, status=400)
    shown = {
        "scope": scope_words(asked),
        "made_by": queries.provenance(recompute),
        "foundations": shares_of(recompute, asked.filters),
    }
    return render(request, "impact/foundations.html", common | shown)


def shares_of(recompute: Recompute, filters: Filters) -> dict[str, Any]:
    """The devices by quality with their total, and those shown apart, in one unit. Three queries."""
    tiers = queries.savings_by_tier(recompute, filters)
    apart = queries.savings_apart(recompute, filters)
    total = queries.sum_of(tiers)
    unit = unit_for(end for each in (*tiers, *apart, total) for end in (each.low_g, each.central_g, each.high_g))
    return {
        "unit": unit,
        "tiers": [_line(each, TIERS[each.key], unit) for each in tiers],
        "apart": [_line(each, APART[each.key], unit) for each in apart],
        "total": _line(total, _("All devices counted"), unit),
    }


def _line(share: Share, words: Words, unit: Unit) -> dict[str, Any]:
    return {
        "key": share.key,
        "words": words,
        "devices": show_count(share.devices),
        "figure": figures.saving(share.figures, unit=unit),
    }


urlpatterns = [path("foundations/", foundations, name="impact_foundations")]
