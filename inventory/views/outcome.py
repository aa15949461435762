"""What became of an act on many devices: a message when all went well, a page of its own when some did not."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of an act and where that leads: kept for a while, it can be given a second time."""

    url: str
    text: str = ""
    undo: str = ""
    level: int = messages.SUCCESS

    def give(self, request: HttpRequest) -> HttpResponseRedirect:
        """Say it, and lead there."""
        if self.text:
            messages.add_message(request, self.level, self.text, extra_tags=self.undo)
        return HttpResponseRedirect(self.url)


def answer(
    request: HttpRequest, *, verb: Verb, outcome: Outcome, unknown: list[str], back: str, what: Any = ""
) -> Answer:
    """What is said, and where it leads: back to where the person came from, or to the list of what was refused."""
    undo = reverse("undo_batch", args=[outcome.batch.reference]) if outcome.batch else ""
    done = what or _headed(verb, outcome)
    if not outcome.blocked and not unknown:
        told = {"what": done, "devices": words.devices(len(outcome.done))}
        return Answer(back, _("%(what)s: %(devices)s.") % told, undo)
    request.session[KEPT_AS] = {
        "what": str(done),
        "done": [device.asset_tag for device in outcome.done],
        "blocked": [(blocked.device.asset_tag, blocked.reason) for blocked in outcome.blocked],
        "unknown": unknown,
        "batch": outcome.batch.reference if outcome.batch else "",
        "back": back,
    }
    return Answer(reverse("outcome"))


def _headed(verb: Verb, outcome: Outcome) -> Any:
    """What was done, never more than was."""
    if outcome.done and not outcome.blocked:
        return words.VERBS[verb].done
    if outcome.done:
        return _("%(act)s, in part") % {"act": words.VERBS[verb].done}
    return _("%(act)s: nothing was recorded") % {"act": words.VERBS[verb].order}


def said_of_one(*, done: Any, tag: str, stage: str, undo: str, back: str, warning: str = "") -> Answer:
    """What was done to one device, where it is now, and the offer to take it back."""
    told = {"what": done, "tag": tag, "stage": words.STAGES[Stage(stage)]}
    text = _("%(what)s: %(tag)s. Stage now: %(stage)s.") % told
    if warning:
        return Answer(back, f"{text} {warning}", undo, messages.WARNING)
    return Answer(back, text, undo)


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
