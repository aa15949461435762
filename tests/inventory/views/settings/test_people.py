"""Administer people in the browser."""

import re

import pytest
from django.core import mail
from django.test import Client

from inventory.access import Rights
from inventory.models import Department, Person
from inventory.roles import May, Role
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db

ADA = {
    "username": "ada",
    "first_name": "Ada",
    "last_name": "King",
    "email": "ada@example.org",
    "role": "technician",
    "department": "",
    "way": "link",
}


@pytest.fixture
def office(owner: Person, sign_in: SignIn) -> Client:
    """The browser of the administrator."""
    return sign_in(owner)


def test_an_administrator_adds_somebody_who_then_chooses_a_password_and_works(
    office: Client, engineering: Department, client: Client
) -> None:
    page = office.post("/settings/people/new/", {**ADA, "department": engineering.pk})
    link = re.search(r"http://testserver(/account/reset/[^\"]+)", page.content.decode())
    assert link is not None
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    form = client.get(link[1]).headers["Location"]
    client.post(form, {"new_password1": "a much better secret", "new_password2": "a much better secret"})
    assert client.login(username="ada", password="a much better secret")
    ada = Person.objects.get(username="ada")
    assert Rights(ada).may(May.PREPARE, engineering.pk)
    assert not Rights(ada).everywhere(May.PREPARE)


def test_the_link_can_be_mailed_and_is_then_not_shown(office: Client) -> None:
    page = office.post("/settings/people/new/", {**ADA, "way": "mail"}, follow=True).content.decode()
    assert "A mail with the link is on its way to ada@example.org." in page
    assert "/account/reset/" not in page
    assert "/account/reset/" in mail.outbox[0].body
    assert mail.outbox[0].to == ["ada@example.org"]


def test_a_mail_needs_an_address(office: Client) -> None:
    page = office.post("/settings/people/new/", {**ADA, "way": "mail", "email": ""})
    assert "A mail needs an address." in page.content.decode()
    assert not Person.objects.filter(username="ada").exists()


def test_without_a_mail_server_the_link_is_shown_instead(office: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 9  # type: ignore[attr-defined]  # the discard service, which is not there
    page = office.post("/settings/people/new/", {**ADA, "way": "mail"}).content.decode()
    assert "The mail could not be sent" in page
    assert "/account/reset/" in page


def test_roles_are_given_and_taken(office: Client, viewer: Person, engineering: Department) -> None:
    address = f"/settings/people/{viewer.pk}/"
    office.post(f"{address}roles/", {"role": "officer", "department": engineering.pk})
    held = viewer.memberships.get(department=engineering)
    assert held.role == Role.OFFICER
    office.post(f"{address}roles/{held.pk}/end/")
    assert not viewer.memberships.filter(department=engineering).exists()


def test_the_last_administrator_is_told_why_nothing_happened(office: Client, owner: Person) -> None:
    page = office.post(f"/settings/people/{owner.pk}/active/", {"active": "no"}, follow=True).content.decode()
    assert "last active administrator; make somebody else administrator first" in page


def test_somebody_is_let_out_and_in_again(office: Client, viewer: Person) -> None:
    address = f"/settings/people/{viewer.pk}/active/"
    office.post(address, {"active": "no"})
    viewer.refresh_from_db()
    assert not viewer.is_active
    office.post(address, {"active": "yes"})
    viewer.refresh_from_db()
    assert viewer.is_active


def test_before_an_erasure_the_page_says_what_goes_and_what_is_kept(office: Client, technician: Person) -> None:
    address = f"/settings/people/{technician.pk}/erase/"
    page = office.get(address).content.decode()
    assert "What goes" in page
    assert "0 acts on devices" in page
    technician.refresh_from_db()
    assert technician.erased_at is None
    office.post(address)
    assert technician.username not in office.get("/settings/people/").content.decode()
    assert office.get(f"/settings/people/{technician.pk}/").status_code == 404


def test_two_people_with_one_user_name_are_refused_on_the_page(office: Client, viewer: Person, owner: Person) -> None:
    page = office.post(f"/settings/people/{viewer.pk}/", {"username": "owner"})
    assert page.status_code == 200
    assert "already exists" in page.content.decode()


@pytest.mark.parametrize("who", ["technician", "officer", "viewer", "outsider"])
def test_nobody_else_sees_or_does_any_of_it(
    who: str, owner: Person, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    browser = sign_in(request.getfixturevalue(who))
    address = f"/settings/people/{owner.pk}/"
    assert browser.get("/settings/people/").status_code == 403
    assert browser.get(address).status_code == 403
    for path in ("/settings/people/new/", address, f"{address}roles/", f"{address}active/", f"{address}erase/"):
        assert browser.post(path, {**ADA, "active": "no"}).status_code == 403
    assert browser.post(f"{address}password-link/").status_code == 403
    owner.refresh_from_db()
    assert owner.is_active


def test_an_administrator_of_a_department_gives_its_roles_but_makes_no_password_links(
    technician: Person, engineering: Department, library: Department, sign_in: SignIn
) -> None:
    browser = sign_in(factories.a_person(Role.ADMINISTRATOR, engineering, "head"))
    address = f"/settings/people/{technician.pk}/"
    browser.post(f"{address}roles/", {"role": "viewer", "department": engineering.pk})
    browser.post(f"{address}roles/", {"role": "technician", "department": library.pk})
    browser.post(f"{address}roles/", {"role": "technician", "department": ""})
    assert [(held.role, held.department) for held in technician.memberships.all()] == [("viewer", engineering)]
    assert browser.post(f"{address}password-link/").status_code == 403
    assert browser.get("/settings/people/new/").status_code == 403


def test_an_administrator_of_a_department_sees_only_who_holds_a_role_in_it(
    technician: Person, outsider: Person, owner: Person, engineering: Department, sign_in: SignIn
) -> None:
    browser = sign_in(factories.a_person(Role.ADMINISTRATOR, engineering, "head", first_name="Hedda"))
    page = browser.get("/settings/people/").content.decode()
    assert [name in page for name in ("Ines", "Hedda", "Otto", "Olga")] == [True, True, False, False]
    for other in (outsider, owner):
        assert browser.get(f"/settings/people/{other.pk}/").status_code == 404
        assert browser.post(f"/settings/people/{other.pk}/roles/", {"role": "viewer"}).status_code == 404


def test_who_leaves_the_department_leaves_the_list_of_its_administrator(
    technician: Person, engineering: Department, sign_in: SignIn
) -> None:
    browser = sign_in(factories.a_person(Role.ADMINISTRATOR, engineering, "head"))
    held = technician.memberships.get()
    answer = browser.post(f"/settings/people/{technician.pk}/roles/{held.pk}/end/", follow=True)
    assert answer.redirect_chain[-1][0] == "/settings/people/"
    assert "The role is taken away." in answer.content.decode()
