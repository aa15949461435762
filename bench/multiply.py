"""Multiply a really recorded fleet: every device with all its rows, copied in the database by one statement a table.

The copies differ in what names a machine (tag, serial, serials of drives), in the rows and in the facts of the events,
so that the rows of a copy still are the fold of its events; `strays` holds a sample to that.
"""

from collections.abc import Mapping

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from inventory.actions._materialise import _CHILDREN, _values, materialise
from inventory.actions.tally import recount_stages
from inventory.models import Batch, Device, DeviceEvent, Drive, Ownership, Part, Placement, TransportLeg
from inventory.queries import facts_of

TAG_STEP = 1000  # GL-000017 becomes GL-001017, GL-002017 and so on


def multiply(copies: int) -> None:
    """Add that many copies of every device that is here."""
    step = {model: (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) for model in _TABLES}
    with transaction.atomic(), connection.cursor() as cursor:
        for model, own in _TABLES.items():
            cursor.execute(_copy(model, copies, step, own))
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_TABLES)):
            cursor.execute(statement)
    recount_stages()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# Every table, those that others point to first, with the columns of which a copy has values of its own.
_TABLES: dict[type[Model], Mapping[str, str]] = {
    Batch: {"reference": "source.reference || '/' || k"},
    Device: {
        "asset_tag": "{tag}",
        "serial": "CASE source.serial WHEN '' THEN '' ELSE source.serial || {suffix} END",
        "serial_key": "CASE source.serial_key WHEN '' THEN '' ELSE source.serial_key || {suffix} END",
    },
    DeviceEvent: {"facts": "{facts}"},
    Drive: {
        "serial": "CASE source.serial WHEN '' THEN '' ELSE source.serial || {suffix} END",
        "key": "CASE source.serial WHEN '' THEN source.key ELSE source.key || {suffix} END",
    },
    Part: {},
    TransportLeg: {},
    Ownership: {},
    Placement: {},
}
_POINTERS: dict[str, type[Model]] = {
    "device_id": Device,
    "event_id": DeviceEvent,
    "reverses_id": DeviceEvent,
    "batch_id": Batch,
}


def _copy(model: type[Model], copies: int, step: Mapping[type[Model], int], own: Mapping[str, str]) -> str:
    quote, table = connection.ops.quote_name, model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = []
    for column in columns:
        if column == "id":
            values.append(f"source.id + k * {step[model]}")
        elif column in _POINTERS:
            values.append(f"source.{quote(column)} + k * {step[_POINTERS[column]]}")
        elif column in own:
            values.append(own[column].format(**_expressions()))
        else:
            values.append(f"source.{quote(column)}")
    named = (
        f"JOIN {Device._meta.db_table} device ON device.id = source.device_id "
        f"LEFT JOIN (SELECT device_id, MAX(serial) AS serial FROM {Drive._meta.db_table} GROUP BY device_id) drive "
        "ON drive.device_id = device.id"
        if model is DeviceEvent
        else ""
    )
    return (
        f"WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {copies}) "
        f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "
        f"SELECT {', '.join(values)} FROM copies CROSS JOIN {table} source {named} "
        f"WHERE source.id <= {step[model]} ORDER BY k, source.id"
    )


def _expressions() -> dict[str, str]:
    """SQL of what a copy is named, and of the facts that say it."""
    suffix = "SUBSTR('000' || k, LENGTH('000' || k) - 2)"
    number = f"CAST(SUBSTR({{}}.asset_tag, 4) AS INTEGER) + k * {TAG_STEP}"
    tag = "'GL-' || SUBSTR('000000' || ({0}), LENGTH('000000' || ({0})) - 5)"
    text, back = ("source.facts::text", "({})::jsonb") if connection.vendor == "postgresql" else ("source.facts", "{}")
    facts = f"REPLACE({text}, device.asset_tag, {tag.format(number.format('device'))})"
    for serial in ("device.serial", "drive.serial"):
        renamed = f"REPLACE({facts}, {serial}, {serial} || {suffix})"
        facts = f"CASE COALESCE({serial}, '') WHEN '' THEN {facts} ELSE {renamed} END"
    return {"suffix": suffix, "tag": tag.format(number.format("source")), "facts": back.format(facts)}


def strays(sample: int) -> list[str]:
    """The tags of those devices, out of a sample over the whole fleet, whose rows are not the fold of their events."""
    keys = list(Device.objects.order_by("pk").values_list("pk", flat=True))
    devices = list(Device.objects.filter(pk__in=keys[:: max(len(keys) // sample, 1)]))
    facts, before = facts_of(devices), _rows_of(devices)
    with transaction.atomic():
        materialise([(device, facts[device.pk]) for device in devices])
        after = _rows_of(devices)
        transaction.set_rollback(True)
    return [device.asset_tag for device in devices if before[device.pk] != after[device.pk]]


def _rows_of(devices: list[Device]) -> dict[int, list[object]]:
    keys = [device.pk for device in devices]
    rows: dict[int, list[object]] = {key: [] for key in keys}
    for row in Device.objects.filter(pk__in=keys).defer("updated_at").values():
        rows[row["id"]].append({name: value for name, value in row.items() if name != "updated_at"})
    for model, _rows in _CHILDREN:
        for child in model._default_manager.filter(device_id__in=keys).order_by("pk"):
            rows[child.device_id].append(_values(child))  # type: ignore[attr-defined]
    return rows
