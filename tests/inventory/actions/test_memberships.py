import pytest

from inventory.access import NotAllowed, Rights
from inventory.actions.memberships import give_role, take_role
from inventory.lifecycle import IllegalAct
from inventory.models import AuditEntry, Department, Membership, Person
from inventory.roles import May, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(engineering: Department) -> Person:
    """The administrator of Engineering alone."""
    return factories.a_person(Role.ADMINISTRATOR, engineering, "head")


def test_a_role_is_held_where_it_was_given(
    owner: Person, viewer: Person, engineering: Department, library: Department
) -> None:
    give_role(person=viewer, role=Role.TECHNICIAN, department=engineering, by=owner)
    assert Rights(viewer).may(May.PREPARE, engineering.pk)
    assert not Rights(viewer).may(May.PREPARE, library.pk)
    assert AuditEntry.objects.get().detail == {"role": "technician", "department": "eng"}


def test_a_second_role_in_the_same_place_replaces_the_first(
    owner: Person, technician: Person, engineering: Department
) -> None:
    give_role(person=technician, role=Role.OFFICER, department=engineering, by=owner)
    assert [held.role for held in technician.memberships.all()] == [Role.OFFICER]


def test_an_administrator_of_a_department_gives_roles_in_it_alone(
    head: Person, viewer: Person, engineering: Department, library: Department
) -> None:
    give_role(person=viewer, role=Role.TECHNICIAN, department=engineering, by=head)
    for department in (library, None):
        with pytest.raises(NotAllowed):
            give_role(person=viewer, role=Role.TECHNICIAN, department=department, by=head)


def test_an_administrator_of_a_department_can_not_take_roles_elsewhere(head: Person, outsider: Person) -> None:
    with pytest.raises(NotAllowed):
        take_role(membership=outsider.memberships.get(), by=head)


@pytest.mark.parametrize("who", ["technician", "officer", "viewer"])
def test_nobody_gives_themselves_a_role(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        give_role(person=person, role=Role.ADMINISTRATOR, by=person)


def test_the_last_administrator_keeps_the_role(owner: Person) -> None:
    with pytest.raises(IllegalAct, match="last active administrator"):
        take_role(membership=owner.memberships.get(), by=owner)
    with pytest.raises(IllegalAct, match="last active administrator"):
        give_role(person=owner, role=Role.VIEWER, by=owner)
    assert owner.memberships.get().role == Role.ADMINISTRATOR


def test_a_first_administrator_who_gives_up_the_role_gives_up_every_right(owner: Person) -> None:
    first = Person.objects.create_superuser("first", password="a long secret")
    held = Membership.objects.create(person=first, role=Role.ADMINISTRATOR)
    take_role(membership=held, by=owner)
    first.refresh_from_db()
    assert not Rights(first).everywhere(May.VIEW)
