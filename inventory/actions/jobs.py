"""Jobs: taken up once, their progress told, closed; sent again when their worker died, given up after some attempts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inventory.models import Job

SILENT_AFTER = timedelta(minutes=5)  # a job at work says so at least once a minute
MOST_ATTEMPTS = 5


def sweep_jobs(*, now: datetime) -> list[Job]:
    """The jobs to send again, marked as waiting; those that failed too often are marked as failed instead.

    A job counts as lost when nothing was heard of it for `SILENT_AFTER`. Sending one that is merely slow does no harm:
    a job is taken up by whoever first turns its row from waiting to running.
    """
    silent = Q(last_sign_at__lt=now - SILENT_AFTER, state__in=[Job.State.WAITING, Job.State.RUNNING])
    with transaction.atomic():
        lost = list(
            Job.objects.select_for_update(skip_locked=True, of=("self",))
            .annotate(last_sign_at=Coalesce(F("heartbeat_at"), F("started_at"), F("created_at")))
            .filter(silent)
            .order_by("pk")
        )
        for job in lost:
            job.heartbeat_at = now  # so that the next sweep leaves it its time
            if job.attempts >= MOST_ATTEMPTS:
                job.state, job.finished_at = Job.State.FAILED, now
                job.message = _("It was started %(n)d times and never came to an end. Nothing half-done was kept.") % {
                    "n": job.attempts
                }
            else:
                job.state = Job.State.WAITING
        Job.objects.bulk_update(lost, ["state", "heartbeat_at", "finished_at", "message"])
    return [job for job in lost if job.state == Job.State.WAITING]


def take_up_job(*, job_id: int, now: datetime) -> Job | None:
    """Turn a waiting job into a running one. None when somebody else did so first, or when it is over."""
    waiting = Job.objects.filter(pk=job_id, state=Job.State.WAITING)
    taken = waiting.update(
        state=Job.State.RUNNING, attempts=F("attempts") + 1, started_at=now, heartbeat_at=now, message=""
    )
    return Job.objects.select_related("asked_by").get(pk=job_id) if taken else None


def note_progress(*, job: Job, done: int, now: datetime) -> None:
    """Say how far a job is, which also says that it is alive."""
    Job.objects.filter(pk=job.pk).update(done=done, heartbeat_at=now)


def finish_job(*, job: Job, result: Mapping[str, Any], message: str = "", now: datetime) -> None:
    """Close a job that came to its end. `result` may tell the page where to go on: url and label."""
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.DONE, result=dict(result), message=message[:300], heartbeat_at=now, finished_at=now
    )


def fail_job(*, job: Job, reason: str, now: datetime) -> None:
    """Close a job that can't come to its end, with the reason in words."""
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED, message=reason[:300], heartbeat_at=now, finished_at=now
    )
