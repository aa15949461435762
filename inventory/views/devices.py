"""The list of devices: narrowed, sorted, in pages, with views that people keep under a name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from inventory import nouns, words
from inventory.access import rights_of, visible_devices
from inventory.actions.saved_views import delete_view, save_view
from inventory.forms.filters import DeviceFilter
from inventory.lifecycle import IllegalAct, Stage
from inventory.models import SavedView
from inventory.queries import installation
from inventory.queries.listing import matching, numbers, page_of
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.rows import for_rows, rows_of
from inventory.views.selection import MOST, offered

PAGE_NAME = "devices"
COLUMNS = {"tag": "asset_tag", "since": "stage_since", "received": "received_on"}
MATTERS: dict[str, nouns.Words] = {
    "late": gettext_lazy("late in their stage"),
    "failed": gettext_lazy("failed the test"),
    "locked": gettext_lazy("with a password set"),
    "nameless": gettext_lazy("without a known model"),
    "missing": gettext_lazy("flagged missing"),
    "unseen": gettext_lazy("not seen in service for 90 days"),
}


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Draw the list of devices that the address asks for."""
    person, today = person_of(request), installation.today()
    asked = DeviceFilter(request.GET, person=person)
    wanted = asked.wanted
    counts = numbers(person, wanted, today)
    total = counts[Stage(wanted.stage)] if wanted.stage else sum(counts.values())
    found = for_rows(matching(visible_devices(person), wanted, today))
    page = page_of(found, wanted.order, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    stages = [Stage(wanted.stage)] if wanted.stage else [stage for stage in Stage if counts[stage]]
    context = {
        "filter": asked,
        "rows": rows_of(page.rows, today),
        "total": total,
        "here": total - counts[Stage.OUT],
        "out": 0 if wanted.stage else counts[Stage.OUT],
        "most": MOST,
        "chips": _chips(asked, counts),
        "sorts": _sorts(asked, wanted.order),
        "matter": MATTERS.get(wanted.matter, ""),
        "clear_url": f"?{asked_stage(wanted.stage)}" if asked.narrowed else "",
        "query": asked.query(),
        "back": request.get_full_path(),
        "page": {
            "previous_url": f"?{asked.query(before=page.before)}" if page.before else "",
            "next_url": f"?{asked.query(after=page.after)}" if page.after else "",
            "summary": _("%(shown)s of %(devices)s") % {"shown": len(page.rows), "devices": words.devices(total)},
        },
        "offered": offered(person, [stage for stage in stages if stage is not Stage.OUT]),
        "views": list(SavedView.objects.filter(person=person, page=PAGE_NAME)),
        "may_receive": rights_of(person).may(May.RECEIVE),
    }
    return render(request, "devices/list.html", context)


def asked_stage(stage: str) -> str:
    """The query string of a stage alone."""
    return f"stage={stage}" if stage else ""


def _chips(asked: DeviceFilter, counts: dict[Stage, int]) -> list[dict[str, Any]]:
    chosen = asked.chosen("stage")
    everything = {
        "label": _("All"),
        "url": f"?{asked.query(stage='')}",
        "count": number_format(sum(counts.values())),
        "current": not chosen,
    }
    return [
        everything,
        *(
            {
                "label": words.STAGES[stage],
                "url": f"?{asked.query(stage=stage.value)}",
                "count": number_format(counts[stage]),
                "current": chosen == stage,
            }
            for stage in Stage
        ),
    ]


def _sorts(asked: DeviceFilter, order: str) -> dict[str, dict[str, str]]:
    """For each column that sorts: where its heading leads, and how it is sorted now."""
    now = {order.lstrip("-"): "descending" if order.startswith("-") else "ascending"}
    return {
        name: {"url": f"?{asked.query(sort=f'-{name}' if order == name else name)}", "now": now.get(name, "")}
        for name in COLUMNS
    }


@require_POST
def keep_view(request: HttpRequest) -> HttpResponseRedirect:
    """Keep the list's address under a name."""
    person = person_of(request)
    query = request.POST.get("query", "")[:500]
    name = request.POST.get("name", "").strip()[:60]
    back = f"{reverse('devices')}?{query}"
    if not name:
        messages.error(request, _("Give the view a name; it was not kept."))
        return redirect(back)
    try:
        save_view(page=PAGE_NAME, name=name, query=query, by=person)
    except IllegalAct as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("View kept: %(name)s.") % {"name": name})
    return redirect(back)


@require_POST
def drop_view(request: HttpRequest, key: int) -> HttpResponseRedirect:
    """Drop a kept view."""
    person = person_of(request)
    view = get_object_or_404(SavedView, pk=key, person=person)
    delete_view(view=view, by=person)
    messages.success(request, _("View deleted: %(name)s.") % {"name": view.name})
    return redirect("devices")


urlpatterns = [
    path("devices/", devices, name="devices"),
    path("devices/views/", keep_view, name="keep_view"),
    path("devices/views/<int:key>/delete/", drop_view, name="drop_view"),
]
