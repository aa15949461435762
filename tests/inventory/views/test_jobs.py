from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from inventory.models import Job, Person
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


def a_job(by: Person, state: str = Job.State.RUNNING, **fields: Any) -> Job:
    return Job.objects.create(kind="commit_draft", state=state, asked_by=by, **fields)


def page(sign_in: SignIn, person: Person, job: Job, **headers: str) -> str:
    return sign_in(person).get(f"/jobs/{job.pk}/", headers=headers).content.decode()


def test_a_running_job_says_how_far_it_is_and_how_long_it_takes(technician: Person, sign_in: SignIn) -> None:
    job = a_job(technician, done=50, total=100, started_at=timezone.now() - timedelta(minutes=10))
    shown = page(sign_in, technician, job)
    assert '<progress aria-label="Under way" value="50" max="100">' in shown
    assert "about 10 minutes left" in shown


def test_it_is_asked_again_by_htmx_and_without_scripts(technician: Person, sign_in: SignIn) -> None:
    job = a_job(technician, done=1, total=100)
    shown = page(sign_in, technician, job)
    assert f'hx-get="/jobs/{job.pk}/"' in shown
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in shown


def test_htmx_gets_only_what_moves(technician: Person, sign_in: SignIn) -> None:
    job = a_job(technician, done=1, total=100)
    shown = page(sign_in, technician, job, HX_Request="true")
    assert shown.lstrip().startswith("<section")
    assert "<html" not in shown


@pytest.mark.parametrize("state", [Job.State.DONE, Job.State.FAILED])
def test_an_ended_job_is_not_asked_again(technician: Person, sign_in: SignIn, state: str) -> None:
    shown = page(sign_in, technician, a_job(technician, state, message="38 of 40 came in."))
    assert "38 of 40 came in." in shown
    assert 'hx-get="/jobs/' not in shown
    assert "http-equiv" not in shown


def test_its_result_is_linked_when_it_lies_on_this_site(technician: Person, sign_in: SignIn) -> None:
    result = {"url": "/batches/B-1/", "label": "Open the batch"}
    assert 'href="/batches/B-1/">Open the batch' in page(sign_in, technician, a_job(technician, "done", result=result))
    outside = a_job(technician, "done", result={"url": "//example.org/"})
    assert "example.org" not in page(sign_in, technician, outside)


def test_a_job_is_seen_by_who_asked_for_it_and_by_auditors(
    technician: Person, outsider: Person, officer: Person, sign_in: SignIn
) -> None:
    job = a_job(technician)
    answers = [sign_in(person).get(f"/jobs/{job.pk}/").status_code for person in (technician, officer, outsider)]
    assert answers == [200, 200, 404]
