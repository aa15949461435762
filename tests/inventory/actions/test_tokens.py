from datetime import timedelta

import pytest
from django.utils import timezone

from inventory.access import NotAllowed
from inventory.actions.tokens import authenticate, issue_token, revoke_token
from inventory.lifecycle import IllegalAct
from inventory.models import ApiToken, AuditEntry, Person

pytestmark = pytest.mark.django_db


def issued(by: Person, *scopes: str, days: int = 30) -> tuple[ApiToken, str]:
    return issue_token(name="nightly export", scopes=scopes or ("devices:read",), days=days, by=by)


def test_a_token_is_recognised_by_its_text(viewer: Person) -> None:
    token, text = issued(viewer, "devices:read", "esg:read")
    found = authenticate(text)
    assert found == token
    assert found.person == viewer
    assert found.scopes == ["devices:read", "esg:read"]


def test_the_text_is_written_down_nowhere(viewer: Person) -> None:
    token, text = issued(viewer)
    secret = text.partition(".")[2]
    kept = [str(value) for value in (*vars(token).values(), *vars(AuditEntry.objects.get()).values())]
    assert not any(secret in value for value in kept)
    assert text.startswith(f"glb_{token.key}.")


@pytest.mark.parametrize(
    "damage", [lambda text: text[:-1] + "x", lambda text: text[4:], lambda text: text[:8], str.upper]
)
def test_a_text_that_is_not_quite_it_is_nobodys(viewer: Person, damage: object) -> None:
    _token, text = issued(viewer)
    assert callable(damage)
    assert authenticate(damage(text)) is None


def test_a_token_ends_on_its_day(viewer: Person) -> None:
    token, text = issued(viewer, days=1)
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert token.expires_at - token.created_at < timedelta(days=1, seconds=5)
    assert authenticate(text) is None


@pytest.mark.parametrize("days", [0, -1, 366])
def test_every_token_ends_within_a_year(viewer: Person, days: int) -> None:
    with pytest.raises(IllegalAct, match="1 to 365 days"):
        issued(viewer, days=days)


@pytest.mark.parametrize("scopes", [["devices:delete"], []])
def test_a_token_needs_scopes_that_there_are(viewer: Person, scopes: list[str]) -> None:
    with pytest.raises(IllegalAct, match="devices:read, devices:write, esg:read"):
        issue_token(name="x", scopes=scopes, by=viewer)


def test_a_token_can_not_do_more_than_its_person(viewer: Person, technician: Person) -> None:
    with pytest.raises(NotAllowed):
        issued(viewer, "devices:write")
    assert issued(technician, "devices:write")


def test_a_revoked_token_opens_nothing(viewer: Person) -> None:
    token, text = issued(viewer)
    revoke_token(token=token, by=viewer)
    assert authenticate(text) is None


def test_an_administrator_revokes_anybodys_token_others_only_their_own(
    viewer: Person, outsider: Person, owner: Person
) -> None:
    token, text = issued(viewer)
    with pytest.raises(NotAllowed):
        revoke_token(token=token, by=outsider)
    assert authenticate(text) == token
    revoke_token(token=token, by=owner)
    assert authenticate(text) is None


def test_the_token_of_somebody_who_left_opens_nothing(viewer: Person) -> None:
    _token, text = issued(viewer)
    Person.objects.filter(pk=viewer.pk).update(is_active=False)
    assert authenticate(text) is None


def test_its_use_is_noted_now_and_then(viewer: Person) -> None:
    token, text = issued(viewer)
    authenticate(text)
    token.refresh_from_db()
    first = token.last_used_at
    authenticate(text)
    token.refresh_from_db()
    assert first is not None
    assert token.last_used_at == first


def test_a_token_made_with_another_secret_key_is_nobodys(viewer: Person, settings: object) -> None:
    _token, text = issued(viewer)
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert authenticate(text) is None
