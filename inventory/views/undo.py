"""Undo: one act or a whole batch, with a reason if somebody gives one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inventory import actions, words
from inventory.access import visible_devices
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import DeviceEvent
from inventory.queries import installation, timeline
from inventory.queries.batches import batches_seen_by
from inventory.queries.history import rests_on
from inventory.views.admission import person_of, way_back
from inventory.views.outcome import answer, said_of_one

LONGEST_REASON = 300


@require_POST
def undo_event(request: HttpRequest, key: int) -> HttpResponse:
    """Take one act back, or take back that it was taken back."""
    person = person_of(request)
    event = get_object_or_404(DeviceEvent.objects.select_related("device"), pk=key)
    if not visible_devices(person).filter(pk=event.device_id).exists():
        raise Http404(key)
    back = _back(request, event.device.get_absolute_url())
    try:
        device = actions.reverse_event(event=event, reason=_reason(request), on=installation.today(), by=person)
    except IllegalAct as refusal:
        messages.error(request, _refused(event, refusal))
        return redirect(back)
    if device.left_how == "undone":
        messages.success(request, _("%(tag)s: its receipt was taken back.") % {"tag": device.asset_tag})
        return redirect("devices")
    reversal = DeviceEvent.objects.filter(reverses=event).values_list("pk", flat=True).first()
    said = said_of_one(
        done=_undone(event),
        tag=device.asset_tag,
        stage=device.stage,
        undo=reverse("undo_event", args=[reversal]),
        back=back,
    )
    return said.give(request)


@require_POST
def undo_batch(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back whatever of a batch still stands; devices on which later acts rest are listed."""
    person = person_of(request)
    batch = get_object_or_404(batches_seen_by(person), reference=reference)
    back = _back(request, reverse("batch", args=[batch.reference]))
    try:
        outcome = actions.reverse_batch(batch=batch, reason=_reason(request), on=installation.today(), by=person)
    except IllegalAct as refusal:
        messages.error(request, _("Not taken back. %(reason)s") % {"reason": refusal})
        return redirect(back)
    told = {"batch": batch.title}
    if not outcome.done:
        what = _("Nothing of %(batch)s was taken back") % told
    elif outcome.blocked:
        what = _("%(batch)s taken back in part") % told
    else:
        what = _("%(batch)s taken back") % told
    return answer(request, verb=Verb.REVERSE_BATCH, outcome=outcome, unknown=[], back=back, what=what).give(request)


def _undone(event: DeviceEvent) -> str:
    """What became of the act. To take back that something was taken back is to let it stand again."""
    first, again = event, False
    while first.reverses is not None:
        first, again = first.reverses, not again
    act = {"act": words.VERBS[Verb(first.verb)].done}
    return _("%(act)s, stands again") % act if again else _("%(act)s, taken back") % act


def _refused(event: DeviceEvent, refusal: IllegalAct) -> str:
    """Why an act stays; with the way to the later one that rests on it."""
    later = rests_on(timeline(event.device), event.pk, timezone.now())
    said = _("Not taken back. %(reason)s Nothing was changed.") % {"reason": refusal}
    if later is None:
        return said
    url = f"{event.device.get_absolute_url()}#act-{later}"
    return format_html('{} <a href="{}">{}</a>', said, url, _("Show that act"))


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:LONGEST_REASON]


def _back(request: HttpRequest, otherwise: str) -> str:
    """Where the person was: undoing leads nowhere else, except from a form that is filled in only once."""
    came_from = request.POST.get("next") or request.headers.get("Referer", "")
    if "/devices/act/" in came_from or "/devices/outcome/" in came_from:
        return otherwise
    return way_back(request, came_from, otherwise)


urlpatterns = [
    path("undo/event/<int:key>/", undo_event, name="undo_event"),
    path("undo/batch/<path:reference>/", undo_batch, name="undo_batch"),
]
