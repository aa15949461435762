"""Work in the background: each task a few lines and one call. Every one may be sent twice or come late."""

from celery import shared_task
from django.utils import timezone

from carbon.actions import recompute


@shared_task
def recompute_nightly() -> None:
    """At 02:00 of the installation: whole days up to yesterday. A second beat finds the date's key taken."""
    today = timezone.localdate()
    recompute_now(recompute.ask_recompute(as_of=today, scheduled_key=f"nightly-{today.isoformat()}").pk)


@shared_task
def recompute_now(recompute_id: int) -> None:
    """Run one that waits. While another one runs it goes on waiting, and the sweeper sends it again."""
    try:
        recompute.run_recompute(recompute_id=recompute_id)
    except recompute.RecomputeUnderWay:
        return


@shared_task
def sweep_recomputes() -> None:
    """Every minute: send again what waits because its worker was killed or its message was lost."""
    for lost in recompute.sweep_recomputes(now=timezone.now()):
        recompute_now.delay(lost.pk)
