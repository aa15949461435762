"""Log in and out, change a password, get one back by mail."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from inventory.actions.passwords import make_password_link
from inventory.actions.tokens import issue_token
from inventory.models import AuditEntry, Person
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db

NEW = "a much better secret"


@pytest.fixture
def ada(db: None) -> Person:
    return factories.a_person(username="ada", email="ada@example.org", first_name="Ada")


def log_in(client: Client, person: Person, password: str = "a long secret") -> str:
    answer = client.post("/account/login/", {"username": person.username, "password": password, "next": "/help/"})
    return answer.headers.get("Location") or answer.content.decode()


def test_the_right_password_leads_to_the_page_that_was_asked_for(client: Client, ada: Person) -> None:
    assert client.get("/help/").headers["Location"] == "/account/login/?next=/help/"
    assert log_in(client, ada) == "/help/"
    assert client.get("/help/").status_code == 200


def test_a_login_never_leads_to_another_site(client: Client, ada: Person) -> None:
    form = {"username": ada.username, "password": "a long secret", "next": "https://example.org/"}
    assert client.post("/account/login/", form).headers["Location"] == "/"


def test_after_five_wrong_passwords_not_even_the_right_one_is_looked_at(client: Client, ada: Person) -> None:
    for _n in range(5):
        assert "password" in log_in(client, ada, "wrong")
    assert "Too many wrong passwords in a row: wait a minute" in log_in(client, ada)


def test_somebody_at_another_place_is_not_kept_out(client: Client, ada: Person) -> None:
    for _n in range(5):
        log_in(client, ada, "wrong")
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert log_in(elsewhere, ada) == "/help/"


def test_a_right_password_in_between_starts_the_count_anew(client: Client, ada: Person) -> None:
    for password in ["wrong"] * 4 + ["a long secret"] + ["wrong"] * 4:
        log_in(client, ada, password)
        client.post("/account/logout/")
    assert log_in(client, ada) == "/help/"


def test_whoever_logs_out_is_out(client: Client, ada: Person) -> None:
    log_in(client, ada)
    client.post("/account/logout/")
    assert client.get("/help/").status_code == 302


def test_a_forgotten_password_comes_back_by_a_link_that_works_once(client: Client, ada: Person) -> None:
    client.post("/account/password_reset/", {"email": "ada@example.org"})
    link = re.search(rf"{settings.SITE.origin}(/account/reset/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1]).headers["Location"]
    answer = client.post(form, {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert "Your new password is saved" in answer.content.decode()
    assert log_in(Client(), ada, NEW) == "/help/"
    assert "This link no longer works" in Client().get(link[1]).content.decode()
    assert AuditEntry.objects.get(act="choose_password").by == ada


def test_a_password_chosen_by_a_link_ends_api_tokens_and_one_by_the_old_one_does_not(
    ada: Person, sign_in: SignIn, client: Client
) -> None:
    token, _text = issue_token(name="script", scopes=["devices:read"], by=ada)
    form = {"old_password": "a long secret", "new_password1": NEW, "new_password2": NEW}
    sign_in(ada).post("/preferences/password/", form)
    token.refresh_from_db()
    assert token.revoked_at is None
    who, key = make_password_link(person=Person.objects.get(pk=ada.pk), by=factories.the_administrator())
    address = client.get(f"/account/reset/{who}/{key}/").headers["Location"]
    client.post(address, {"new_password1": f"{NEW}!", "new_password2": f"{NEW}!"})
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_whether_an_address_is_known_is_not_told(client: Client, ada: Person) -> None:
    pages = {client.post("/account/password_reset/", {"email": f"{who}@example.org"}).url for who in ("ada", "eve")}  # type: ignore[attr-defined]
    assert len(pages) == 1
    assert len(mail.outbox) == 1


def test_nobody_floods_a_mailbox_with_links(client: Client) -> None:
    victim = factories.a_person(email="victim@example.org")
    for _n in range(8):
        assert client.post("/account/password_reset/", {"email": victim.email}).status_code == 302
    assert len(mail.outbox) == 5


def test_people_change_their_own_password_and_other_browsers_are_logged_out(ada: Person, sign_in: SignIn) -> None:
    here, there = sign_in(ada), sign_in(ada)
    form = {"old_password": "a long secret", "new_password1": NEW, "new_password2": NEW}
    assert here.post("/preferences/password/", form).headers["Location"] == "/preferences/"
    assert here.get("/preferences/").status_code == 200
    assert there.get("/preferences/").status_code == 302


def test_the_old_password_is_guessed_no_faster_than_at_the_login(ada: Person, sign_in: SignIn) -> None:
    browser = sign_in(ada)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    for _n in range(5):
        assert "Too many" not in browser.post("/preferences/password/", form).content.decode()
    answer = browser.post("/preferences/password/", {**form, "old_password": "a long secret"})
    assert "Too many wrong passwords in a row: wait a minute" in answer.content.decode()
    ada.refresh_from_db()
    assert ada.check_password("a long secret")


def test_a_login_without_a_password_is_no_try(client: Client, ada: Person) -> None:
    for _n in range(9):
        log_in(client, ada, "")
    assert log_in(client, ada) == "/help/"


@pytest.mark.parametrize("weak", ["short", "123456789012", "password1234"])
def test_a_weak_password_is_refused_with_the_reason(ada: Person, sign_in: SignIn, weak: str) -> None:
    form = {"old_password": "a long secret", "new_password1": weak, "new_password2": weak}
    assert "nothing was saved yet" in sign_in(ada).post("/preferences/password/", form).content.decode()
    ada.refresh_from_db()
    assert ada.check_password("a long secret")


def test_who_asks_for_a_link_does_not_choose_where_it_leads(client: Client, ada: Person) -> None:
    client.post("/account/password_reset/", {"email": "ada@example.org"}, headers={"host": "127.0.0.1:6666"})
    text = str(mail.outbox[0].body)
    assert f"{settings.SITE.origin}/account/reset/" in text
    assert "6666" not in text
