"""Two roads to the same rows: those kept with the device, and the fold of its events for a past day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Max, Q

from carbon.inputs.catalogue import Catalogue, read_catalogue
from carbon.inputs.records import Cut, DeviceRecord, FittedPart, Leg, Owner, RemovedPart, Service
from inventory import ledger
from inventory.lifecycle import Verb
from inventory.models import Device, DeviceEvent, Ownership, Part, Placement, TransportLeg

_SERVICE_COLUMNS = (
    *("kind", "cluster_id", "site_id", "started_on", "ended_on", "last_seen_on", "displaced_class"),
    *("displaced_lifetime_months", "displaced_per_device", "displacement_tier"),
)
_PART_COLUMNS = ("fitted", "on", "kind", "condition", "quantity", "fate", "mass_kg")
_REFURBISHING = (Verb.RECEIVE, Verb.TEST, Verb.REVERSE_EVENT)


def last_device_id() -> int:
    """The key of the newest device: a recompute covers those up to it, whatever arrives meanwhile."""
    return Device.objects.aggregate(last=Max("pk"))["last"] or 0


def count_devices(last_id: int) -> int:
    """Devices up to a key; receipts taken back included, since a past day may know them."""
    return Device.objects.filter(pk__lte=last_id).count()


def fleet(cut: Cut, last_id: int) -> Any:
    """Devices up to a key that had been received by the cut, as it is known now: what a recompute has to cover."""
    return Device.objects.filter(pk__lte=last_id, first_received_on__lt=cut.as_of).standing()


def all_devices() -> Any:
    """Every device, for an anti-join."""
    return Device.objects.order_by()


class Chunk(NamedTuple):
    """Some devices, read as of one moment. `looked_at` counts those without a record as well."""

    looked_at: int
    records: list[DeviceRecord]
    catalogue: Catalogue


def chunks(cut: Cut, last_id: int, size: int) -> Iterator[Chunk]:
    """All devices up to a key, chunk by chunk. A device that had not been received by the cut has no record.

    Ten queries a chunk, eleven where a past day is asked.
    """
    above = 0
    while above < last_id:
        with _one_moment():
            rows = list(_devices(Q(pk__gt=above, pk__lte=last_id))[:size])
            if not rows:
                return
            span = Q(device_id__gt=above, device_id__lte=rows[-1][0])
            chunk = Chunk(len(rows), _records(rows, span, cut), read_catalogue())
        yield chunk
        above = rows[-1][0]


def one_record(device_id: int, cut: Cut) -> DeviceRecord | None:
    """The record of one device; None when it had not been received by the cut."""
    records = _records(list(_devices(Q(pk=device_id))), Q(device_id=device_id), cut)
    return records[0] if records else None


def _devices(which: Q) -> Any:
    return Device.objects.filter(which).order_by("pk").values_list("pk", "model_id", "site_id", "left_how")


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read a chunk's tables as of one moment, so that an act recorded meanwhile is seen whole or not at all."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _records(rows: list[tuple[Any, ...]], span: Q, cut: Cut) -> list[DeviceRecord]:
    folded = _folded(span, cut)
    found = {
        device_id: DeviceRecord(device_id, model_id, site_id)
        for device_id, model_id, site_id, left_how in rows
        if left_how != "undone" and device_id not in folded
    }
    _fill(found, span)
    found |= {device_id: record for device_id, record in folded.items() if record is not None}
    return [found[row[0]] for row in rows if row[0] in found]


# The first road: rows kept with the device.


def _fill(found: dict[int, DeviceRecord], span: Q) -> None:
    """Five queries: six with the device itself."""
    placements = Placement.objects.filter(span).order_by("started_on", "pk").values_list("device_id", *_SERVICE_COLUMNS)
    for record, values in _known(found, placements):
        record.services.append(Service(*values))
    owners = Ownership.objects.filter(span).order_by("started_on", "pk")
    for record, values in _known(found, owners.values_list("device_id", "started_on", "department_id")):
        record.owners.append(Owner(*values))
    legs = TransportLeg.objects.filter(span).order_by("on", "event_id")
    for record, values in _known(found, legs.values_list("device_id", "on", "distance_km", "mode")):
        record.legs.append(Leg(*values))
    parts = Part.objects.filter(span).order_by("on", "event_id").values_list("device_id", *_PART_COLUMNS)
    for record, (fitted, on, kind, condition, quantity, fate, mass_kg) in _known(found, parts):
        if fitted:
            record.fitted.append(FittedPart(on, kind, condition, quantity))
        else:
            record.removed.append(RemovedPart(on, kind, fate, mass_kg))
    events = _events(span & Q(verb__in=_REFURBISHING), with_facts=False)
    for record, (tests,) in _known(found, events.items()):
        record.tested_on = _first_tests(ledger.standing(tests))


def _known(found: dict[int, DeviceRecord], rows: Iterable[Sequence[Any]]) -> Iterator[tuple[DeviceRecord, list[Any]]]:
    """The rows of devices that are wanted, each with its record."""
    for device_id, *values in rows:
        if device_id in found:
            yield found[device_id], values


def _events(which: Q, *, with_facts: bool) -> dict[int, list[ledger.Event]]:
    columns = [
        "device_id",
        "pk",
        "verb",
        "happened_on",
        "recorded_at",
        "reverses_id",
        *(["facts"] if with_facts else []),
    ]
    events: defaultdict[int, list[ledger.Event]] = defaultdict(list)
    for device_id, pk, verb, on, recorded_at, reverses, *facts in DeviceEvent.objects.filter(which).values_list(
        *columns
    ):
        events[device_id].append(ledger.Event(pk, Verb(verb), on, recorded_at, facts[0] if facts else {}, reverses))
    return events


def _first_tests(events: Iterable[ledger.Event]) -> list[date]:
    days: list[date] = []
    awaited = False
    for event in events:
        if event.verb is Verb.RECEIVE:
            awaited = True
        elif event.verb is Verb.TEST and awaited:
            awaited = False
            days.append(event.happened_on)
    return days


# The second road: the fold of what was known then.


def _folded(span: Q, cut: Cut) -> dict[int, DeviceRecord | None]:
    """Devices with acts beyond the cut, folded from their events; None for one that had not been received."""
    beyond = Q(happened_on__gte=cut.as_of)
    if cut.known_at is not None:
        beyond |= Q(recorded_at__gt=cut.known_at)
    touched = set(DeviceEvent.objects.filter(span & beyond).order_by().values_list("device_id", flat=True))
    if not touched:
        return {}
    events = _events(span, with_facts=True)
    return {device_id: fold_record(device_id, events[device_id], cut) for device_id in touched}


def fold_record(device_id: int, events: list[ledger.Event], cut: Cut) -> DeviceRecord | None:
    """The record that a device's events make as of a cut. Decimals are as coarse as the rows kept with the device."""
    facts = ledger.fold(events, before=cut.as_of, known_at=cut.known_at)
    if not facts.received:
        return None
    known = [event for event in events if cut.known_at is None or event.recorded_at <= cut.known_at]
    counting = [event for event in ledger.standing(known) if event.happened_on < cut.as_of]
    return DeviceRecord(
        device_id,
        facts.model_id,
        facts.site_id,
        owners=[Owner(on, department_id) for on, department_id in facts.owners],
        services=[
            Service(
                place.kind,
                place.cluster_id,
                place.site_id,
                place.started_on,
                place.ended_on,
                place.last_seen_on,
                place.displaced_class,
                _rounded(place.displaced_lifetime_months, 1),
                _rounded(place.displaced_per_device, 6),
                place.displacement_tier,
            )
            for place in facts.placements
        ],
        legs=[Leg(leg.on, _rounded(leg.distance_km, 1), leg.mode) for leg in facts.legs],
        fitted=[FittedPart(p.on, p.kind, p.condition, _rounded(p.quantity, 2)) for p in facts.parts],
        removed=[RemovedPart(p.on, p.kind, p.fate, _rounded(p.mass_kg, 3)) for p in facts.removed],
        tested_on=_first_tests(counting),
    )


def _rounded(value: float | Decimal, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places))
