"""Factor sets and their rows, each with its source. Read only: a published set never changes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from carbon.access import require_savings
from carbon.charts import show_count
from carbon.display.sources import cited
from carbon.display.words import Words, crumbs
from carbon.models import FactorSet
from carbon.views.scope import number_in, person_of

PAGE = 40

FAMILIES: dict[str, Words] = {
    "embodied": gettext_lazy("Production of devices"),
    "lifetime": gettext_lazy("Lifetimes"),
    "displacement": gettext_lazy("Displacement"),
    "replacement": gettext_lazy("Replacement"),
    "tec": gettext_lazy("Yearly electricity"),
    "power": gettext_lazy("Power"),
    "pue": gettext_lazy("Server rooms"),
    "grid": gettext_lazy("Grid electricity"),
    "part": gettext_lazy("Parts"),
    "mass": gettext_lazy("Masses"),
    "transport": gettext_lazy("Transport"),
    "leg": gettext_lazy("Distances"),
    "refurb": gettext_lazy("Wiping and testing"),
    "material": gettext_lazy("Packaging"),
    "weee": gettext_lazy("Waste treatment"),
    "eol": gettext_lazy("End of life"),
}


@require_safe
def factor_sets(request: HttpRequest) -> HttpResponse:
    """Every published set, and which of them recomputes use."""
    require_savings(person_of(request))
    published = FactorSet.objects.published().select_related("published_by")
    adopted = FactorSet.objects.adopted()
    context = {
        "sets": list(published.annotate(figures=Count("factors")).order_by("-published_at", "-pk")),
        "adopted_id": adopted.pk if adopted else None,
        "crumbs": crumbs((_("Factors"), "")),
    }
    return render(request, "impact/factor_sets.html", context)


@require_safe
def factor_set(request: HttpRequest, version: int) -> HttpResponse:
    """The rows of a set, by kind and zone."""
    require_savings(person_of(request))
    found = FactorSet.objects.published().filter(version=version).order_by("-published_at", "-pk").first()
    if found is None:
        raise Http404(version)
    return render(request, "impact/factor_set.html", _rows(request, found))


def _rows(request: HttpRequest, found: FactorSet) -> dict[str, Any]:
    rows = found.factors.all()
    of_family = Counter(key.partition(".")[0] for key in rows.order_by().values_list("key", flat=True))
    family, zone, wanted = (request.GET.get(name, "").strip() for name in ("kind", "zone", "q"))
    if family:
        rows = rows.filter(Q(key=family) | Q(key__startswith=f"{family}."))
    if zone:
        rows = rows.filter(zone__iexact=zone)
    if wanted:
        rows = rows.filter(Q(key__icontains=wanted) | Q(source__icontains=wanted) | Q(note__icontains=wanted))
    others = [(name, value) for name, value in (("zone", zone), ("q", wanted)) if value]
    page = max(1, number_in(request.GET.get("page", "")))
    matching = rows.count()
    shown = list(rows[(page - 1) * PAGE : page * PAGE])
    kept = [("kind", family), *others] if family else others
    return {
        "set": found,
        "cited": cited(shown),
        "family": family,
        "zone": zone,
        "wanted": wanted,
        "zones": sorted({zone for zone in found.factors.order_by().values_list("zone", flat=True) if zone}),
        "total": sum(of_family.values()),
        "page": {
            "summary": _("%(shown)s of %(all)s figures") % {"shown": len(shown), "all": show_count(matching)},
            "previous_url": f"?{urlencode([*kept, ('page', page - 1)])}" if page > 1 else "",
            "next_url": f"?{urlencode([*kept, ('page', page + 1)])}" if matching > page * PAGE else "",
        },
        "chips": [
            {"label": _("All"), "url": f"?{urlencode(others)}", "count": None, "current": not family},
            *(
                {
                    "label": FAMILIES.get(name, name),
                    "url": f"?{urlencode([('kind', name), *others])}",
                    "count": show_count(of_family[name]),
                    "current": family == name,
                }
                for name in sorted(of_family, key=lambda name: list(FAMILIES).index(name) if name in FAMILIES else 99)
            ),
        ],
        "crumbs": crumbs((_("Factors"), reverse("factor_sets")), (str(found), "")),
    }


urlpatterns = [
    path("factors/", factor_sets, name="factor_sets"),
    path("factors/<int:version>/", factor_set, name="factor_set"),
]
