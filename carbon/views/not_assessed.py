"""The devices that no figure counts, with the reason and the way to mend it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carbon import queries
from carbon.access import may_recompute
from carbon.charts import show_count
from carbon.display.reasons import reason as in_words
from carbon.display.words import crumbs, next_step
from carbon.models import Recompute
from carbon.views.scope import Asked, asked_for, number_in

PAGE = 100


@require_safe
def not_assessed(request: HttpRequest) -> HttpResponse:
    """Devices without figures, by reason. `after` is the key of the last device of the page before."""
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    common = {
        "recompute": recompute,
        "crumbs": crumbs((_("Not assessed"), "")),
        "may_recompute": may_recompute(asked.person),
    }
    if recompute is None:
        return render(request, "impact/none_yet.html", common)
    return render(request, "impact/not_assessed.html", common | _page(request, asked, recompute))


def _page(request: HttpRequest, asked: Asked, recompute: Recompute) -> dict[str, Any]:
    departments = _departments(asked)
    groups = queries.not_assessed(recompute, queries.Filters(departments=departments))
    reason = request.GET.get("reason", "")
    rows = queries.devices_not_assessed(recompute, reason).select_related("device__model")
    if departments:
        rows = rows.filter(department__code__in=departments)
    after = number_in(request.GET.get("after", ""))
    found = list(rows.filter(device_id__gt=after)[: PAGE + 1])
    shown = found[:PAGE]
    kept = [("department", code) for code in asked.form.cleaned_data.get("department", [])]
    total = sum(group.devices for group in groups)
    in_question = sum(group.devices for group in groups if reason in {"", group.reason})
    return {
        "groups": [(group, next_step(group.reason_code, group.reason)) for group in groups],
        "rows": [(row, next_step(row.reason_code, row.reason)) for row in shown],
        "total": total,
        "reason": reason,
        "made_by": queries.provenance(recompute),
        "export": asked.twin("export_csv", "not-assessed"),
        "chips": [
            {
                "label": _("All reasons"),
                "url": f"?{urlencode(kept)}",
                "count": show_count(total),
                "current": not reason,
            },
            *(
                {
                    "label": in_words(group.reason),
                    "url": f"?{urlencode([*kept, ('reason', group.reason)])}",
                    "count": show_count(group.devices),
                    "current": reason == group.reason,
                }
                for group in groups
            ),
        ],
        "page": {
            "summary": _("%(shown)s of %(all)s devices") % {"shown": len(shown), "all": show_count(in_question)},
            "previous_url": f"?{urlencode([*kept, ('reason', reason)])}" if after else "",
            "next_url": f"?{urlencode([*kept, ('reason', reason), ('after', shown[-1].device_id)])}"
            if len(found) > PAGE
            else "",
        },
    }


def _departments(asked: Asked) -> tuple[str, ...]:
    """The departments chosen among those that the person sees; none means all, devices without one included."""
    chosen = asked.form.cleaned_data.get("department") or []
    if chosen or asked.everything:
        return tuple(chosen)
    return tuple(asked.form.departments)


urlpatterns = [path("not-assessed/", not_assessed, name="not_assessed")]
