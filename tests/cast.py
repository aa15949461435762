"""The fixed cast: the same five people and two departments in every test of a page.

`owner` runs the whole institution; `officer` reports on it; `viewer` only looks; `technician` works in Engineering;
`outsider` works too, but in the Library, and must see and do nothing in Engineering.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from inventory.models import Cluster, Department, Person, Site
from inventory.roles import Role
from tests import factories


@pytest.fixture
def engineering(db: None) -> Department:
    return factories.a_department("eng", "Engineering")


@pytest.fixture
def library(db: None) -> Department:
    return factories.a_department("lib", "Library")


@pytest.fixture
def north(db: None) -> Site:
    return factories.a_site("north", "FRA", name="North campus")


@pytest.fixture
def nlp(north: Site) -> Cluster:
    return factories.a_cluster("nlp-a", north, name="NLP cluster A")


@pytest.fixture
def owner(db: None) -> Person:
    return factories.a_person(Role.ADMINISTRATOR, username="owner", first_name="Olga", last_name="Owner")


@pytest.fixture
def technician(engineering: Department) -> Person:
    return factories.a_person(Role.TECHNICIAN, engineering, "technician", first_name="Ines", last_name="Costa")


@pytest.fixture
def officer(db: None) -> Person:
    return factories.a_person(Role.OFFICER, username="officer", first_name="Amara", last_name="Obi")


@pytest.fixture
def viewer(db: None) -> Person:
    return factories.a_person(Role.VIEWER, username="viewer", first_name="Vera", last_name="Lund")


@pytest.fixture
def outsider(library: Department) -> Person:
    return factories.a_person(Role.TECHNICIAN, library, "outsider", first_name="Otto", last_name="Beck")


SignIn = Callable[[Person], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which that person is logged in."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
