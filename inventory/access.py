"""Who may do what, and whose devices a person sees. The only place that asks for memberships."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from inventory.models import Department, Device, Membership, Person
from inventory.models.device import DeviceQuerySet
from inventory.roles import May, Role, role_may
from inventory.words import RIGHTS


class NotAllowed(Exception):
    """The person lacks the right. The text says which."""


class Rights:
    """A person's rights, read once: what they may in the whole institution and in each department."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.everything = person.is_superuser
        self.roles: dict[int | None, Role] = {}
        if person.is_active and not self.everything:
            held = Membership.objects.filter(person=person).values_list("department_id", "role")
            self.roles = {department_id: Role(role) for department_id, role in held}

    def may(self, right: May, department_id: int | None = None) -> bool:
        """Whether the right is held in that department; without one, whether it is held anywhere.

        A device without a department belongs to nobody yet, so whoever holds the right anywhere may work on it.
        """
        if not self.person.is_active:
            return False
        if self.everything:
            return True
        asked = self.roles.values() if department_id is None else self._roles_for(department_id)
        return any(role_may(role, right) for role in asked)

    def everywhere(self, right: May) -> bool:
        """Whether the right is held in the whole institution."""
        role = self.roles.get(None)
        return self.person.is_active and (self.everything or (role is not None and role_may(role, right)))

    def departments(self, right: May) -> list[int]:
        """The departments in which the right is held by a role of their own."""
        return [key for key, role in self.roles.items() if key is not None and role_may(role, right)]

    def _roles_for(self, department_id: int) -> list[Role]:
        return [self.roles[key] for key in (None, department_id) if key in self.roles]


def rights_of(person: Person) -> Rights:
    """The person's rights, read once for as long as the person object lives (one request, one task)."""
    kept = getattr(person, "_rights", None)
    if not isinstance(kept, Rights):
        kept = Rights(person)
        person._rights = kept  # type: ignore[attr-defined]
    return kept


def may(person: Person, right: May, department: Department | None = None) -> bool:
    """Whether a person may do something, in a department or (without one) anywhere."""
    return rights_of(person).may(right, department.pk if department else None)


def require(person: Person, right: May, department_ids: Iterable[int | None] = (None,)) -> None:
    """Raise NotAllowed unless the right is held for every one of the departments."""
    rights = rights_of(person)
    if not all(rights.may(right, department_id) for department_id in department_ids):
        raise NotAllowed(_("Your role does not include this: %(right)s.") % {"right": RIGHTS[right]})


def require_everywhere(person: Person, right: May) -> None:
    """Raise NotAllowed unless the right is held in the whole institution."""
    if not rights_of(person).everywhere(right):
        raise NotAllowed(_("Only somebody with this right in the whole institution can do that."))


def visible_departments(person: Person) -> "list[Department]":
    """The departments that a person sees, by name."""
    rights = rights_of(person)
    departments = Department.objects.all()
    if not rights.everywhere(May.VIEW):
        departments = departments.filter(pk__in=rights.departments(May.VIEW))
    return list(departments)


def visible_devices(person: Person) -> DeviceQuerySet:
    """The devices that a person sees: all of them, or those of their departments and those without one."""
    rights = rights_of(person)
    devices = Device.objects.standing()
    if rights.everywhere(May.VIEW):
        return devices
    seen = devices.filter(department__in=rights.departments(May.VIEW))
    return seen | devices.filter(department=None) if rights.may(May.RECEIVE) else seen
