"""One's own account: how the screen speaks and looks, names, password, roles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inventory.actions.people import change_person, set_preferences
from inventory.forms.account import NameForm, ScreenForm
from inventory.forms.people import ROLES
from inventory.models import Membership, Person
from inventory.roles import Role
from inventory.views.admission import person_of, way_back


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """The page; a POST with `next` comes from the menu of any page and sets one thing."""
    person = person_of(request)
    if request.method == "POST" and "next" in request.POST:
        theme, language = request.POST.get("theme"), request.POST.get("language")
        set_preferences(person=person, theme=theme, language=language, by=person)
        return HttpResponseRedirect(way_back(request, request.POST["next"], "/"))
    form = ScreenForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        set_preferences(person=person, **form.cleaned_data, by=person)
        messages.success(request, _("Your settings are saved."))
        return redirect("preferences")
    return _page(request, person, form, NameForm(instance=person))


@require_POST
def own_name(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = NameForm(request.POST, instance=person)
    if form.is_valid():
        change_person(person=person, **form.cleaned_data, by=person)
        messages.success(request, _("Your name and address are saved."))
        return redirect("preferences")
    return _page(request, person, ScreenForm(instance=person), form)


def _page(request: HttpRequest, person: Person, screen: ScreenForm, names: NameForm) -> HttpResponse:
    held = Membership.objects.filter(person=person).select_related("department").order_by("department__name")
    roles = [{"role": ROLES[Role(one.role)], "department": one.department} for one in held]
    return render(request, "preferences/index.html", {"screen": screen, "names": names, "roles": roles})


urlpatterns = [
    path("preferences/", preferences, name="preferences"),
    path("preferences/name/", own_name, name="own_name"),
]
