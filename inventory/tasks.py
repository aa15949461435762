"""Work in the background: each task a few lines and one call."""

from datetime import datetime

from celery import current_app, shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from inventory.actions import heartbeat, jobs, login, outbox, retention, tally
from inventory.proposals.commit import commit_for_job


@shared_task
def beat_heart(sent_at: str) -> None:
    """Beat sent this at `sent_at`, and a worker has it: both are alive."""
    heartbeat.stamp_heartbeats(worker_at=timezone.now(), beat_at=datetime.fromisoformat(sent_at))


@shared_task
def sweep_jobs() -> None:
    """Every minute: send lost jobs again, each to the task of its kind."""
    for job in jobs.sweep_jobs(now=timezone.now()):
        current_app.send_task(settings.JOB_TASKS[job.kind], args=[job.pk])


@shared_task
def forget_what_is_old() -> None:
    """Every night: personal evidence past its time, mails whose links ran out, tries at passwords, old logins."""
    now = timezone.now()
    retention.blank_old_evidence(now=now)
    outbox.forget_old_mails(now=now)
    login.forget_old_tries(now=now)
    call_command("clearsessions")


@shared_task
def recount_stages() -> None:
    """Every night: the tally of the work queue, counted anew from the devices."""
    tally.recount_stages()


@shared_task
def commit_draft(job_id: int) -> None:
    """Bring in the rows of a long draft. Sent twice, the second finds the job taken."""
    commit_for_job(job_id)
