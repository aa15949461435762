"""Whether the installation works: its database answers, and its worker and beat were seen lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inventory.models import Heartbeat

STALE_AFTER = timedelta(seconds=60)  # six heartbeats missed
PROCESSES = ("worker", "beat")


@dataclass(frozen=True)
class Health:
    """What was found, part by part: "ok", or what is wrong."""

    database: str
    worker: str
    beat: str

    @property
    def is_good(self) -> bool:
        """Whether every part is well."""
        return {self.database, self.worker, self.beat} == {"ok"}

    def as_json(self) -> dict[str, Any]:
        """The shape of /healthz."""
        parts = {"database": self.database, "worker": self.worker, "beat": self.beat}
        return {"status": "ok" if self.is_good else "failing", **parts}


def examine(*, now: datetime) -> Health:
    """One query: it says whether the database answers, and how old the heartbeats are."""
    try:
        seen = dict(Heartbeat.objects.values_list("name", "beat_at"))
    except DatabaseError:
        return Health(database="does not answer", worker="unknown", beat="unknown")
    worker, beat = (_state(seen.get(name), now) for name in PROCESSES)
    return Health(database="ok", worker=worker, beat=beat)


def _state(beat_at: datetime | None, now: datetime) -> str:
    if beat_at is None:
        return "not seen yet"
    age = now - beat_at
    return "ok" if age <= STALE_AFTER else f"last seen {age.total_seconds():.0f} s ago"


@never_cache
@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """GET /healthz: 200 when all is well, else 503 naming what is not."""
    health = examine(now=timezone.now())
    return JsonResponse(health.as_json(), status=200 if health.is_good else 503)
