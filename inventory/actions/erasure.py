"""A person's right to erasure: their row and the bytes that speak of them are blanked, what was done stays."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inventory.access import require_everywhere
from inventory.actions.audit import note, person_subject
from inventory.actions.outbox import forget_mails_to
from inventory.actions.people import refuse_to_lose_the_last_administrator
from inventory.models import Evidence, KeptAnswer, Person
from inventory.roles import May


@transaction.atomic
def erase_person(*, person: Person, by: Person) -> Person:
    """Blank a person for good: names, address, password, roles, tokens, drafts, views, mails to them that are files
    here, answers kept for their scripts, bytes of personal evidence.

    The row itself, the ledger and the hashes of the evidence stay, so that every device's history stays whole; they
    now say "erased-12". Safe to repeat. Refused for the last active administrator.
    """
    require_everywhere(by, May.MANAGE_PEOPLE)
    if person.erased_at is not None:
        return person
    refuse_to_lose_the_last_administrator(person)
    now = timezone.now()
    for belonging in (person.memberships, person.tokens, person.drafts, person.saved_views):
        belonging.all().delete()
    KeptAnswer.objects.filter(person=person).delete()
    forget_mails_to(person.email)
    person.username = f"erased-{person.pk}"
    person.first_name = person.last_name = person.email = person.language = person.time_zone = ""
    person.theme, person.shortcuts = Person.Theme.SYSTEM, True
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login, person.erased_at = None, now
    person.set_unusable_password()  # by which every login ends as well
    person.save()
    hashes = blank(evidence_to_erase_with(person), now)
    note(act="erase_person", subject=person_subject(person), detail={"evidence": hashes}, by=by)
    return person


def evidence_to_erase_with(person: Person) -> QuerySet[Evidence]:
    """The personal evidence that this person brought in and whose bytes are still kept."""
    return Evidence.objects.personal().filter(added_by=person, erased_at=None)


def blank(evidence: QuerySet[Evidence], now: datetime) -> list[str]:
    """Blank the bytes and what was read from them; answers with the hashes, which stay."""
    hashes = list(evidence.order_by("pk").values_list("sha256", flat=True))
    evidence.update(content=b"", summary={}, name="erased", erased_at=now)
    return hashes
