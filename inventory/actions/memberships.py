"""Roles: give one, take one, in a department or in the whole institution."""

from django.db import transaction
from django.utils.translation import gettext as _

from inventory.access import require, require_everywhere
from inventory.actions.audit import note, person_subject
from inventory.actions.people import refuse_to_lose_the_last_administrator
from inventory.lifecycle import IllegalAct
from inventory.models import Department, Membership, Person
from inventory.roles import May, Role


@transaction.atomic
def give_role(*, person: Person, role: Role, department: Department | None = None, by: Person) -> Membership:
    """Give somebody a role in a department or, without one, in the whole institution, in place of any they had there.

    An administrator of a department gives roles in it; the whole institution's takes an administrator of all of it.
    """
    _require_here(by, department)
    if not person.is_active:
        raise IllegalAct(_("%(person)s is not active; nothing was changed.") % {"person": person})
    if department is None and role != Role.ADMINISTRATOR:
        _take_all_rights(person)
    held, created = Membership.objects.get_or_create(person=person, department=department, defaults={"role": role})
    if not created and held.role != role:
        held.role = role
        held.save(update_fields=["role"])
    note(act="give_role", subject=person_subject(person), detail=_where(role, department), by=by)
    return held


@transaction.atomic
def take_role(*, membership: Membership, by: Person) -> None:
    """Take a role away again. Refused for the last administrator of the institution."""
    person, department = membership.person, membership.department
    _require_here(by, department)
    if department is None and membership.role == Role.ADMINISTRATOR:
        _take_all_rights(person)
    note(act="take_role", subject=person_subject(person), detail=_where(Role(membership.role), department), by=by)
    membership.delete()


def _take_all_rights(person: Person) -> None:
    refuse_to_lose_the_last_administrator(person)
    if person.is_superuser:  # the first administrator, who needed no role to have every right
        person.is_superuser = person.is_staff = False
        person.save(update_fields=["is_superuser", "is_staff"])


def _require_here(by: Person, department: Department | None) -> None:
    if department is None:
        require_everywhere(by, May.MANAGE_PEOPLE)
    else:
        require(by, May.MANAGE_PEOPLE, [department.pk])


def _where(role: Role, department: Department | None) -> dict[str, str]:
    return {"role": role.value, "department": department.code if department else ""}
