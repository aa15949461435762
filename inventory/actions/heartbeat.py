"""Signs of life of the processes in the background."""

from datetime import datetime

from inventory.models import Heartbeat


def stamp_heartbeats(*, worker_at: datetime, beat_at: datetime) -> None:
    """Note when a worker was at work and when beat sent it: what /healthz reads. Both are aware datetimes."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name="worker", beat_at=worker_at), Heartbeat(name="beat", beat_at=beat_at)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["beat_at"],
    )
