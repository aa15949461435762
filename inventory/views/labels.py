"""A printable sheet of labels for chosen devices or for a batch, begun where the last one ended."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory.access import visible_devices
from inventory.actions.saved_views import save_view
from inventory.labels import PLACES, Label, pages_of, qr_svg
from inventory.labels.sheet import next_free
from inventory.models import Batch, Device, Installation, Person, SavedView
from inventory.views.admission import person_of

MOST_LABELS = 420  # twenty sheets
PAGE, NAME = "labels", "next place"  # where the next free place is remembered, for each person


@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: HttpRequest) -> HttpResponse:
    """Draw the sheets; with POST, remember that they were printed, so that the next ones begin at the next place."""
    person = person_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    devices = _devices(person, asked.getlist("device"), asked.get("batch", ""))
    start = _place(asked.get("start")) or _remembered(person)
    if request.method == "POST":
        following = next_free(start, len(devices))
        save_view(page=PAGE, name=NAME, query=f"start={following}", by=person)
        said = _("The next labels begin at place %(place)s of the sheet.") % {"place": following}
        messages.success(request, said)
        return redirect("batch", asked["batch"]) if asked.get("batch") else redirect("devices")
    shown = devices[:MOST_LABELS]
    institution = Installation.current().institution
    pages = pages_of([_label(device, institution) for device in shown], start)
    context = {
        "devices": shown,
        "left_out": len(devices) - len(shown),
        "pages": pages,
        "start": start,
        "places": [{"number": number, "url": _address(asked, number)} for number in range(1, PLACES + 1)],
        "batch": asked.get("batch", ""),
        "tags": [] if asked.get("batch") else [device.asset_tag for device in shown],
        "after": next_free(start, len(shown)),
    }
    return render(request, "labels/sheet.html", context)


def _devices(person: Person, tags: list[str], reference: str) -> list[Device]:
    """The chosen devices in the order of their tags, or those of a batch; only those that the person sees."""
    seen = visible_devices(person).select_related("model").order_by("asset_tag")
    if reference:
        batch = Batch.objects.filter(reference=reference).first()
        if batch is None:
            raise Http404(reference)
        return list(seen.filter(batch=batch))
    return list(seen.filter(asset_tag__in=tags))


def _label(device: Device, institution: str) -> Label:
    title = str(device.model) if device.model else device.manufacturer
    # Made here from an address of ours, by a library that writes nothing but a path.
    qr = mark_safe(qr_svg(device.asset_tag))  # noqa: S308
    return Label(device.asset_tag, title, device.serial, institution, qr)


def _place(text: str | None) -> int | None:
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 3 else 0
    return number if 1 <= number <= PLACES else None


def _remembered(person: Person) -> int:
    kept = SavedView.objects.filter(person=person, page=PAGE, name=NAME).values_list("query", flat=True).first()
    return _place((kept or "").removeprefix("start=")) or 1


def _address(asked: Any, start: int) -> str:
    chosen = [("batch", asked["batch"])] if asked.get("batch") else [("device", tag) for tag in asked.getlist("device")]
    return f"{reverse('labels')}?{urlencode([*chosen, ('start', start)])}"


urlpatterns = [path("labels/", labels, name="labels")]
