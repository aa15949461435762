"""Invite somebody: add them, give them a role, and make the link by which they choose a password. All or nothing."""

from django.db import transaction

from inventory.actions.memberships import give_role
from inventory.actions.passwords import make_password_link
from inventory.actions.people import add_person
from inventory.models import Department, Person
from inventory.roles import Role


@transaction.atomic
def invite_person(
    *,
    username: str,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    role: Role,
    department: Department | None = None,
    by: Person,
) -> tuple[Person, tuple[str, str]]:
    """The new person, and the two parts of their link (see `make_password_link`)."""
    person = add_person(username=username, first_name=first_name, last_name=last_name, email=email, by=by)
    give_role(person=person, role=role, department=department, by=by)
    return person, make_password_link(person=person, by=by)
