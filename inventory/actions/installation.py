"""The settings that the whole installation shares."""

from django.db import transaction

from inventory.access import require_everywhere
from inventory.actions.audit import changes, note
from inventory.models import Installation, Person
from inventory.roles import May

SHARED = ("institution", "language", "fiscal_year_start", "evidence_retention_months")


@transaction.atomic
def change_installation(
    *, institution: str, language: str, fiscal_year_start: int, evidence_retention_months: int, by: Person
) -> Installation:
    """Set the institution's name, language, first month of the fiscal year (1 to 12) and months evidence is kept."""
    require_everywhere(by, May.MANAGE_INSTALLATION)
    installation = Installation.current()
    before = {name: getattr(installation, name) for name in SHARED}
    installation.institution, installation.language = institution, language
    installation.fiscal_year_start = fiscal_year_start
    installation.evidence_retention_months = evidence_retention_months
    installation.save()
    if changed := changes(before, {name: getattr(installation, name) for name in SHARED}):
        note(act="change_installation", subject=institution, detail=changed, by=by)
    return installation
