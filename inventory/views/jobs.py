"""One long act: how far it is, and how it ended."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inventory.access import rights_of
from inventory.models import Job
from inventory.roles import May
from inventory.views.admission import person_of

KINDS: dict[str, Any] = {
    "commit_draft": gettext_lazy("Commit an intake draft"),
}


@never_cache
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The page and, for htmx, the part of it that moves. For who asked for the job, and for auditors."""
    person = person_of(request)
    found = Job.objects.select_related("asked_by").filter(pk=pk).first()
    if found is None or (found.asked_by_id != person.pk and not rights_of(person).everywhere(May.AUDIT)):
        raise Http404(str(pk))
    moves = found.state in (Job.State.WAITING, Job.State.RUNNING)
    context = {
        "job": found,
        "title": KINDS.get(found.kind, found.kind.replace("_", " ").capitalize()),
        "moves": moves,
        "here": reverse("job", args=[pk]),
        "detail": _time_left(found) if moves else "",
        "link": _link(found),
    }
    return render(request, "jobs/_state.html" if request.headers.get("HX-Request") else "jobs/job.html", context)


def _time_left(found: Job) -> str:
    """From the pace so far; nothing until a twentieth is done."""
    if not found.total or not found.started_at or found.done * 20 < found.total:
        return ""
    spent = (timezone.now() - found.started_at).total_seconds()
    seconds = max(1, round(spent / found.done * (found.total - found.done)))
    if seconds < 90:
        return ngettext("about %(n)d second left", "about %(n)d seconds left", seconds) % {"n": seconds}
    minutes = round(seconds / 60)
    return ngettext("about %(n)d minute left", "about %(n)d minutes left", minutes) % {"n": minutes}


def _link(found: Job) -> dict[str, str]:
    """Where the result is to be seen, when the job says so; addresses of this site only."""
    url = str(found.result.get("url", ""))
    if not url.startswith("/") or url.startswith("//"):
        return {}
    return {"url": url, "label": str(found.result.get("label") or _("See the result"))}


urlpatterns = [path("jobs/<int:pk>/", job, name="job")]
