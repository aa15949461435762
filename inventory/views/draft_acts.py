"""What is done to a draft: choices for the whole list, rows mended and left out, and the commit of the good ones."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from inventory.access import rights_of
from inventory.actions import Arrival, drafts
from inventory.actions.drafts import Upload
from inventory.forms.intake import ListForm
from inventory.forms.takeover import TakeoverForm
from inventory.lifecycle import IllegalAct
from inventory.models import DeviceEvent, IntakeDraft, Person
from inventory.proposals.commit import JOB_KIND, Committed, commit
from inventory.proposals.preview import preview, read_register
from inventory.proposals.setting import EVERY
from inventory.queries.installation import today
from inventory.readers import Refused
from inventory.readers.header_names import FIELDS
from inventory.readers.register import Sheet
from inventory.roles import May
from inventory.tasks import commit_draft
from inventory.views.admission import person_of
from inventory.views.draft import draw, number_in, own_draft
from inventory.views.draft_columns import ENCODINGS
from inventory.views.draft_rows import EDITABLE
from inventory.views.intake_defaults import remember, setting_of
from inventory.views.remembered_columns import remember_columns

NAMED = 12  # rows named one by one before their draft is dropped
IN_BACKGROUND = 1_000  # rows; below that a commit takes less time than a page that tells how far it is


@require_POST
def change_setting(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is chosen for the whole list, and draw the preview anew."""
    person = person_of(request)
    held = _own_or_404(person, pk)
    form = ListForm(request.POST, person=person)
    takeover = TakeoverForm(request.POST, listed=True, prefix="service")
    if not (form.is_valid() and takeover.is_valid()):
        return draw(request, held, person, form, takeover)
    setting = setting_of(form.cleaned_data, takeover if rights_of(person).may(May.IMPORT_IN_SERVICE) else None)
    told = {"defaults": setting.stored(), "reference": form.cleaned_data["reference"]}
    _try(request, lambda: drafts.change_draft(draft=held, **told, by=person))
    remember(request, form.cleaned_data)
    return _back(request, held)


@require_POST
def change_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which column is which field, the order of dates and the sheet, and draw the preview anew."""
    person = person_of(request)
    held = _own_or_404(person, pk)
    if held.kind != IntakeDraft.Kind.REGISTER:
        raise Http404(str(pk))
    choices = {**held.choices, "columns": {}, "date_order": request.POST.get("date_order", "")}
    if request.POST.get("encoding") in ("", *ENCODINGS):
        choices["encoding"] = request.POST["encoding"]
    another_sheet = request.POST.get("sheet", "") not in ("", request.POST.get("sheet_read"))
    if another_sheet:
        choices["sheet"] = request.POST["sheet"]

    def change() -> None:
        file = held.files.get()
        sheet = read_register(Upload(file.name, bytes(file.content)), choices)
        choices["columns"] = {} if another_sheet else _chosen_columns(request, sheet)
        drafts.change_draft(draft=held, choices=choices, total=len(sheet.rows), by=person)
        remember_columns(sheet, choices["columns"], choices["date_order"], person)

    _try(request, change)
    return _back(request, held)


def _chosen_columns(request: HttpRequest, sheet: Sheet) -> dict[str, str]:
    """What was chosen otherwise than it was recognised: index to field, "" for a column that is left out."""
    posted = {column.index: request.POST.get(f"column-{column.index}") for column in sheet.columns}
    recognised = {column.index: column.field or "" for column in sheet.columns}
    return {
        str(index): field
        for index, field in posted.items()
        if field is not None and field != recognised[index] and field in ("", *FIELDS)
    }


@require_POST
def change_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what unknown names of departments or sites mean, one by one or all at once."""
    person = person_of(request)
    held = _own_or_404(person, pk)
    kind = request.POST.get("kind", "")
    if kind not in ("department", "site"):
        raise Http404(kind)
    names = {place: dict(renamed) for place, renamed in held.choices.get("names", {}).items()}
    renamed = names.setdefault(kind, {})
    if "all" in request.POST:
        renamed[EVERY] = ""
    for name, means in zip(request.POST.getlist("name"), request.POST.getlist("means"), strict=False):
        if means != "?":
            renamed[" ".join(name.casefold().split())] = means
    _try(request, lambda: drafts.change_draft(draft=held, choices={**held.choices, "names": names}, by=person))
    return _back(request, held)


@require_POST
def mend_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what was typed in place of what the file says in one row."""
    person = person_of(request)
    held = _own_or_404(person, pk)
    number = number_in(request.POST.get("number"))
    if number is None:
        raise Http404
    typed = {
        name: request.POST[name].strip()
        for name in EDITABLE
        if name in request.POST and request.POST[name].strip() != request.POST.get(f"was-{name}", "").strip()
    }
    if typed:
        _try(request, lambda: drafts.edit_row(draft=held, number=number, values=typed, by=person))
    return _back(request, held, f"#row-{number}")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out the ticked rows, all blocked ones, or the whole draft."""
    person = person_of(request)
    held = _own_or_404(person, pk)
    which = request.POST.get("which", "")
    if which == "draft" and "sure" not in request.POST:
        return _ask_to_drop(request, held, person)
    if which == "draft":
        if _try(request, lambda: drafts.drop_draft(draft=held, by=person)):
            messages.success(request, _("The draft “%(source)s” was dropped.") % {"source": held.source})
            return redirect("import")
        return _back(request, held)
    numbers: list[int] = []
    if which == "chosen":
        numbers = [number for number in map(number_in, request.POST.getlist("row")) if number is not None]
    elif which == "blocked":
        numbers = [row.number for row in preview(held, person, today()).rows if row.group == "blocked"]
    if numbers and _try(request, lambda: drafts.drop_rows(draft=held, numbers=numbers, by=person)):
        said = ngettext("%(n)d row was left out.", "%(n)d rows were left out.", len(numbers))
        messages.success(request, said % {"n": len(numbers)})
    return _back(request, held)


def _ask_to_drop(request: HttpRequest, held: IntakeDraft, person: Person) -> HttpResponse:
    """A draft that is dropped is gone: say first what is in it."""
    try:
        rows = preview(held, person, today()).rows
    except Refused:
        rows = ()
    names = [_named(row.proposal.arrival, row.number) for row in rows[:NAMED]]
    context = {"draft": held, "rows": held.total - len(held.settled), "names": names, "more": len(rows) - len(names)}
    return render(request, "intake/drop.html", context)


def _named(arrival: Arrival, number: int) -> str:
    """A row in a few words: what names the machine, else its number."""
    words = (arrival.asset_tag, arrival.serial, str(arrival.model or arrival.manufacturer))
    return " ".join(word for word in words if word) or _("row %(n)d") % {"n": number}


@require_POST
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Commit the good rows: at once, or by a job when there are many. The others stay in the draft."""
    person = person_of(request)
    held = own_draft(person, pk)
    if held is None:
        messages.warning(request, _("This draft came in already; nothing was received twice."))
        return redirect("import")
    if number_in(request.POST.get("revision")) != held.revision:
        messages.warning(request, _("The draft was changed in another window: look at it again. Nothing was received."))
        return _back(request, held)
    waiting = held.total - len(held.settled)
    if waiting > IN_BACKGROUND:
        job = drafts.ask_for_commit(draft=held, kind=JOB_KIND, rows=waiting, by=person)
        transaction.on_commit(partial(commit_draft.delay, job.pk))
        return redirect("job", job.pk)
    try:
        done = commit(held, person, today())
    except IllegalAct as refusal:
        messages.error(request, str(refusal))
        return _back(request, held)
    return _committed(request, held, done)


def _committed(request: HttpRequest, held: IntakeDraft, done: Committed) -> HttpResponse:
    """Say what came in, offer to take it back, and lead on to where it is now."""
    left = IntakeDraft.objects.filter(pk=held.pk).exists()
    text = done.sentence() + (" " + _("What is blocked waits here.") if left else "")
    undo = reverse("undo_batch", args=[done.batch.reference]) if done.batch else _undo_of_one(done.last_tag)
    say = messages.success if done.received or done.filled else messages.info
    say(request, text, extra_tags=undo if done.received else "")
    if left:
        return redirect("import_draft", held.pk)
    if done.batch:
        return redirect("batch", done.batch.reference)
    return redirect("device", done.last_tag) if done.last_tag else redirect("import")


def _undo_of_one(tag: str) -> str:
    event = DeviceEvent.objects.filter(device__asset_tag=tag).order_by("-pk").first() if tag else None
    return reverse("undo_event", args=[event.pk]) if event else ""


def _try(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Act; where that is refused, say why."""
    try:
        act()
    except IllegalAct as refusal:
        messages.error(request, str(refusal))
        return False
    except Refused as refusal:
        messages.error(request, _("%(reason)s Nothing was changed.") % {"reason": refusal})
        return False
    return True


def _own_or_404(person: Person, pk: int) -> IntakeDraft:
    return get_object_or_404(IntakeDraft, pk=pk, person=person)


def _back(request: HttpRequest, held: IntakeDraft, anchor: str = "") -> HttpResponse:
    """To the preview as it was, on the same page of the same rows."""
    if not IntakeDraft.objects.filter(pk=held.pk).exists():
        return redirect("import")
    query = request.POST.get("query", "")
    return redirect(reverse("import_draft", args=[held.pk]) + (f"?{query}" if query else "") + anchor)


urlpatterns = [
    path("intake/<int:pk>/setting/", change_setting, name="import_setting"),
    path("intake/<int:pk>/columns/", change_columns, name="import_columns"),
    path("intake/<int:pk>/names/", change_names, name="import_names"),
    path("intake/<int:pk>/row/", mend_row, name="import_row"),
    path("intake/<int:pk>/drop/", drop, name="import_drop"),
    path("intake/<int:pk>/receive/", receive, name="import_receive"),
]
