"""Passwords: a link by which somebody chooses one, and their own change of it."""

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from inventory.access import require_everywhere
from inventory.actions.audit import note, person_subject
from inventory.actions.tokens import revoke_own_tokens
from inventory.lifecycle import IllegalAct
from inventory.models import Installation, Person
from inventory.roles import May


@transaction.atomic
def make_password_link(*, person: Person, by: Person) -> tuple[str, str]:
    """The two parts (who, key) of an address at which somebody chooses a password: once, and within four hours."""
    require_everywhere(by, May.MANAGE_PEOPLE)
    if not person.is_active:
        raise IllegalAct(_("%(person)s is not active; no link was made.") % {"person": person})
    note(act="make_password_link", subject=person_subject(person), by=by)
    return urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)


def send_password_link(*, person: Person, url: str, by: Person) -> None:
    """Mail somebody the address. Raises IllegalAct when there is nowhere to send it or the mail server refuses."""
    require_everywhere(by, May.MANAGE_PEOPLE)
    if not person.email:
        raise IllegalAct(_("%(person)s has no e-mail address: hand the link over yourself.") % {"person": person})
    with translation.override(person.language or Installation.current().language):
        subject, text = _invitation(person, url)
    try:
        send_mail(subject, text, None, [person.email])
    except OSError as problem:  # what the mail server or the way to it says
        raise IllegalAct(
            _("The mail could not be sent (%(problem)s): hand the link over yourself.") % {"problem": problem}
        ) from problem


def _invitation(person: Person, url: str) -> tuple[str, str]:
    text = _(
        "Hello %(name)s,\n\nthere is a GreenLab account for you; your user name is %(username)s.\n"
        "Choose your password here, within four hours:\n\n%(url)s\n"
    )
    values = {"name": person.get_short_name() or person.username, "username": person.username, "url": url}
    return _("Your GreenLab account"), text % values


@transaction.atomic
def choose_password_by_link(*, password: str, by: Person) -> Person:
    """As `choose_password`; their API tokens end as well. Who lost a password may have lost more than that."""
    revoke_own_tokens(by=by)
    return choose_password(password=password, by=by)


@transaction.atomic
def choose_password(*, password: str, by: Person) -> Person:
    """Set one's own password, already found good enough. Logins in other browsers end by it.

    Somebody who holds a valid link isn't logged in: the link's key is the proof of who they are.
    """
    by.set_password(password)
    by.save(update_fields=["password"])
    note(act="choose_password", subject=person_subject(by), by=by)
    return by
