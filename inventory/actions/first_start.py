"""What an installation needs before the first person can log in."""

from django.db import transaction

from inventory.models import Membership, Person
from inventory.roles import Role

FIRST_NAME = "admin"


@transaction.atomic
def make_first_administrator(*, password: str) -> Person | None:
    """An administrator of the whole institution, or None when there is somebody already: nobody's password is reset."""
    if Person.objects.exists():
        return None
    person = Person.objects.create_superuser(FIRST_NAME, password=password)
    Membership.objects.create(person=person, department=None, role=Role.ADMINISTRATOR)
    return person
