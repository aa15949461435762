"""Device models: the catalogue that devices are matched to."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inventory.access import require
from inventory.actions.catalogue import add_model, change_model
from inventory.forms.places import DeviceModelForm
from inventory.models import DeviceModel, Person
from inventory.queries.devices import STANDING_DEVICES
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.settings.frame import settings_page

PAGE = ["GET", "HEAD", "POST"]
MOST_ROWS = 200


def _keeper(request: HttpRequest) -> Person:
    person = person_of(request)
    require(person, May.MANAGE_CATALOGUE)
    return person


@require_safe
def models(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    found, q = DeviceModel.objects.all(), request.GET.get("q", "").strip()
    for word in q.split():
        found = found.filter(Q(manufacturer__icontains=word) | Q(name__icontains=word))
    counted = found.annotate(devices_here=STANDING_DEVICES)
    rows = list(counted[: MOST_ROWS + 1])
    context = {"rows": rows[:MOST_ROWS], "has_more": len(rows) > MOST_ROWS, "q": q}
    return settings_page(request, "settings/models/index.html", "models", context)


@require_http_methods(PAGE)
def new_model(request: HttpRequest) -> HttpResponse:
    person, form = _keeper(request), DeviceModelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_model(**form.cleaned_data, by=person)
        messages.success(request, _("%(name)s is added.") % {"name": added})
        return redirect("models")
    context = {"form": form, "back": "models", "title": _("Add a device model"), "submit": _("Add it"), "wide": True}
    return settings_page(request, "settings/form.html", "models", context)


@require_http_methods(PAGE)
def model(request: HttpRequest, pk: int) -> HttpResponse:
    person, found = _keeper(request), get_object_or_404(DeviceModel, pk=pk)
    form = DeviceModelForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_model(model=found, **form.cleaned_data, by=person)
        messages.success(request, _("Saved. Figures follow with the next recompute."))
        return redirect("models")
    context = {"form": form, "back": "models", "title": str(found), "submit": _("Save"), "wide": True}
    return settings_page(request, "settings/form.html", "models", context)


urlpatterns = [
    path("", models, name="models"),
    path("new/", new_model, name="new_model"),
    path("<int:pk>/", model, name="model"),
]
