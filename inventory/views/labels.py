"""A printable sheet of labels for chosen devices or for a batch, begun where the last one ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory.access import visible_devices
from inventory.actions.saved_views import save_view
from inventory.labels import PLACES, Label, pages_of, qr_svg
from inventory.labels.sheet import next_free
from inventory.models import Device, Installation, Person, SavedView
from inventory.queries.batches import batches_seen_by
from inventory.queries.installation import today
from inventory.queries.listing import in_batch
from inventory.views.admission import person_of
from inventory.views.selection import selection_of

MOST_LABELS = 420  # twenty sheets
CHOICE = ("batch", "device", "all", "matching")  # what says which devices
PAGE, NAME = "labels", "next place"  # where the next free place is remembered, for each person


@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: HttpRequest) -> HttpResponse:
    """Draw the sheets; with POST, remember that they were printed, so that the next ones begin at the next place."""
    person = person_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    devices = _devices(person, asked)
    start = _place(asked.get("start")) or _remembered(person)
    if request.method == "POST":
        following = next_free(start, len(devices[:MOST_LABELS]))
        save_view(page=PAGE, name=NAME, query=f"start={following}", by=person)
        said = _("The next labels begin at place %(place)s of the sheet.") % {"place": following}
        messages.success(request, said)
        return redirect("batch", asked["batch"]) if asked.get("batch") else redirect("devices")
    shown = devices[:MOST_LABELS]
    institution = Installation.current().institution
    chosen = [(name, value) for name in CHOICE for value in asked.getlist(name) if value]
    context = {
        "devices": shown,
        "left_out": len(devices) - len(shown),
        "pages": pages_of([_label(device, institution) for device in shown], start) if shown else [],
        "start": start,
        "places": [{"number": number, "url": _address(chosen, number)} for number in range(1, PLACES + 1)],
        "batch": asked.get("batch", ""),
        "chosen": chosen,
        "after": next_free(start, len(shown)),
    }
    return render(request, "labels/sheet.html", context)


def _devices(person: Person, asked: QueryDict) -> list[Device]:
    """Those of a batch, those ticked in a list, or all that the list shows; only those that the person sees."""
    if not asked.get("batch"):
        return selection_of(asked, person, today()).devices
    batch = get_object_or_404(batches_seen_by(person), reference=asked["batch"])
    return list(visible_devices(person).select_related("model").filter(in_batch(batch)).order_by("asset_tag"))


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


def _address(chosen: list[tuple[str, str]], start: int) -> str:
    return f"{reverse('labels')}?{urlencode([*chosen, ('start', start)])}"


urlpatterns = [path("labels/", labels, name="labels")]
