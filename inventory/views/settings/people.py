"""People: who may log in, and what they may do where."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.access import require, require_everywhere, rights_of
from inventory.actions.erasure import erase_person, evidence_to_erase_with
from inventory.actions.invitation import invite_person
from inventory.actions.memberships import give_role, take_role
from inventory.actions.passwords import make_password_link, send_password_link
from inventory.actions.people import change_person, deactivate_person, reactivate_person
from inventory.forms.people import ROLES, InvitationForm, PersonForm, RoleForm
from inventory.lifecycle import IllegalAct
from inventory.models import Department, Membership, Person
from inventory.queries.people import people_in_sight
from inventory.roles import May, Role
from inventory.views.admission import person_of
from inventory.views.settings.frame import settings_page

PAGE = ["GET", "HEAD", "POST"]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, May.MANAGE_PEOPLE)
    rows = [{"person": one, "roles": roles_in_words(one)} for one in people_in_sight(person)]
    may_add = rights_of(person).everywhere(May.MANAGE_PEOPLE)
    return settings_page(request, "settings/people/index.html", "people", {"rows": rows, "may_add": may_add})


@never_cache
@require_http_methods(PAGE)
def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody. Their link is on the answer to the POST itself: it is shown once and stored nowhere."""
    person = person_of(request)
    require_everywhere(person, May.MANAGE_PEOPLE)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = dict(form.cleaned_data)
        way, wanted["role"] = wanted.pop("way"), Role(wanted["role"])
        added, link = invite_person(**wanted, by=person)
        messages.success(request, _("%(person)s is added.") % {"person": added})
        return _hand_over(request, added, link, by_mail=way == "mail")
    return settings_page(request, "settings/people/new.html", "people", {"form": form})


@require_http_methods(PAGE)
def one_person(request: HttpRequest, pk: int) -> HttpResponse:
    person, other = person_of(request), _known(request, pk)
    form = PersonForm(request.POST or None, instance=other)
    if request.method == "POST" and form.is_valid():
        change_person(person=other, **form.cleaned_data, by=person)
        messages.success(request, _("Saved."))
        return redirect("person", pk)
    return _person_page(request, other, form=form)


@require_POST
def new_role(request: HttpRequest, pk: int) -> HttpResponse:
    person, other = person_of(request), _known(request, pk)
    form = _role_form(request)
    if not form.is_valid():
        return _person_page(request, other, role_form=form)
    role, department = Role(form.cleaned_data["role"]), form.cleaned_data["department"]
    return _done(
        request,
        other,
        lambda: give_role(person=other, role=role, department=department, by=person),
        _("%(person)s now has the role %(role)s.") % {"person": other, "role": ROLES[role]},
    )


@require_POST
def end_role(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    person, other = person_of(request), _known(request, pk)
    held = get_object_or_404(Membership.objects.select_related("department", "person"), pk=membership, person=other)
    return _done(request, other, lambda: take_role(membership=held, by=person), _("The role is taken away."))


@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    person, other = person_of(request), _known(request, pk)
    if request.POST.get("active") == "yes":
        return _done(request, other, lambda: reactivate_person(person=other, by=person), _("They can log in again."))
    said = _("%(person)s can no longer log in. What they did stays under their name.") % {"person": other}
    return _done(request, other, lambda: deactivate_person(person=other, by=person), said)


@never_cache
@require_POST
def password_link(request: HttpRequest, pk: int) -> HttpResponse:
    person, other = person_of(request), _known(request, pk)
    try:
        link = make_password_link(person=other, by=person)
    except IllegalAct as refusal:
        messages.error(request, str(refusal))
        return redirect("person", pk)
    return _hand_over(request, other, link, by_mail=request.POST.get("way") == "mail")


@require_http_methods(PAGE)
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes and what is kept; then do it."""
    person, other = person_of(request), _known(request, pk)
    require_everywhere(person, May.MANAGE_PEOPLE)
    if request.method == "POST":
        try:
            erase_person(person=other, by=person)
        except IllegalAct as refusal:
            messages.error(request, str(refusal))
            return redirect("person", pk)
        messages.success(request, _("The person is erased; the devices' history is whole."))
        return redirect("people")
    context = {
        "other": other,
        "acts": other.acts.count(),
        "tokens": other.tokens.count(),
        "evidence": evidence_to_erase_with(other).count(),
    }
    return settings_page(request, "settings/people/erase.html", "people", context)


def roles_in_words(person: Person) -> list[dict[str, Any]]:
    """Roles as the pages show them; the first administrator may hold every right without one."""
    held = [
        {"pk": one.pk, "role": ROLES[Role(one.role)], "department": one.department} for one in person.memberships.all()
    ]
    return held or (
        [{"pk": None, "role": ROLES[Role.ADMINISTRATOR], "department": None}] if person.is_superuser else []
    )


def _known(request: HttpRequest, pk: int) -> Person:
    person = person_of(request)
    require(person, May.MANAGE_PEOPLE)
    return get_object_or_404(people_in_sight(person), pk=pk)


def _role_form(request: HttpRequest) -> RoleForm:
    rights = rights_of(person_of(request))
    everywhere = rights.everywhere(May.MANAGE_PEOPLE)
    departments = Department.objects.all()
    if not everywhere:
        departments = departments.filter(pk__in=rights.departments(May.MANAGE_PEOPLE))
    return RoleForm(request.POST or None, departments=departments, everywhere=everywhere)


def _person_page(request: HttpRequest, other: Person, **context: Any) -> HttpResponse:
    rights = rights_of(person_of(request))
    everywhere = rights.everywhere(May.MANAGE_PEOPLE)
    roles = roles_in_words(other)
    for held in roles:
        where = held["department"]
        held["may_take"] = held["pk"] and (
            everywhere or (where is not None and rights.may(May.MANAGE_PEOPLE, where.pk))
        )
    drawn = {
        "other": other,
        "roles": roles,
        "everywhere": everywhere,
        "form": context.pop("form", None) or PersonForm(instance=other),
        "role_form": context.pop("role_form", None) or _role_form_unbound(request),
        **context,
    }
    return settings_page(request, "settings/people/person.html", "people", drawn)


def _role_form_unbound(request: HttpRequest) -> RoleForm:
    form = _role_form(request)
    form.is_bound = False
    return form


def _hand_over(request: HttpRequest, other: Person, link: tuple[str, str], *, by_mail: bool) -> HttpResponse:
    url = request.build_absolute_uri(reverse("password_reset_confirm", args=link))
    if by_mail:
        try:
            send_password_link(person=other, url=url, by=person_of(request))
        except IllegalAct as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("A mail with the link is on its way to %(email)s.") % {"email": other.email})
            return redirect("person", other.pk)
    return _person_page(request, _known(request, other.pk), link=url)


def _done(request: HttpRequest, other: Person, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except IllegalAct as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    # Whose last role in one's departments was just taken is no longer in sight.
    is_seen = people_in_sight(person_of(request)).filter(pk=other.pk).exists()
    return redirect("person", other.pk) if is_seen else redirect("people")


urlpatterns = [
    path("", people, name="people"),
    path("new/", new_person, name="new_person"),
    path("<int:pk>/", one_person, name="person"),
    path("<int:pk>/roles/", new_role, name="new_role"),
    path("<int:pk>/roles/<int:membership>/end/", end_role, name="end_role"),
    path("<int:pk>/active/", set_active, name="set_active"),
    path("<int:pk>/password-link/", password_link, name="password_link"),
    path("<int:pk>/erase/", erase, name="erase_person"),
]
