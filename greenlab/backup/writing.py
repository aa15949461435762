"""Write a backup: one archive, of one moment, while everybody goes on working."""

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from greenlab.backup.tables import FORMAT, MANIFEST, BackupRefused, Table, Tally, migrations, tables


def back_up(path: Path) -> int:
    """Write the whole installation to `path`, a new file that only its owner may read; how many rows.

    The file is there whole or not at all. Raises BackupRefused.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already and was not overwritten; name another file.")
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive, one_moment():
                rows = _write(archive)
            raw.flush()
            os.fsync(raw.fileno())
        part.rename(path)
    except OSError as problem:
        raise BackupRefused(f"{path} could not be written, and nothing of it was kept: {problem}") from problem
    finally:
        part.unlink(missing_ok=True)
    return rows


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of the same moment, and nobody who writes has to wait."""
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # On SQLite a deferred transaction is a snapshot of the write-ahead log from its first read on. The IMMEDIATE ones
    # of the rest of the application would hold up every writer for as long as the backup takes.
    connection.ensure_connection()
    usual = connection.transaction_mode  # type: ignore[attr-defined]  # of Django's SQLite wrapper
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic(durable=True):
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def _write(archive: zipfile.ZipFile) -> int:
    manifest: dict[str, Any] = {
        "application": "GreenLab",
        "format": FORMAT,
        "written_at": timezone.now().isoformat(),
        "database": connection.vendor,
        "migrations": migrations(),
        "tables": [_write_table(archive, table) for table in tables()],
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return sum(table["rows"] for table in manifest["tables"])


def _write_table(archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    tally = Tally()
    with archive.open(table.file, "w", force_zip64=True) as file:
        for line in tally.through(table.lines()):
            file.write(line)
    return {"table": table.label, "columns": table.columns, "rows": tally.rows, "sha256": tally.sha256}
