"""Jobs whose worker died or whose message was lost are sent again, and given up after some attempts."""

from datetime import datetime, timedelta

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
