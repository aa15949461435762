import re

import pytest
from django.test import Client

from inventory.actions.tokens import authenticate, issue_token
from inventory.models import Person
from tests.cast import SignIn

pytestmark = pytest.mark.django_db

FORM = {"name": "nightly export", "scopes": ["devices:read", "esg:read"], "days": "90"}


def shown(page: str) -> list[str]:
    return re.findall(r"glb_\w+\.[\w-]+", page)


def test_a_new_token_is_shown_once_and_works(viewer: Person, sign_in: SignIn) -> None:
    browser = sign_in(viewer)
    answer = browser.post("/settings/tokens/", FORM)
    (text,) = set(shown(answer.content.decode()))
    found = authenticate(text)
    assert found is not None
    assert found.person == viewer
    assert "no-store" in answer.headers["Cache-Control"]
    assert shown(browser.get("/settings/tokens/").content.decode()) == []


def test_a_scope_beyond_ones_role_is_refused(viewer: Person, sign_in: SignIn) -> None:
    answer = sign_in(viewer).post("/settings/tokens/", {**FORM, "scopes": ["devices:write"]})
    assert answer.status_code == 403
    assert not viewer.tokens.exists()


def test_a_revoked_token_opens_nothing(viewer: Person, sign_in: SignIn) -> None:
    token, text = issue_token(name="x", scopes=["esg:read"], by=viewer)
    sign_in(viewer).post(f"/settings/tokens/{token.pk}/revoke/")
    assert authenticate(text) is None


def test_tokens_of_others_are_seen_and_revoked_by_administrators_only(
    viewer: Person, outsider: Person, owner: Person, sign_in: SignIn
) -> None:
    token, text = issue_token(name="of Vera", scopes=["esg:read"], by=viewer)
    assert "of Vera" not in sign_in(outsider).get("/settings/tokens/").content.decode()
    assert sign_in(outsider).post(f"/settings/tokens/{token.pk}/revoke/").status_code == 404
    assert authenticate(text) is not None
    assert "of Vera" in sign_in(owner).get("/settings/tokens/").content.decode()
    sign_in(owner).post(f"/settings/tokens/{token.pk}/revoke/")
    assert authenticate(text) is None


def test_nobody_gets_a_token_without_logging_in(client: Client) -> None:
    assert client.post("/settings/tokens/", FORM).status_code == 302
