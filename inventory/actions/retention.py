"""Personal evidence is kept for as long as the installation says, and then its bytes are blanked."""

import calendar
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from inventory.actions.audit import note
from inventory.actions.erasure import blank
from inventory.models import Evidence, Installation


@transaction.atomic
def blank_old_evidence(*, now: datetime) -> int:
    """Blank the bytes of personal evidence older than the installation keeps it; how many. 0 months keep it for ever.

    Hashes, the ledger and evidence that is not personal stay. Safe to repeat; a day with nothing to do leaves no trace.
    """
    months = Installation.current().evidence_retention_months
    if months == 0:
        return 0
    old = Evidence.objects.personal().filter(erased_at=None, added_at__lt=months_before(now, months))
    hashes = blank(old, now)
    if hashes:
        note(act="blank_old_evidence", subject="evidence", detail={"months": months, "evidence": hashes}, by=None)
    return len(hashes)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time that many months earlier, or the last day of a shorter month."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)
