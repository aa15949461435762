"""Note in the audit log who did what to the installation. Acts on devices are in the ledger and not noted again."""

from collections.abc import Mapping
from typing import Any

from inventory.models import AuditEntry, Person


def note(*, act: str, subject: str, detail: Mapping[str, Any] | None = None, by: Person | None) -> AuditEntry:
    """Append an entry, inside the transaction of the act itself; `by` None is the installation on its own.

    The log can't be changed, so it holds no names of people: `person_subject` names somebody by their key, and pages
    look the name up, which is gone once the person is erased.
    """
    return AuditEntry.objects.create(act=act, subject=subject[:200], detail=dict(detail or {}), by=by)


def person_subject(person: Person) -> str:
    """How the log names a person."""
    return f"person {person.pk}"


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[str]]:
    """What differs, as texts: {"name": ["old", "new"]}."""
    return {key: [str(before[key]), str(value)] for key, value in after.items() if before[key] != value}
