"""Write the fold of devices into their rows: the device itself, its drives, parts, legs, owners and placements.

Only what differs is written. Rows that no longer follow from the events are deleted, new ones inserted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.db import models
from django.utils import timezone

from inventory.actions._fitting import refuse_too_long
from inventory.actions.tally import standing_of, tally_moves
from inventory.effects import day_of_receipt
from inventory.facts import DeviceFacts
from inventory.identity import machine_key
from inventory.lifecycle import Stage
from inventory.models import Device, Drive, Ownership, Part, Placement, TransportLeg

Folded = tuple[Device, DeviceFacts]

_WRITTEN = [
    field for field in Device._meta.concrete_fields if field.name not in {"id", "report_sha256", "batch", "updated_at"}
]


def materialise(folded: Sequence[Folded]) -> None:
    """Bring the rows of these devices in line with the facts folded from their events."""
    stood = [standing_of(device) for device, _facts in folded]
    changed: set[str] = set()
    for device, facts in folded:
        before = [getattr(device, field.attname) for field in _WRITTEN]
        _set_device(device, facts)
        changed |= {
            field.name for field, value in zip(_WRITTEN, before, strict=True) if getattr(device, field.attname) != value
        }
    devices = [device for device, _facts in folded]
    refuse_too_long(devices)
    if changed:  # a sighting changes one column, and each column of a bulk update costs as much as a query
        Device.objects.bulk_update(devices, sorted(changed), batch_size=200)
    keys, now = [device.pk for device in devices], timezone.now()
    Device.objects.filter(pk__in=keys).update(updated_at=now)
    for device in devices:
        device.updated_at = now
    tally_moves(stood, map(standing_of, devices))
    for model, rows_of in _CHILDREN:
        _sync(model, keys, [row for device, facts in folded for row in rows_of(device.pk, facts)])


def _sync(model: type[models.Model], keys: list[int], wanted: list[Any]) -> None:
    manager = model._default_manager
    standing = {_values(row): row.pk for row in manager.filter(device_id__in=keys)}
    new = [row for row in wanted if standing.pop(_values(row), None) is None]
    refuse_too_long(new)
    if standing:
        manager.filter(pk__in=list(standing.values())).delete()
    manager.bulk_create(new, batch_size=500)


def _values(row: models.Model) -> tuple[Any, ...]:
    return tuple(
        _comparable(getattr(row, field.attname), field) for field in row._meta.concrete_fields if not field.primary_key
    )


def _comparable(value: Any, field: "models.Field[Any, Any]") -> Any:
    if value is not None and isinstance(field, models.DecimalField):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-(field.decimal_places or 0)))
    return value


def _set_device(device: Device, facts: DeviceFacts) -> None:
    if not facts.received:
        _set_undone(device)
        return
    received_on = day_of_receipt(facts)
    device.stage = facts.stage
    device.stage_since = facts.stage_since or received_on
    device.asset_tag = facts.asset_tag or device.asset_tag
    device.manufacturer = facts.manufacturer
    device.model_id = facts.model_id
    device.serial = facts.serial
    device.serial_key = machine_key(facts.manufacturer, facts.serial)
    device.hardware_uuid = facts.hardware_uuid
    device.department_id = facts.department_id
    device.site_id = facts.site_id
    device.received_on = received_on
    device.first_received_on = facts.first_received_on or received_on
    device.purchased_on = facts.purchased_on
    device.cpu = facts.cpu
    device.ram_gb = _decimal(facts.ram_gb)
    device.drives_known = facts.drives is not None
    device.passwords = list(facts.passwords)
    device.test_passed = facts.test_passed
    device.battery_health_pct = facts.battery_health_pct
    device.grade = facts.grade
    device.plan_kind = facts.plan.kind if facts.plan else ""
    device.plan_quantity = _decimal(facts.plan.quantity) if facts.plan else None
    device.plan_fitted = _decimal(facts.plan.fitted) if facts.plan else None
    device.cluster_id = facts.placement.cluster_id if facts.placement else None
    device.seen_on = facts.placement.last_seen_on if facts.placement else None
    device.flags = list(facts.flags)
    device.otherwise_fate = facts.otherwise_fate
    device.left_on = facts.left.on if facts.left else None
    device.left_how = facts.left.how if facts.left else ""


def _set_undone(device: Device) -> None:
    """A device whose receipt was taken back: it keeps its tag, so that receiving it again is the same device."""
    device.stage, device.stage_since = Stage.OUT, device.received_on
    device.left_how = "undone"
    device.left_on = device.received_on
    device.plan_kind, device.plan_quantity, device.plan_fitted = "", None, None
    device.cluster_id, device.seen_on = None, None


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _row(model: type[models.Model], key: int, record: Any, **more: Any) -> Any:
    """A record of the fold as its row: the same names, and the event that it was made by."""
    told = asdict(record)
    told.pop("removed_on", None)
    if "sequence" in told:
        told["event_id"] = told.pop("sequence")
    return model(device_id=key, **told, **more)


def _drives(key: int, facts: DeviceFacts) -> Iterable[Drive]:
    return [_row(Drive, key, drive) for drive in (facts.drives or {}).values()]


def _parts(key: int, facts: DeviceFacts) -> Iterable[Part]:
    fitted = [_row(Part, key, part, fitted=True) for part in facts.parts]
    return fitted + [_row(Part, key, gone, fitted=False) for gone in facts.removed]


def _legs(key: int, facts: DeviceFacts) -> Iterable[TransportLeg]:
    return [_row(TransportLeg, key, leg) for leg in facts.legs]


def _owners(key: int, facts: DeviceFacts) -> Iterable[Ownership]:
    """The last owner stays open even after a device left: what happens on its last day is booked to somebody."""
    next_starts = [started_on for started_on, _department_id in facts.owners[1:]]
    for (started_on, department_id), ended_on in zip_longest(facts.owners, next_starts):
        yield Ownership(device_id=key, department_id=department_id, started_on=started_on, ended_on=ended_on)


def _placements(key: int, facts: DeviceFacts) -> Iterable[Placement]:
    return [_row(Placement, key, place) for place in facts.placements]


_CHILDREN: list[tuple[type[models.Model], Any]] = [
    (Drive, _drives),
    (Part, _parts),
    (TransportLeg, _legs),
    (Ownership, _owners),
    (Placement, _placements),
]
