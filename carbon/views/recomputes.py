"""Recomputes: what ran, how far the present one is, and the button that starts one."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from carbon import queries
from carbon.access import Person, may_recompute, require_savings, sees_every_department, visible_departments
from carbon.actions.recompute import ask_recompute
from carbon.charts import show_count
from carbon.display.comparison import comparison
from carbon.display.words import crumbs
from carbon.forms import RecomputeForm
from carbon.models import Recompute
from carbon.tasks import recompute_now
from carbon.views.scope import person_of

SHOWN = 60
"""Two months of nights."""


@require_http_methods(["GET", "HEAD", "POST"])
def recomputes(request: HttpRequest) -> HttpResponse:
    """The latest recomputes; a POST starts one."""
    person = person_of(request)
    require_savings(person)
    form = RecomputeForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        asked = ask_recompute(as_of=form.as_of, by=person)
        transaction.on_commit(partial(recompute_now.delay, asked.pk))
        messages.info(request, _("Recompute %(id)s is asked for.") % {"id": asked.pk})
        return redirect("recompute", asked.pk)
    rows = Recompute.objects.select_related("factor_set", "asked_by").order_by("-pk")[:SHOWN]
    shown = queries.current_recompute()
    context = {
        "rows": [(row, STATES[Recompute.State(row.state)]) for row in rows],
        "shown_id": shown.pk if shown else None,
        "form": form,
        "may_recompute": may_recompute(person),
        "crumbs": crumbs((_("Recomputes"), "")),
    }
    return render(request, "impact/recomputes.html", context, status=400 if form.errors else 200)


STATES = {
    Recompute.State.WAITING: "neutral",
    Recompute.State.RUNNING: "info",
    Recompute.State.DONE: "ok",
    Recompute.State.FAILED: "bad",
}
"""The tone of each state."""


@require_safe
def recompute_page(request: HttpRequest, recompute_id: int) -> HttpResponse:
    """How far a recompute is. A script asks for the middle of this page every second; without it the page reloads."""
    person = person_of(request)
    require_savings(person)
    row = Recompute.objects.select_related("factor_set", "asked_by").filter(pk=recompute_id).first()
    progress = queries.recompute_progress(recompute_id, now=timezone.now())
    if row is None or progress is None:
        raise Http404(recompute_id)
    shown = queries.current_recompute()
    context = {
        "row": row,
        "progress": progress,
        "tone": STATES[Recompute.State(progress.state)],
        "detail": _detail(progress),
        "shown": shown,
        "is_shown": shown is not None and shown.pk == row.pk,
        "facts": [
            {"label": _("Devices"), "value": show_count(progress.total)},
            {"label": _("Not assessed"), "value": show_count(progress.not_assessed)},
            {"label": _("Factor set"), "value": row.factor_set or "", "url": _set_url(row)},
            {"label": _("Method"), "value": row.method_version},
            {"label": _("Acts and days before"), "value": date_format(row.as_of)},
            {"label": _("Finished"), "value": _moment(row.finished_at)},
            {"label": _("Duration"), "value": _duration(row.seconds or 0)},
            {"label": _("Fingerprint"), "value": row.fingerprint[:16], "mono": True},
        ],
        "last_day": row.as_of - timedelta(days=1),
        "crumbs": crumbs((_("Recomputes"), reverse("recomputes")), (str(row.pk), "")),
    }
    if shown is not None and shown.pk != row.pk and progress.state == Recompute.State.DONE:
        context["comparison"] = _comparison(row, shown, person) if row.results_kept else None
    template = "impact/_recompute.html" if request.headers.get("HX-Request") else "impact/recompute.html"
    return render(request, template, context)


def _comparison(row: Recompute, shown: Recompute, person: Person) -> dict[str, object]:
    """The total of a recompute beside the one shown, of what the person sees. Four queries."""
    everything = sees_every_department(person)
    seen = () if everything else tuple(each.code for each in visible_departments(person))
    own, current = (queries.headline(each, queries.Filters(departments=seen)).figures for each in (row, shown))
    return {
        "found": comparison(own, current),
        "scope": _("all departments") if everything else _("your departments"),
        "n": shown.pk,
        "day": shown.as_of - timedelta(days=1),
    }


def _detail(progress: queries.Progress) -> str:
    """What stands under the bar: 65 % · ~40 s left · 3 not assessed."""
    said = []
    if progress.total:
        said.append(f"{progress.done * 100 // progress.total}\u00a0%")
    if progress.seconds_left is not None:
        said.append(_("about %(time)s left") % {"time": _duration(progress.seconds_left)})
    if progress.not_assessed:
        said.append(
            ngettext("%(n)s not assessed", "%(n)s not assessed", progress.not_assessed)
            % {"n": show_count(progress.not_assessed)}
        )
    return " · ".join(said)


def _set_url(row: Recompute) -> str:
    return reverse("factor_set", args=[row.factor_set.version]) if row.factor_set else ""


def _moment(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""


def _duration(seconds: float) -> str:
    if seconds < 90:
        return _("%(n)d s") % {"n": max(1, round(seconds))}
    return _("%(n)d min") % {"n": round(seconds / 60)}


urlpatterns = [
    path("recomputes/", recomputes, name="recomputes"),
    path("recomputes/<int:recompute_id>/", recompute_page, name="recompute"),
]
