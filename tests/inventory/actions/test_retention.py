from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from inventory.actions.evidence import keep_evidence
from inventory.actions.installation import change_installation
from inventory.actions.retention import blank_old_evidence, months_before
from inventory.models import AuditEntry, Evidence, Person

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=366)


def keep_for(months: int, by: Person) -> None:
    change_installation(
        institution="Institute", language="en", fiscal_year_start=1, evidence_retention_months=months, by=by
    )


@pytest.fixture
def signed(owner: Person) -> Evidence:
    """Personal evidence, kept today by an installation that keeps it for twelve months."""
    keep_for(12, owner)
    return keep_evidence(content=b"signed by Ines", name="s.txt", kind="other", by=owner)


def test_personal_evidence_is_blanked_once_its_time_is_over(signed: Evidence) -> None:
    assert blank_old_evidence(now=timezone.now() + YEAR) == 1
    signed.refresh_from_db()
    assert bytes(signed.content) == b""
    assert AuditEntry.objects.get(act="blank_old_evidence").detail == {"months": 12, "evidence": [signed.sha256]}


def test_it_is_kept_until_then(signed: Evidence) -> None:
    assert blank_old_evidence(now=timezone.now() + timedelta(days=364)) == 0
    signed.refresh_from_db()
    assert bytes(signed.content) == b"signed by Ines"


def test_evidence_that_is_not_personal_is_kept(signed: Evidence, owner: Person) -> None:
    report = keep_evidence(content=b"dmidecode", name="n.txt", kind="hardware_report", by=owner)
    blank_old_evidence(now=timezone.now() + YEAR)
    report.refresh_from_db()
    assert bytes(report.content) == b"dmidecode"


def test_a_night_with_nothing_to_do_leaves_no_trace(signed: Evidence) -> None:
    later = timezone.now() + YEAR
    blank_old_evidence(now=later)
    blank_old_evidence(now=later)
    assert AuditEntry.objects.filter(act="blank_old_evidence").count() == 1


def test_nought_months_keep_it_for_ever(signed: Evidence, owner: Person) -> None:
    keep_for(0, owner)
    assert blank_old_evidence(now=timezone.now() + 100 * YEAR) == 0


@pytest.mark.parametrize(
    ("months", "day"), [(1, "2024-02-29"), (12, "2023-03-31"), (84, "2017-03-31"), (4, "2023-11-30")]
)
def test_months_end_where_the_calendar_says(months: int, day: str) -> None:
    assert months_before(datetime(2024, 3, 31, 12, tzinfo=UTC), months).date().isoformat() == day


def test_bytes_that_come_in_again_after_their_time_are_kept_anew_and_by_their_bringer(
    signed: Evidence, owner: Person, officer: Person
) -> None:
    blank_old_evidence(now=timezone.now() + YEAR)
    again = keep_evidence(content=b"signed by Ines", name="s.txt", kind="other", by=officer)
    assert (again.pk, bytes(again.content), again.name) == (signed.pk, b"signed by Ines", "s.txt")
    assert (again.added_by, again.erased_at) == (officer, None)
    assert blank_old_evidence(now=timezone.now()) == 0
