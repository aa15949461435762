"""Batches: what each holds, who made it, what still stands of it; reversed as one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inventory import words
from inventory.access import rights_of, visible_devices
from inventory.lifecycle import Stage, Verb
from inventory.models import Batch, Person
from inventory.queries import installation, stage_counts
from inventory.queries.batches import Standing, batches_seen_by, standing_of, verbs_of
from inventory.queries.listing import came_in_by, in_batch
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.rows import for_rows, rows_of
from inventory.views.selection import may_act, offered

PAGE = 30
SHOWN = 100  # devices on a batch's own page; the list shows them all


@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """Draw the list of batches, latest first."""
    person = person_of(request)
    found = batches_seen_by(person)
    kind = request.GET.get("kind", "")
    if kind in Batch.Kind.values:
        found = found.filter(kind=kind)
    before = request.GET.get("before", "")
    page = list((found.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else found)[: PAGE + 1])
    kept = f"&kind={kind}" if kind else ""
    context = {
        "lines": lines_of(page[:PAGE], installation.today()),
        "may_import": rights_of(person).may(May.RECEIVE) or rights_of(person).may(May.IMPORT_IN_SERVICE),
        "chips": [
            {"label": label, "url": f"?kind={value}" if value else "?", "current": kind == value}
            for value, label in [("", _("All")), *Batch.Kind.choices]
        ],
        "page": {
            "previous_url": f"?{kept[1:]}" if before else "",
            "next_url": f"?before={page[PAGE - 1].pk}{kept}" if len(page) > PAGE else "",
        },
    }
    return render(request, "batches/list.html", context)


@require_safe
def batch(request: HttpRequest, reference: str) -> HttpResponse:
    """Draw one batch: its devices, its acts, and the way to take it back."""
    person, today = person_of(request), installation.today()
    one = _batch_seen_by(person, reference)
    devices = visible_devices(person).filter(in_batch(one)).order_by("asset_tag")
    counts = {stage: number for stage, number in stage_counts(devices).items() if number}
    standing = standing_of([one])[one.pk]
    received = visible_devices(person).filter(came_in_by(one)).exists()
    listed = f"{reverse('devices')}?batch={one.reference}"
    context = {
        "batch": one,
        "line": _line(one, standing, today),
        "standing": standing,
        "verbs": [{"words": words.VERBS[verb], "acts": number_format(acts)} for verb, acts in verbs_of(one)],
        "stats": [
            {
                "label": words.STAGES[stage],
                "value": number_format(number),
                "url": f"{listed}&stage={stage}",
            }
            for stage, number in counts.items()
        ],
        "rows": rows_of(for_rows(devices)[:SHOWN], today),
        "more": max(0, sum(counts.values()) - SHOWN),
        "listed": listed if counts else "",
        "received": received,
        "offered": offered(person, [stage for stage in counts if stage is not Stage.OUT]),
        "may_reverse": not standing.gone and may_act(person, Verb.REVERSE_BATCH),
    }
    return render(request, "batches/batch.html", context)


@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Draw the receipt of a batch for whoever handed the devices over; made to be printed."""
    person, today = person_of(request), installation.today()
    one = _batch_seen_by(person, reference)
    devices = for_rows(visible_devices(person).filter(came_in_by(one)).order_by("asset_tag"))
    if not devices:
        raise Http404(reference)
    context = {"batch": one, "rows": rows_of(devices, today), "today": today}
    return render(request, "batches/receipt.html", context)


def _batch_seen_by(person: Person, reference: str) -> Batch:
    found = batches_seen_by(person).filter(reference=reference).first()
    if found is None:
        raise Http404(reference)
    return found


def lines_of(batches: Iterable[Batch], today: date) -> list[dict[str, Any]]:
    """Batches as a list shows them. One query beside theirs."""
    held = list(batches)
    standing = standing_of(held)
    return [_line(one, standing[one.pk], today) for one in held]


def _line(one: Batch, standing: Standing, today: date) -> dict[str, Any]:
    word, tone = _("in force"), "ok"
    if standing.gone:
        word, tone = _("taken back"), "neutral"
    elif not standing.whole:
        back = number_format(standing.acts - standing.standing)
        word, tone = _("%(back)s of %(all)s taken back") % {"back": back, "all": number_format(standing.acts)}, "warn"
    return {
        "batch": one,
        "url": reverse("batch", args=[one.reference]),
        "label": one.title,
        "devices": standing.devices,
        "age": words.since(timezone.localdate(one.created_at), today),
        "state": word,
        "tone": tone,
    }


urlpatterns = [
    path("batches/", batches, name="batches"),
    path("batches/<path:reference>/receipt/", receipt, name="batch_receipt"),
    path("batches/<path:reference>/", batch, name="batch"),
]
