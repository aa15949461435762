"""People: add, change, let them rest and come back, and keep the settings of their screens."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.access import NotAllowed, require_everywhere
from inventory.actions.audit import note, person_subject
from inventory.lifecycle import IllegalAct
from inventory.models import Person
from inventory.queries.people import administrators, runs_alone
from inventory.roles import May


@transaction.atomic
def add_person(*, username: str, first_name: str = "", last_name: str = "", email: str = "", by: Person) -> Person:
    """Add somebody who may log in once they have chosen a password and hold a role."""
    require_everywhere(by, May.MANAGE_PEOPLE)
    if Person.objects.filter(username__iexact=username).exists():
        raise IllegalAct(_("The user name %(name)s is taken; nobody was added.") % {"name": username})
    person = Person.objects.create_user(
        username=username, email=email, password=None, first_name=first_name, last_name=last_name
    )
    note(act="add_person", subject=person_subject(person), by=by)
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    username: str | None = None,
    first_name: str | None = None,
    last_name: str | None = None,
    email: str | None = None,
    by: Person,
) -> Person:
    """Change a name or an e-mail address; None leaves it. Everybody may change their own, but for the user name."""
    if by.pk != person.pk or (username is not None and username != person.username):
        require_everywhere(by, May.MANAGE_PEOPLE)
    _refuse_erased(person)
    if username is not None and Person.objects.filter(username__iexact=username).exclude(pk=person.pk).exists():
        raise IllegalAct(_("The user name %(name)s is taken; nothing was changed.") % {"name": username})
    wanted = {"username": username, "first_name": first_name, "last_name": last_name, "email": email}
    changed = [name for name, value in wanted.items() if value is not None and value != getattr(person, name)]
    if changed:
        for name in changed:
            setattr(person, name, wanted[name])
        person.save(update_fields=changed)
        # Which fields, not what stood in them: the log outlives an erasure.
        note(act="change_person", subject=person_subject(person), detail={"changed": changed}, by=by)
    return person


@transaction.atomic
def deactivate_person(*, person: Person, by: Person) -> Person:
    """Let somebody no longer in: their logins end, their API tokens are revoked, their acts stay under their name."""
    require_everywhere(by, May.MANAGE_PEOPLE)
    refuse_to_lose_the_last_administrator(person)
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        person.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
        note(act="deactivate_person", subject=person_subject(person), by=by)
    return person


@transaction.atomic
def reactivate_person(*, person: Person, by: Person) -> Person:
    """Let somebody in again, with the password and the roles they had. Revoked tokens stay revoked."""
    require_everywhere(by, May.MANAGE_PEOPLE)
    _refuse_erased(person)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        note(act="reactivate_person", subject=person_subject(person), by=by)
    return person


def set_preferences(
    *,
    person: Person,
    language: str | None = None,
    time_zone: str | None = None,
    theme: str | None = None,
    shortcuts: bool | None = None,
    by: Person,
) -> Person:
    """Keep how somebody's own screen speaks and looks; None leaves a setting, "" follows the browser. Not audited."""
    if by.pk != person.pk:
        raise NotAllowed(_("Everybody sets their own screen."))
    if theme is not None and theme not in Person.Theme.values:
        raise IllegalAct(_("A theme is one of: %(names)s.") % {"names": ", ".join(Person.Theme.values)})
    if language and language not in dict(settings.LANGUAGES):
        raise IllegalAct(_("GreenLab does not speak %(language)s.") % {"language": language})
    wanted = {"language": language, "time_zone": time_zone, "theme": theme, "shortcuts": shortcuts}
    given = {name: value for name, value in wanted.items() if value is not None}
    for name, value in given.items():
        setattr(person, name, value)
    person.save(update_fields=list(given))
    return person


def refuse_to_lose_the_last_administrator(person: Person) -> None:
    """Raise IllegalAct when nobody could run the installation without this person."""
    list(administrators().order_by("pk").values_list("pk").select_for_update(of=("self",)))
    if runs_alone(person):
        raise IllegalAct(
            _("%(person)s is the last active administrator; make somebody else administrator first. Nothing changed.")
            % {"person": person}
        )


def _refuse_erased(person: Person) -> None:
    if person.erased_at is not None:
        raise IllegalAct(_("This person was erased; that can't be taken back."))
