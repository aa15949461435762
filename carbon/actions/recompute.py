"""Recompute: the engine over the whole fleet as of a date; written whole, then current by one UPDATE."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from carbon.access import Person, note, require_recompute
from carbon.actions._checks import RecomputeFailed
from carbon.actions._results import remove_results
from carbon.actions._run import Run, TakenOver
from carbon.models import Recompute

__all__ = [
    "NotYetServed",
    "RecomputeFailed",
    "RecomputeUnderWay",
    "ask_recompute",
    "recompute_footprints",
    "remove_recomputes",
    "run_recompute",
    "sweep_recomputes",
]

SILENT_AFTER: Final = timedelta(seconds=90)
"""A recompute says at every chunk, some seconds apart, that it is alive."""
MOST_ATTEMPTS: Final = 3
CHUNK: Final = 10_000


class NotYetServed(Exception):
    """A recompute was asked for days that have not come. The text is for the person who asked."""


class RecomputeUnderWay(Exception):
    """Another recompute runs. The text says which, how far it is, and what to do."""


@transaction.atomic
def ask_recompute(
    *, as_of: date, known_at: datetime | None = None, scheduled_key: str | None = None, by: Person | None = None
) -> Recompute:
    """A recompute that waits to be run. Asking again while one of the same date waits or runs joins that one.

    `as_of` is the first day that does not count; `scheduled_key` makes it unique for ever (one nightly a date). `by` is
    None for the installation itself. Raises NotAllowed, and NotYetServed for days after today: savings are of days
    that were served, and what is to come is a forecast.
    """
    require_recompute(by)
    tomorrow = timezone.localdate(timezone=timezone.get_default_timezone()) + timedelta(days=1)
    if as_of > tomorrow:
        raise NotYetServed(
            _("Days after today have not been served, so nothing is saved on them yet. The latest date is %(date)s.")
            % {"date": tomorrow.isoformat()}
        )
    if scheduled_key is not None:
        scheduled, _new = Recompute.objects.get_or_create(
            scheduled_key=scheduled_key, defaults={"as_of": as_of, "known_at": known_at, "asked_by": by}
        )
        return scheduled
    joined = Recompute.objects.under_way().filter(as_of=as_of, known_at=known_at).first()
    if joined is not None:
        return joined
    asked = Recompute.objects.create(as_of=as_of, known_at=known_at, asked_by=by)
    if by is not None:  # the installation's own are in the list of recomputes; the audit log says what people did
        note(act="ask_recompute", subject=str(asked), detail={"as_of": as_of.isoformat()}, by=by)
    return asked


def recompute_footprints(
    *,
    as_of: date,
    known_at: datetime | None = None,
    scheduled_key: str | None = None,
    by: Person | None = None,
    chunk: int = CHUNK,
) -> Recompute:
    """Compute every device as of a date and return the finished recompute.

    It becomes current unless the date is past or `known_at` is given. With a `scheduled_key` that was used already,
    nothing happens. Raises NotYetServed for days to come, RecomputeUnderWay while another one runs, RecomputeFailed
    when its results contradict themselves, NotAllowed.
    """
    asked = ask_recompute(as_of=as_of, known_at=known_at, scheduled_key=scheduled_key, by=by)
    try:
        return run_recompute(recompute_id=asked.pk, chunk=chunk)
    except RecomputeUnderWay:
        if scheduled_key is None:
            Recompute.objects.filter(pk=asked.pk, state=Recompute.State.WAITING).delete()
        raise


def run_recompute(*, recompute_id: int, chunk: int = CHUNK) -> Recompute:
    """Run a waiting recompute to its end; one that somebody took up already, or that is over, is returned as it is.

    Safe to call any number of times, by any number of workers. Raises as `recompute_footprints` does.
    """
    sweep_recomputes(now=timezone.now())
    if not _take_up(recompute_id):
        row = Recompute.objects.get(pk=recompute_id)
        if row.state == Recompute.State.RUNNING:
            raise _under_way(row)
        return row
    run = Run(Recompute.objects.get(pk=recompute_id), chunk)
    try:
        run.compute()
    except TakenOver:
        return Recompute.objects.get(pk=recompute_id)
    except BaseException as problem:
        _fail(run.recompute, problem)
        raise
    _prune(keep=recompute_id)
    return Recompute.objects.select_related("factor_set").get(pk=recompute_id)


def _take_up(recompute_id: int) -> bool:
    """Turn the row from waiting to running: whoever does it runs it. The database lets one run at a time."""
    now = timezone.now()
    try:
        with transaction.atomic():
            return bool(
                Recompute.objects.filter(pk=recompute_id, state=Recompute.State.WAITING).update(
                    state=Recompute.State.RUNNING,
                    started_at=now,
                    heartbeat_at=now,
                    attempts=F("attempts") + 1,
                    devices_done=0,
                    devices_not_assessed=0,
                    results_kept=True,
                    message="",
                )
            )
    except IntegrityError as taken:
        running = Recompute.objects.filter(state=Recompute.State.RUNNING).first()
        raise _under_way(running) from taken


def _under_way(running: Recompute | None) -> RecomputeUnderWay:
    if running is None:
        return RecomputeUnderWay(_("Another recompute has just ended. Start yours again."))
    return RecomputeUnderWay(
        _("Recompute %(id)s is running: %(done)s of %(total)s devices. Wait for it; nothing else was started.")
        % {"id": running.pk, "done": running.devices_done, "total": running.devices_total}
    )


def _fail(recompute: Recompute, problem: BaseException) -> None:
    """Say why, and drop what was written: figures of a failed recompute never appear."""
    known = isinstance(problem, RecomputeFailed | LookupError | ValueError)
    sentence = str(problem) if known else _("It was interrupted (%(what)s).") % {"what": type(problem).__name__}
    failed = Recompute.objects.filter(pk=recompute.pk, state=Recompute.State.RUNNING, attempts=recompute.attempts)
    if failed.update(state=Recompute.State.FAILED, finished_at=timezone.now(), message=sentence[:500]):
        _remove(recompute.pk)


def sweep_recomputes(*, now: datetime) -> list[Recompute]:
    """Those that wait, to be sent to a worker again; one whose worker fell silent waits anew, from the beginning.

    After some attempts it is marked as failed instead. Sending one that is merely slow does no harm.
    """
    silent = Q(state=Recompute.State.RUNNING, heartbeat_at__lt=now - SILENT_AFTER)
    given_up = Recompute.objects.filter(silent, attempts__gte=MOST_ATTEMPTS)
    for recompute_id in list(given_up.values_list("pk", flat=True)):
        message = _("It was started %(n)d times and never came to an end. The figures shown before stay.")
        if given_up.filter(pk=recompute_id).update(
            state=Recompute.State.FAILED, finished_at=now, message=message % {"n": MOST_ATTEMPTS}
        ):
            _remove(recompute_id)
    again = _("Its worker fell silent; it starts again from the beginning.")
    Recompute.objects.filter(silent).update(state=Recompute.State.WAITING, heartbeat_at=now, message=again)
    waiting = Recompute.objects.filter(state=Recompute.State.WAITING)
    lost = waiting.annotate(last_sign_at=Coalesce("heartbeat_at", "asked_at")).order_by("pk")
    return list(lost.filter(Q(last_sign_at__lt=now - SILENT_AFTER) | Q(attempts__gt=0)))


def _prune(keep: int) -> None:
    """Rows stay of the current recompute, of the one before it, of pinned ones and of this one."""
    kept = {keep, *Recompute.objects.ever_current().values_list("pk", flat=True)[:2]}
    over = Recompute.objects.filter(results_kept=True, is_pinned=False).exclude(pk__in=kept)
    done_with = over.exclude(state__in=[Recompute.State.WAITING, Recompute.State.RUNNING])
    for recompute_id in list(done_with.values_list("pk", flat=True)):
        _remove(recompute_id)


def _remove(recompute_id: int) -> None:
    if remove_results(recompute_id):
        Recompute.objects.filter(pk=recompute_id).update(results_kept=False)


def remove_recomputes() -> None:
    """Take away every recompute with its results, as is done with a demonstration fleet. Factor sets stay."""
    for recompute_id in list(Recompute.objects.values_list("pk", flat=True)):
        remove_results(recompute_id)
    Recompute.objects.all().delete()
