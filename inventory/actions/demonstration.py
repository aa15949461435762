"""Make an empty installation a demonstration, and take the demonstration away again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from inventory.access import require_everywhere
from inventory.lifecycle import IllegalAct
from inventory.models import (
    ApiToken,
    AuditEntry,
    Cluster,
    Department,
    Device,
    DeviceModel,
    Heartbeat,
    Installation,
    LoginTries,
    Membership,
    Person,
    SavedView,
    Site,
)
from inventory.queries import is_empty
from inventory.roles import May, Role

MARKED = "mark_as_demonstration"
REMOVED = "remove_demonstration"

# What people have for themselves, and what the installation is; every other row is the demonstration's.
KEPT = frozenset({Person, Membership, ApiToken, SavedView, AuditEntry, Installation, Heartbeat, LoginTries})


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody of the demonstration. `roles`: by department code, "" for the whole institution."""

    username: str
    first_name: str
    last_name: str
    roles: tuple[tuple[str, Role], ...]


@transaction.atomic
def mark_as_demonstration(
    *,
    departments: Sequence[Department],
    sites: Sequence[Site],
    clusters: Sequence[Cluster],
    kinds: Sequence[DeviceModel],
    cast: Sequence[CastMember],
) -> dict[str, Person]:
    """Mark an empty installation as demonstration, with its places, kinds of machines and people.

    The rows come unsaved and are saved here. Answers with the people by user name; nobody can log in as them, as they
    have no password. Raises IllegalAct when anything was put in already.
    """
    if not is_empty():
        raise IllegalAct(_("This installation holds data of its own: no demonstration is put beside it."))
    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True})
    Department.objects.bulk_create(departments)
    Site.objects.bulk_create(sites)
    Cluster.objects.bulk_create(clusters)
    DeviceModel.objects.bulk_create(kinds)
    by_code = {department.code: department for department in departments}
    people = {member.username: _join(member, by_code) for member in cast}
    detail = {"people": [person.pk for person in people.values()]}
    AuditEntry.objects.create(act=MARKED, subject=_("Demonstration data"), detail=detail)
    return people


@transaction.atomic
def remove_demonstration(*, by: Person | None = None) -> int:
    """Remove every device, place and record of a demonstration, and its people; the number of devices removed.

    People who were added beside the demonstration stay, with their roles in the institution, their tokens and what
    the audit log says about them. Raises IllegalAct, and removes nothing, where there is no demonstration.
    """
    if by is not None:
        require_everywhere(by, May.MANAGE_INSTALLATION)
    if not Installation.objects.select_for_update().filter(pk=1, is_demonstration=True).exists():
        raise IllegalAct(_("This installation is not a demonstration: nothing was removed."))
    cast = _cast()
    if by is not None and by.pk in cast:
        raise IllegalAct(_("You are one of the demonstration's people: let somebody of your own remove it."))
    devices = Device.objects.count()
    Installation.objects.filter(pk=1).update(ledger_lifted=True)
    Membership.objects.exclude(department=None).delete()
    for model in apps.get_app_config("inventory").get_models():
        if model not in KEPT:
            _empty(model)
    AuditEntry.objects.filter(by__in=cast).delete()
    for person in Person.objects.filter(pk__in=cast):
        _leave(person)
    Installation.objects.filter(pk=1).update(ledger_lifted=False, is_demonstration=False)
    AuditEntry.objects.create(act=REMOVED, subject=_("Demonstration data"), by=by, detail={"devices": devices})
    return devices


def devices_beside_the_demonstration() -> int:
    """How many devices were entered beside it: nobody of its cast, who can't log in, ever did anything to them."""
    return Device.objects.exclude(events__by__in=_cast()).count()


def _join(member: CastMember, departments: Mapping[str, Department]) -> Person:
    if Person.objects.filter(username__iexact=member.username).exists():
        named = {"name": member.username}
        raise IllegalAct(_("The user name %(name)s is taken; the demonstration needs it.") % named)
    person = Person.objects.create_user(member.username, first_name=member.first_name, last_name=member.last_name)
    for code, role in member.roles:
        Membership.objects.create(person=person, department=departments[code] if code else None, role=role)
    return person


def _cast() -> set[int]:
    """The people who came with the demonstration, as its marking wrote them down."""
    marking = AuditEntry.objects.filter(act=MARKED).first()
    return set(marking.detail["people"]) if marking else set()


def _leave(person: Person) -> None:
    """Delete somebody of the cast; a row that something of the installation's own cites stays, without any access."""
    try:
        with transaction.atomic():
            person.delete()
    except models.ProtectedError:
        person.memberships.all().delete()
        person.is_active = False
        person.save(update_fields=["is_active"])


def _empty(model: type[models.Model]) -> None:
    """Delete every row by one statement; the database looks at foreign keys when all tables are empty, at commit."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 -- our own table
