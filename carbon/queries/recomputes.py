"""Which recompute is shown, where its figures come from, and how far a running one is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from carbon.models import Recompute

INTERVAL: Final = "bounds"
"""What low and high are: every factor at the end that lowers (raises) S."""


def current_recompute() -> Recompute | None:
    """The recompute whose figures are shown, with its factor set; None before the first one. One query."""
    return Recompute.objects.current()


def latest_recompute() -> Recompute | None:
    """The recompute that was asked for last, whatever became of it. One query."""
    return Recompute.objects.order_by("-pk").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What every figure cites. `as_of` is the first day that does not count."""

    recompute_id: int
    as_of: date
    finished_at: datetime | None
    factor_set: str
    method_version: str
    interval_label: str = INTERVAL

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return self.as_of - timedelta(days=1)


def provenance(recompute: Recompute) -> Provenance:
    """Of a recompute that came with its factor set. No query."""
    return Provenance(
        recompute_id=recompute.pk,
        as_of=recompute.as_of,
        finished_at=recompute.finished_at,
        factor_set=str(recompute.factor_set or ""),
        method_version=recompute.method_version,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a recompute is. `seconds_left` is None until some devices are done, and once it is over."""

    recompute_id: int
    state: str
    done: int
    total: int
    not_assessed: int
    seconds_left: float | None
    message: str

    @property
    def is_over(self) -> bool:
        """Whether it came to an end, good or bad."""
        return self.state in {Recompute.State.DONE, Recompute.State.FAILED}


def recompute_progress(recompute_id: int, *, now: datetime) -> Progress | None:
    """One query; None when there is no such recompute."""
    row = Recompute.objects.filter(pk=recompute_id).first()
    if row is None:
        return None
    left = None
    if row.state == Recompute.State.RUNNING and row.started_at is not None and row.devices_done:
        a_device = (now - row.started_at).total_seconds() / row.devices_done
        left = a_device * (row.devices_total - row.devices_done)
    return Progress(
        recompute_id=row.pk,
        state=row.state,
        done=row.devices_done,
        total=row.devices_total,
        not_assessed=row.devices_not_assessed,
        seconds_left=left,
        message=row.message,
    )
