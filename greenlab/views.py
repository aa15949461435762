"""The one page that concerns both halves at once: taking the demonstration away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from greenlab import demonstration
from inventory.access import require_everywhere
from inventory.models import Device, Installation
from inventory.roles import May
from inventory.views.admission import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def remove_demonstration(request: HttpRequest) -> HttpResponse:
    """Say what would go, or remove it."""
    person = person_of(request)
    require_everywhere(person, May.MANAGE_INSTALLATION)
    if request.method == "POST":
        devices = demonstration.remove(by=person)
        sentence = ngettext(
            "The demonstration is removed: %(n)d device. The installation is empty and yours.",
            "The demonstration is removed: %(n)d devices. The installation is empty and yours.",
            devices,
        )
        messages.success(request, sentence % {"n": devices})
        return redirect("/")
    context = {"is_demonstration": Installation.current().is_demonstration, "devices": Device.objects.count()}
    return render(request, "settings/demonstration/remove.html", context)
