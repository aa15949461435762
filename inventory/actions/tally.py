"""Keep the tally of stages: each act adds what it moved; every night the devices are counted anew."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from inventory.lifecycle import Stage
from inventory.models import Device, StageTally


class Place(NamedTuple):
    """Where a device is counted."""

    stage: str
    since: date
    department_id: int | None
    site_id: int | None


class Standing(NamedTuple):
    """How a device is counted: its place, and what needs a person (of those that have not left)."""

    place: Place
    failed: bool
    locked: bool
    nameless: bool
    missing: bool


def standing_of(device: Device) -> Standing | None:
    """How this row is counted; None where its receipt was taken back, or is not recorded yet."""
    if device.left_how == "undone":
        return None
    left = device.stage == Stage.OUT
    since = device.stage_since.replace(month=1, day=1) if left else device.seen_on or device.stage_since
    return Standing(
        Place(device.stage, since, device.department_id, device.site_id),
        failed=not left and device.test_passed is False,
        locked=not left and bool(device.passwords),
        nameless=not left and device.model_id is None,
        missing=not left and "missing" in device.flags,
    )


def tally_moves(before: Iterable[Standing | None], after: Iterable[Standing | None]) -> None:
    """Add what changed between two standings of the same devices. One query, none when nothing moved."""
    moves = Counter(standing for standing in after if standing)
    moves.subtract(standing for standing in before if standing)
    StageTally.objects.bulk_create(_rows(moves), batch_size=500)


def recount_stages() -> None:
    """Count every device anew and let the result take the place of the tally; acts in between wait for it."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {StageTally._meta.db_table} IN EXCLUSIVE MODE")
        columns = ("stage", "stage_since", "seen_on", "department_id", "site_id", "test_passed", "model_id")
        devices = Device.objects.only(*columns, "passwords", "flags", "left_how").order_by().iterator(2000)
        counted = Counter(standing for standing in map(standing_of, devices) if standing)
        StageTally.objects.all().delete()
        StageTally.objects.bulk_create(_rows(counted), batch_size=500)


def _rows(moves: Counter[Standing]) -> Sequence[StageTally]:
    sums: dict[Place, list[int]] = {}
    for standing, times in moves.items():
        of_place = sums.setdefault(standing.place, [0] * 5)
        for index, counts in enumerate((True, *standing[1:])):
            of_place[index] += times * counts
    return [
        StageTally(**place._asdict(), devices=devices, failed=failed, locked=locked, nameless=nameless, missing=missing)
        for place, (devices, failed, locked, nameless, missing) in sums.items()
        if any((devices, failed, locked, nameless, missing))
    ]
