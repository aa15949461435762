"""What became of an act on many devices: a message when all went well, a page of its own when some did not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inventory import words
from inventory.access import visible_devices
from inventory.actions import Outcome
from inventory.lifecycle import Stage, Verb
from inventory.queries import installation
from inventory.views.admission import person_of
from inventory.views.rows import for_rows, rows_of

KEPT_AS = "outcome"  # in the session: the last outcome of this person in this browser


def answer(
    request: HttpRequest, *, verb: Verb, outcome: Outcome, unknown: list[str], back: str, what: Any = ""
) -> HttpResponseRedirect:
    """Say what was done and lead on: back to where the person came from, or to the list of what was refused."""
    undo = reverse("undo_batch", args=[outcome.batch.reference]) if outcome.batch else ""
    done = what or words.VERBS[verb].done
    if not outcome.blocked and not unknown:
        told = {"what": done, "devices": words.devices(len(outcome.done))}
        messages.success(request, _("%(what)s: %(devices)s.") % told, extra_tags=undo)
        return redirect(back)
    request.session[KEPT_AS] = {
        "what": str(done),
        "done": [device.asset_tag for device in outcome.done],
        "blocked": [(blocked.device.asset_tag, blocked.reason) for blocked in outcome.blocked],
        "unknown": unknown,
        "batch": outcome.batch.reference if outcome.batch else "",
        "back": back,
    }
    return redirect("outcome")


def said_of_one(request: HttpRequest, *, done: Any, tag: str, stage: str, undo: str, warning: str = "") -> None:
    """Say what was done to one device, where it is now, and offer to take it back."""
    told = {"what": done, "tag": tag, "stage": words.STAGES[Stage(stage)]}
    text = _("%(what)s: %(tag)s. Stage now: %(stage)s.") % told
    if warning:
        messages.warning(request, f"{text} {warning}", extra_tags=undo)
    else:
        messages.success(request, text, extra_tags=undo)


@require_safe
def outcome(request: HttpRequest) -> HttpResponse:
    """Draw the last outcome: what was done, what was refused and why, and what can be done about it."""
    kept = request.session.get(KEPT_AS)
    if not kept:
        return redirect("devices")
    tags = [tag for tag, _reason in kept["blocked"]]
    found = for_rows(visible_devices(person_of(request)).filter(asset_tag__in=tags))
    rows = {row.tag: row for row in rows_of(found, installation.today())}
    context = {
        "what": kept["what"],
        "done": number_format(len(kept["done"])),
        "done_tags": kept["done"],
        "blocked": [{"tag": tag, "reason": reason, "row": rows.get(tag)} for tag, reason in kept["blocked"]],
        "unknown": kept["unknown"],
        "batch": kept["batch"],
        "back": kept["back"],
    }
    return render(request, "devices/outcome.html", context)


urlpatterns = [path("devices/outcome/", outcome, name="outcome")]
