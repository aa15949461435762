"""The page of what a total rests on. Its sums go over every device, so the savings page leads here instead."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carbon import queries
from carbon.display import figures
from carbon.display.words import APART, TIERS
from carbon.models import Recompute
from carbon.queries import Filters
from carbon.views.scope import asked_for, scope_words


@require_safe
def foundations(request: HttpRequest) -> HttpResponse:
    """How good the figures of a total are, and which devices in it an auditor wants to see apart."""
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    if recompute is None or not asked.form.is_valid():
        raise Http404
    shown = {
        "crumbs": [{"label": _("Impact"), "url": asked.twin("impact")}, {"label": _("What the total rests on")}],
        "scope": scope_words(asked),
        "made_by": queries.provenance(recompute),
        "foundations": shares_of(recompute, asked.filters),
    }
    return render(request, "impact/foundations.html", shown)


def shares_of(recompute: Recompute, filters: Filters) -> dict[str, Any]:
    """The devices by quality, and those shown apart, each share with its words and its figure. Three queries."""
    return {
        "tiers": [
            (each, TIERS[each.key], figures.saving(each.figures))
            for each in queries.savings_by_tier(recompute, filters)
        ],
        "apart": [
            (each, APART[each.key], figures.saving(each.figures)) for each in queries.savings_apart(recompute, filters)
        ],
    }


urlpatterns = [path("foundations/", foundations, name="impact_foundations")]
