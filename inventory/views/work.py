"""Home is the work: what waits at each stage and since when, what needs a person, what was done last."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from inventory import words
from inventory.access import rights_of, visible_devices
from inventory.forms.filters import PlaceFilter
from inventory.lifecycle import Stage
from inventory.models import IntakeDraft, Person
from inventory.queries import installation
from inventory.queries.batches import batches_seen_by
from inventory.queries.listing import Wanted, matching, page_of
from inventory.queries.work import LATE_DAYS, UNSEEN_DAYS, Counted, WorkQueue, work_queue
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.batches import lines_of
from inventory.views.rows import Row, for_rows, lateness, rows_of
from inventory.views.selection import offered

LAST_BATCHES = 5
LAST_DRAFTS = 5
CARDS = 25  # of a column of the board; the list shows the rest
ON_THE_BOARD = (Stage.RECEIVED, Stage.TESTING, Stage.WIPING, Stage.UPGRADING, Stage.READY)


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Draw the work queue, as counts or as a board."""
    person, today = person_of(request), installation.today()
    places = PlaceFilter(request.GET, person=person)
    queue = work_queue(person, today=today, department_id=places.department_id, site_id=places.site_id)
    board = request.GET.get("view") == "board"
    context: dict[str, Any] = {
        "places": places,
        "queue": queue,
        "board": board,
        "counts_url": f"?{places.query()}",
        "board_url": f"?{places.query(view='board')}",
        "may_receive": rights_of(person).may(May.RECEIVE),
        "may_reverse": rights_of(person).may(May.REVERSE),
        "stats": [_stat(counted, places, today) for counted in queue.stages],
    }
    if board:
        context |= {"columns": _columns(person, queue, places, today), "offered": offered(person, ON_THE_BOARD)}
        return render(request, "work/board.html", context)
    batches = batches_seen_by(person)[:LAST_BATCHES]
    context |= {
        "matters": _matters(queue, places),
        "drafts": _drafts(person, today),
        "batches": lines_of(batches, today),
    }
    return render(request, "work/work.html", context)


def _stat(counted: Counted, places: PlaceFilter, today: date) -> dict[str, Any]:
    note, tone = "", ""
    if counted.oldest_since and counted.stage in LATE_DAYS:
        days = (today - counted.oldest_since).days
        tone = lateness(counted.stage, days)
        told = {"age": words.age(days), "n": number_format(counted.late)}
        quiet = _("oldest %(age)s") % told if days else _("since today")
        note = quiet if not tone else _("%(n)s late, oldest %(age)s") % told
    if counted.unseen:
        note, tone = _("%(n)s not seen for long") % {"n": number_format(counted.unseen)}, "warn"
    return {
        "label": words.STAGES[counted.stage],
        "value": number_format(counted.devices),
        "url": _list(places, stage=counted.stage),
        "note": note,
        "tone": tone,
    }


def _matters(queue: WorkQueue, places: PlaceFilter) -> list[dict[str, Any]]:
    """What needs a person, the gravest first; each with the list that shows it."""
    late_wipes = next(counted.late for counted in queue.stages if counted.stage is Stage.WIPING)
    days = LATE_DAYS[Stage.WIPING][0]
    told = [
        (queue.matter("failed"), _("failed the test: retest, harvest or recycle"), "bad", {"matter": "failed"}),
        (queue.matter("missing"), _("flagged missing"), "bad", {"matter": "missing"}),
        (
            late_wipes,
            _("not wiped for %(n)d days or more") % {"n": days},
            "warn",
            {"matter": "late", "stage": Stage.WIPING.value},
        ),
        (queue.matter("locked"), _("with a password set"), "warn", {"matter": "locked"}),
        (queue.matter("nameless"), _("without a known model"), "warn", {"matter": "nameless"}),
        (
            queue.matter("unseen"),
            _("in service, not seen for %(n)d days: their service stops counting") % {"n": UNSEEN_DAYS},
            "warn",
            {"matter": "unseen"},
        ),
    ]
    return [_matter(matter, text, tone, _list(places, **query)) for matter, text, tone, query in told if matter]


def _matter(devices: int, text: str, tone: str, url: str) -> dict[str, Any]:
    return {
        "where": words.devices(devices),
        "text": text,
        "tone": tone,
        "fix_url": url,
        "fix_label": _("Open"),
    }


def _drafts(person: Person, today: date) -> list[dict[str, Any]]:
    shown = ("source", "reference", "total", "settled", "updated_at")
    drafts = IntakeDraft.objects.filter(person=person).only(*shown)[:LAST_DRAFTS]
    return [
        {
            "name": draft.reference or draft.source or _("Draft"),
            "waiting": draft.total - len(draft.settled),
            "rows": number_format(draft.total - len(draft.settled)),
            "age": words.since(timezone.localdate(draft.updated_at), today),
            "url": reverse("import_draft", args=[draft.pk]),
        }
        for draft in drafts
    ]


def _columns(person: Person, queue: WorkQueue, places: PlaceFilter, today: date) -> list[dict[str, Any]]:
    columns = []
    for counted in queue.stages:
        if counted.stage in ON_THE_BOARD:
            wanted = Wanted(stage=counted.stage, department_id=places.department_id, site_id=places.site_id)
            found = for_rows(matching(visible_devices(person), wanted, today))
            columns.append(
                {
                    "stage": counted.stage.value,
                    "word": words.STAGES[counted.stage],
                    "count": counted.devices,
                    "cards": [_card(row) for row in rows_of(page_of(found, "since", size=CARDS).rows, today)],
                    "url": _list(places, stage=counted.stage),
                    "more": max(0, counted.devices - CARDS),
                }
            )
    return columns


def _card(row: Row) -> dict[str, Any]:
    told = [_("late"), *row.waits] if row.age_tone else row.waits
    return {
        "tag": row.tag,
        "url": row.url,
        "model": row.model,
        "age": row.age,
        "age_tone": row.age_tone,
        "blockers": [", ".join(told)] if told else [],
    }


def _list(places: PlaceFilter, **query: str) -> str:
    return f"{reverse('devices')}?{places.query(**query)}"


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="work", query_string=False), name="home"),
    path("work/", work, name="work"),
]
