import pytest

from inventory.actions.first_start import make_first_administrator
from inventory.models import Person
from inventory.roles import Role

pytestmark = pytest.mark.django_db


def test_an_empty_installation_gets_one_administrator_of_the_whole_institution() -> None:
    person = make_first_administrator(password="correct horse battery")
    assert person is not None
    assert person.check_password("correct horse battery")
    assert [(held.role, held.department) for held in person.memberships.all()] == [(Role.ADMINISTRATOR, None)]


def test_a_second_start_resets_nobodys_password() -> None:
    make_first_administrator(password="correct horse battery")
    assert make_first_administrator(password="another") is None
    assert Person.objects.get().check_password("correct horse battery")
