"""What a backup holds: every table of every application, row by row, as lines of JSON that name no database.

A line is a list of the row's columns in the order of the manifest. Times are in UTC, decimals are texts, bytes are
base64, so that the same rows make the same lines (and the same SHA-256) on SQLite and on PostgreSQL.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 1000
LARGE_ROWS_AT_ONCE = 4  # a piece of evidence may have 20 MB

LEFT_OUT = {
    "sessions.Session",  # logins of browsers: whoever needs one logs in again
    "inventory.Heartbeat",  # signs of life of processes that ran then
    "inventory.LoginTries",  # of the last hour
}
# An installation that nobody has used yet holds these already, written by `migrate` and `prepare`; that the factors
# were published is in the audit log.
MADE_BY_ITSELF = {
    "inventory.AuditEntry",
    "contenttypes.ContentType",
    "auth.Permission",
    "carbon.FactorSet",
    "carbon.Factor",
}


class BackupRefused(Exception):
    """A backup that cannot be written or restored. The text says why, and what was kept."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its model, and the fields that are columns."""

    model: type[models.Model]
    fields: "tuple[models.Field[Any, Any], ...]"

    @property
    def label(self) -> str:
        """Its name in the manifest, such as inventory.Device."""
        return self.model._meta.label

    @property
    def file(self) -> str:
        """Its file in the archive."""
        return f"{self.label.lower()}.ndjson"

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return [str(field.column) for field in self.fields]

    @property
    def rows_at_once(self) -> int:
        """How many rows are held in memory."""
        large = any(isinstance(field, models.BinaryField) for field in self.fields)
        return LARGE_ROWS_AT_ONCE if large else ROWS_AT_ONCE

    def lines(self) -> Iterator[bytes]:
        """Every row as a line, in the order of its key."""
        names = [field.attname for field in self.fields]
        rows = self.model._base_manager.order_by("pk").values_list(*names)
        for row in rows.iterator(chunk_size=self.rows_at_once):
            values = [plain(value) for value in row]
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"

    def values(self, line: bytes) -> list[Any]:
        """A line's values as the database in use takes them."""
        return [
            field.get_db_prep_save(field.to_python(value), connection)
            for field, value in zip(self.fields, json.loads(line), strict=True)
        ]


def tables() -> list[Table]:
    """Every table that a backup holds, those that join two others included."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT:
            fields = [field for field in model._meta.concrete_fields if field.column and not field.generated]
            found.append(Table(model, tuple(fields)))
    return found


def plain(value: Any) -> Any:
    """A column's value as JSON has it, the same whichever database it comes from."""
    match value:
        case float():
            # PostgreSQL's jsonb keeps neither the sign of nought nor the difference between 1e22 and its digits.
            shown: Any = int(value) if abs(value) >= 2**53 else value + 0.0
        case datetime():
            shown = value.astimezone(UTC).isoformat()
        case date():
            shown = value.isoformat()
        case bytes() | bytearray() | memoryview():
            shown = base64.b64encode(value).decode()
        case list():
            shown = [plain(item) for item in value]
        case dict():
            shown = {key: plain(item) for key, item in value.items()}
        case Decimal() | UUID():
            shown = str(value)
        case _:
            shown = value
    return shown


def migrations() -> list[str]:
    """Every migration that this database has had."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


class Tally:
    """Counts lines and hashes them as they pass."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = hashlib.sha256()

    def through(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines."""
        for line in lines:
            self.rows += 1
            self._hash.update(line)
            yield line

    @property
    def sha256(self) -> str:
        """Of all lines so far."""
        return self._hash.hexdigest()
