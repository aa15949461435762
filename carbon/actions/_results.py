"""The rows of a recompute: written a block at a time, taken away when they are no longer kept.

On PostgreSQL a recompute has a partition of its own, filled by COPY and dropped whole; on SQLite all share one table.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from django.db import OperationalError, connection, transaction

from carbon.fleet import Block
from carbon.models import COLUMNS, DepartmentMonth, DepartmentTotal, Extreme, NotAssessed

_DELETED_AT_ONCE: Final = 20_000  # on SQLite a long deletion would keep every other writer waiting
_BIGINTS: Final = ("recompute_id", "device_id", "department_id", "site_id", "cluster_id")
_STORED: Final = (*_BIGINTS, "service_days", "in_service", "tier", *COLUMNS)
_KINDS: Final = {
    **dict.fromkeys(_BIGINTS, ">i8"),
    **dict.fromkeys(("service_days", *COLUMNS), ">i4"),
    "in_service": "i1",
    "tier": "S1",
}
_NULLABLE: Final = ("site_id", "cluster_id")
_INSERT: Final = "INSERT INTO carbon_footprint ({}) VALUES ({})".format(  # noqa: S608 - the names are our own
    ", ".join(_STORED), ", ".join(["%s"] * len(_STORED))
)


def make_room(recompute_id: int) -> None:
    """An empty place for the footprints of a recompute, also after an attempt that came to nothing."""
    remove_results(recompute_id)
    if connection.vendor == "postgresql":
        name = _partition(recompute_id)
        with transaction.atomic(), connection.cursor() as cursor:
            # Made apart and attached: readers of other recomputes are not held up as they are by PARTITION OF.
            cursor.execute(f"CREATE TABLE {name} (LIKE carbon_footprint INCLUDING ALL)")
            cursor.execute(f"ALTER TABLE carbon_footprint ATTACH PARTITION {name} FOR VALUES IN ({recompute_id})")


def write_footprints(recompute_id: int, block: Block) -> None:
    """Add the footprints of a block of devices."""
    if connection.vendor == "postgresql":
        _copy(recompute_id, block)
    else:
        _insert(recompute_id, block)


def after_writing(recompute_id: int) -> None:
    """Let PostgreSQL count the new partition, or it plans queries as if it were nearly empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {_partition(recompute_id)}")


def remove_results(recompute_id: int) -> bool:
    """Remove the rows of a recompute; False when somebody still reads them, so that it is left for another time."""
    for model in (NotAssessed, DepartmentMonth, DepartmentTotal, Extreme):
        model._default_manager.filter(recompute_id=recompute_id).delete()
    if connection.vendor == "postgresql":
        return _drop_partition(recompute_id)
    while _delete_some(recompute_id):
        pass
    return True


def _partition(recompute_id: int) -> str:
    return f"carbon_footprint_{recompute_id:d}"


def _drop_partition(recompute_id: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Dropping waits for readers of the partition, and every other reader would queue behind it.
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute(f"DROP TABLE IF EXISTS {_partition(recompute_id)}")
            cursor.execute("DELETE FROM carbon_footprint_other WHERE recompute_id = %s", [recompute_id])
            cursor.execute("SET LOCAL lock_timeout = 0")
    except OperationalError:
        return False
    return True


def _delete_some(recompute_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM carbon_footprint WHERE rowid IN "
            "(SELECT rowid FROM carbon_footprint WHERE recompute_id = %s LIMIT %s)",
            [recompute_id, _DELETED_AT_ONCE],
        )
        return int(cursor.rowcount)


def _columns(recompute_id: int, block: Block) -> dict[str, list[int | str | None]]:
    accounts = block.accounts
    return {
        "recompute_id": [recompute_id] * len(accounts),
        "device_id": [each.device_id for each in accounts],
        "department_id": [each.department_id for each in accounts],
        "site_id": [each.site_id for each in accounts],
        "cluster_id": [each.cluster_id for each in accounts],
        "service_days": [each.service_days for each in accounts],
        "in_service": [each.in_service for each in accounts],
        "tier": [each.tier.value for each in accounts],
        **dict(zip(COLUMNS, block.figures.tolist(), strict=True)),
    }


def _insert(recompute_id: int, block: Block) -> None:
    columns = _columns(recompute_id, block)
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, list(zip(*(columns[name] for name in _STORED), strict=True)))


def _copy(recompute_id: int, block: Block) -> None:
    """Binary COPY: a packed array is the wire format itself, so nothing is written out as text and parsed again.

    A row's bytes depend on which of its columns are NULL: rows alike in that go together.
    """
    columns = {name: np.array(values, dtype=object) for name, values in _columns(recompute_id, block).items()}
    absent = np.array([[value is None for value in columns[name]] for name in _NULLABLE])
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_partition(recompute_id)} ({', '.join(_STORED)}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for pattern in np.unique(absent, axis=1).T:
            rows = (absent == pattern[:, None]).all(axis=0)
            copy.write(_packed({name: values[rows] for name, values in columns.items()}, pattern))
        copy.write(b"\xff\xff")


def _packed(columns: dict[str, Any], absent: Any) -> bytes:
    """Rows of COPY's binary format: a count of fields, then each field as its length and its big-endian bytes."""
    empty = {name for name, is_absent in zip(_NULLABLE, absent, strict=True) if is_absent}
    layout = [("fields", ">i2")]
    for name in _STORED:
        layout += [(f"{name} bytes", ">i4"), *([] if name in empty else [(name, _KINDS[name])])]
    rows = np.zeros(len(columns["device_id"]), dtype=layout)
    rows["fields"] = len(_STORED)
    for name in _STORED:
        rows[f"{name} bytes"] = -1 if name in empty else np.dtype(_KINDS[name]).itemsize
        if name not in empty:
            rows[name] = columns[name]
    return rows.tobytes()
