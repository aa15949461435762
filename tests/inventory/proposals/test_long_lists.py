"""Long lists come in by parts, in the background, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inventory.actions import drafts, jobs
from inventory.lifecycle import IllegalAct
from inventory.models import Batch, Device, IntakeDraft, Job
from inventory.proposals import judgement
from inventory.proposals.commit import JOB_KIND, commit, commit_for_job
from tests.factories import a_person, the_administrator
from tests.inventory.drafting import TODAY, committed, draft_of

pytestmark = pytest.mark.django_db

SEVEN = "Serial;Manufacturer\n" + "\n".join(f"PF0AAA{number:02d};Lenovo" for number in range(7))


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inventory.proposals.commit.CHUNK", 3)
    monkeypatch.setattr(judgement, "CHUNK", 3)


def test_parts_of_a_list_are_one_batch():
    draft = draft_of(SEVEN)
    heard: list[int] = []
    done = commit(draft, draft.person, TODAY, tell=heard.append)
    assert (done.received, heard) == (7, [3, 6, 7])
    assert Batch.objects.get().devices.count() == 7


def test_a_commit_that_was_cut_short_goes_on_where_it_stopped():
    draft = draft_of(SEVEN)

    def stop(rows: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        commit(draft, draft.person, TODAY, tell=stop)
    assert (Device.objects.count(), len(IntakeDraft.objects.get().settled)) == (3, 3)
    assert committed(draft).received == 4
    assert Batch.objects.get().devices.count() == 7


def test_a_change_while_rows_come_in_stops_the_rest_and_says_so():
    draft = draft_of(SEVEN)

    def change(rows: int) -> None:
        drafts.edit_row(draft=draft, number=8, values={"serial": "PF0BBB99"}, by=draft.person)

    with pytest.raises(IllegalAct, match="changed in the meantime"):
        commit(draft, draft.person, TODAY, tell=change)
    assert Device.objects.count() == 3


def test_the_same_draft_committed_from_two_windows_comes_in_once():
    draft = draft_of(SEVEN)
    stale = IntakeDraft.objects.get()
    committed(draft)
    with pytest.raises(IllegalAct, match="no longer there"):
        drafts.commit_rows(draft=stale, revision=1, arrivals=[], by=stale.person)
    assert Device.objects.count() == 7


def a_job(draft: IntakeDraft) -> Job:
    return drafts.ask_for_commit(draft=draft, kind=JOB_KIND, rows=7, by=draft.person)


def test_a_job_brings_a_list_in_and_tells_what_became_of_it():
    job = a_job(draft_of(SEVEN))
    commit_for_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.result["received"]) == (Job.State.DONE, 7, 7)


def test_a_job_that_is_sent_twice_runs_once():
    job = a_job(draft_of(SEVEN))
    assert jobs.take_up_job(job_id=job.pk, now=timezone.now())
    commit_for_job(job.pk)
    assert not Device.objects.exists()


def test_a_job_of_a_dead_worker_goes_on_where_it_stopped():
    draft = draft_of(SEVEN)
    job = a_job(draft)
    jobs.take_up_job(job_id=job.pk, now=timezone.now() - timedelta(minutes=9))
    with pytest.raises(InterruptedError):
        commit(draft, draft.person, TODAY, tell=_dies)
    assert [again.pk for again in jobs.sweep_jobs(now=timezone.now())] == [job.pk]
    commit_for_job(job.pk)
    assert (Device.objects.count(), Batch.objects.count()) == (7, 1)


def _dies(rows: int) -> None:
    raise InterruptedError


def test_a_draft_is_left_alone_while_its_job_is_under_way():
    draft = draft_of(SEVEN)
    job = a_job(draft)
    with pytest.raises(IllegalAct, match="right now"):
        drafts.drop_draft(draft=draft, by=the_administrator())
    assert a_job(draft) == job


def test_a_job_of_somebody_who_lost_the_right_brings_nothing_in():
    technician = a_person()
    job = a_job(draft_of(SEVEN, by=technician))
    technician.memberships.all().delete()
    commit_for_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["received"], Device.objects.count()) == (Job.State.DONE, 0, 0)
