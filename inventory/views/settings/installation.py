"""The settings that everybody shares."""

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inventory.access import require_everywhere
from inventory.actions.installation import change_installation
from inventory.forms.settings import InstallationForm
from inventory.models import Installation
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.settings.frame import settings_page


@require_http_methods(["GET", "HEAD", "POST"])
def installation(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require_everywhere(person, May.MANAGE_INSTALLATION)
    form = InstallationForm(request.POST or None, instance=Installation.current())
    if request.method == "POST" and form.is_valid():
        change_installation(**form.cleaned_data, by=person)
        messages.success(request, _("Saved."))
        return redirect("installation")
    facts = [
        {"label": _("Time zone"), "value": settings.TIME_ZONE, "note": "GREENLAB_TIME_ZONE"},
        {"label": _("Address"), "value": request.build_absolute_uri("/"), "note": "GREENLAB_URL"},
        {"label": _("Database"), "value": connection.display_name, "note": "DATABASE_URL"},
        {
            "label": _("Outgoing mail"),
            "value": _("by a mail server") if "smtp" in settings.EMAIL_BACKEND else _("kept as files, nothing is sent"),
            "note": "GREENLAB_MAIL_URL",
        },
    ]
    context = {"form": form, "facts": facts}
    return settings_page(request, "settings/installation/index.html", "installation", context)


urlpatterns = [path("", installation, name="installation")]
