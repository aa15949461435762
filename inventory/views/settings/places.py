"""Departments and sites: the list of each, add one, change one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inventory.access import require_everywhere
from inventory.actions.places import add_department, add_site, change_department, change_site
from inventory.forms.places import DepartmentForm, SiteForm
from inventory.models import Department, Person, Site
from inventory.queries.devices import STANDING_DEVICES
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.settings.frame import settings_page

PAGE = ["GET", "HEAD", "POST"]


def _keeper(request: HttpRequest) -> Person:
    person = person_of(request)
    require_everywhere(person, May.MANAGE_INSTALLATION)
    return person


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    rows = Department.objects.annotate(devices_here=STANDING_DEVICES)
    return settings_page(request, "settings/departments/index.html", "departments", {"rows": rows})


@require_http_methods(PAGE)
def new_department(request: HttpRequest) -> HttpResponse:
    person, form = _keeper(request), DepartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_department(**form.cleaned_data, by=person)
        messages.success(request, _("%(name)s is added.") % {"name": added})
        return redirect("departments")
    return _form_page(request, "departments", form, {"title": _("Add a department"), "submit": _("Add it")})


@require_http_methods(PAGE)
def department(request: HttpRequest, code: str) -> HttpResponse:
    person, found = _keeper(request), get_object_or_404(Department, code=code)
    form = DepartmentForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_department(department=found, **form.cleaned_data, by=person)
        messages.success(request, _("Saved."))
        return redirect("departments")
    return _form_page(request, "departments", form, {"title": str(found), "submit": _("Save")})


@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    rows = Site.objects.annotate(devices_here=STANDING_DEVICES)
    for row in rows:
        row.solar_pct = row.solar_share * 100  # type: ignore[attr-defined]  # for the eyes: 0.18 is 18 %
    return settings_page(request, "settings/sites/index.html", "sites", {"rows": rows})


@require_http_methods(PAGE)
def new_site(request: HttpRequest) -> HttpResponse:
    person, form = _keeper(request), SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_site(**form.cleaned_data, by=person)
        messages.success(request, _("%(name)s is added.") % {"name": added})
        return redirect("sites")
    return _form_page(request, "sites", form, {"title": _("Add a site"), "submit": _("Add it")})


@require_http_methods(PAGE)
def site(request: HttpRequest, code: str) -> HttpResponse:
    person, found = _keeper(request), get_object_or_404(Site, code=code)
    form = SiteForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_site(site=found, **form.cleaned_data, by=person)
        messages.success(request, _("Saved. Figures follow with the next recompute."))
        return redirect("sites")
    return _form_page(request, "sites", form, {"title": str(found), "submit": _("Save")})


def _form_page(request: HttpRequest, part: str, form: Any, words: Mapping[str, str]) -> HttpResponse:
    return settings_page(request, "settings/form.html", part, {"form": form, "back": part, **words})


urlpatterns = [
    path("departments/", departments, name="departments"),
    path("departments/new/", new_department, name="new_department"),
    path("departments/<slug:code>/", department, name="department"),
    path("sites/", sites, name="sites"),
    path("sites/new/", new_site, name="new_site"),
    path("sites/<slug:code>/", site, name="site"),
]
