from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from inventory.actions.jobs import MOST_ATTEMPTS, SILENT_AFTER, sweep_jobs
from inventory.models import Job

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LONG_AGO = NOW - SILENT_AFTER - timedelta(seconds=1)


def job(state: str = Job.State.RUNNING, *, heard_at: datetime = LONG_AGO, attempts: int = 1) -> Job:
    return Job.objects.create(kind="import", state=state, heartbeat_at=heard_at, attempts=attempts)


def test_a_job_whose_worker_fell_silent_is_sent_again() -> None:
    lost = job()
    assert sweep_jobs(now=NOW) == [lost]
    lost.refresh_from_db()
    assert lost.state == Job.State.WAITING


def test_a_job_that_says_it_is_at_work_is_left_alone() -> None:
    job(heard_at=NOW - timedelta(seconds=60))
    assert sweep_jobs(now=NOW) == []


def test_a_job_that_nobody_took_up_is_sent_again() -> None:
    lost = Job.objects.create(kind="import")
    assert sweep_jobs(now=lost.created_at + SILENT_AFTER + timedelta(seconds=1)) == [lost]


def test_a_job_that_was_just_sent_again_is_given_its_time() -> None:
    job()
    sweep_jobs(now=NOW)
    assert sweep_jobs(now=NOW + timedelta(seconds=60)) == []


def test_a_job_that_failed_too_often_is_given_up_with_a_sentence() -> None:
    poison = job(attempts=MOST_ATTEMPTS)
    assert sweep_jobs(now=NOW) == []
    poison.refresh_from_db()
    assert poison.state == Job.State.FAILED
    assert "started 5 times" in poison.message
    assert poison.finished_at == NOW


@pytest.mark.parametrize("state", [Job.State.DONE, Job.State.FAILED])
def test_a_job_that_has_ended_stays_as_it_is(state: str) -> None:
    job(state)
    assert sweep_jobs(now=NOW) == []
