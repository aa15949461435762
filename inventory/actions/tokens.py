"""API tokens: issued, revoked, recognised. The text is shown once; what is kept is a hash keyed by the secret key."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from inventory.access import require, require_everywhere
from inventory.actions.audit import note, person_subject
from inventory.lifecycle import IllegalAct
from inventory.models import ApiToken, Person
from inventory.roles import May

LONGEST_DAYS = 365
USE_NOTED_EVERY = timedelta(minutes=5)  # a write for every call would cost more than most calls
RIGHT_FOR = {
    ApiToken.Scope.DEVICES_READ: May.VIEW,
    ApiToken.Scope.DEVICES_WRITE: May.RECEIVE,
    ApiToken.Scope.ESG_READ: May.EXPORT,
}


@transaction.atomic
def issue_token(*, name: str, scopes: Collection[str], days: int = 90, by: Person) -> tuple[ApiToken, str]:
    """A token of one's own and its text, which nobody can show again. It can do what its scopes and its person may.

    `days` is from 1 to 365. Raises IllegalAct for an unknown scope or day, NotAllowed for a scope beyond one's role.
    """
    unknown = sorted(set(scopes) - set(ApiToken.Scope.values))
    if unknown or not scopes:
        known = ", ".join(ApiToken.Scope.values)
        raise IllegalAct(_("A token needs one or more of these scopes: %(known)s.") % {"known": known})
    if not 1 <= days <= LONGEST_DAYS:
        raise IllegalAct(_("A token is good for 1 to %(most)d days.") % {"most": LONGEST_DAYS})
    for scope in scopes:
        require(by, RIGHT_FOR[ApiToken.Scope(scope)])
    key, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=by,
        name=name[:60],
        key=key,
        digest=_digest(key, secret),
        scopes=sorted(set(scopes)),
        expires_at=timezone.now() + timedelta(days=days),
    )
    detail = {"key": key, "scopes": token.scopes, "days": days}
    note(act="issue_token", subject=person_subject(by), detail=detail, by=by)
    return token, f"glb_{key}.{secret}"


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person) -> ApiToken:
    """End a token now: one's own or, for who administers people, anybody's."""
    if token.person_id != by.pk:
        require_everywhere(by, May.MANAGE_PEOPLE)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        note(act="revoke_token", subject=person_subject(token.person), detail={"key": token.key}, by=by)
    return token


@transaction.atomic
def revoke_own_tokens(*, by: Person) -> int:
    """End all of one's tokens now; how many."""
    held = list(ApiToken.objects.filter(person=by, revoked_at=None, expires_at__gt=timezone.now()))
    for token in held:
        revoke_token(token=token, by=by)
    return len(held)


def authenticate(text: str) -> ApiToken | None:
    """The token that this text is, with its person; None when it is unknown, expired or revoked, or the person left.

    One query, and at most every five minutes a second one that notes its use.
    """
    key, _dot, secret = text.removeprefix("glb_").partition(".")
    if not text.startswith("glb_") or not secret:
        return None
    token = ApiToken.objects.select_related("person").filter(key=key).first()
    if token is None or not constant_time_compare(token.digest, _digest(key, secret)):
        return None
    now = timezone.now()
    if token.revoked_at is not None or token.expires_at <= now or not token.person.is_active:
        return None
    if token.last_used_at is None or now - token.last_used_at > USE_NOTED_EVERY:
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
    return token


def _digest(key: str, secret: str) -> str:
    return salted_hmac("inventory.ApiToken", f"{key}.{secret}", algorithm="sha256").hexdigest()
