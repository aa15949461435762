"""The first page of the settings: what can be set here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from inventory.views.admission import person_of
from inventory.views.settings.frame import open_parts


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    parts = [
        {"label": part.label, "text": part.text, "icon": part.icon, "url": reverse(part.name)}
        for part in open_parts(person_of(request))
    ]
    return render(request, "settings/index.html", {"parts": parts})


urlpatterns = [path("", index, name="settings")]
