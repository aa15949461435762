"""Restore a backup: into an empty installation, whole or not at all, and proven row by row."""

import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import DatabaseError, IntegrityError, connection, transaction

from carbon.models import triggers as published_factors
from greenlab.backup.tables import FORMAT, MADE_BY_ITSELF, MANIFEST, BackupRefused, Table, Tally, migrations, tables
from inventory.models import triggers as append_only

REFUSALS = (append_only, published_factors)
NOTHING = "Nothing was restored."


def restore(path: Path) -> int:
    """Put a backup into this installation, which must be empty and of the same version; how many rows.

    Keys stay as they were. After writing, every table is read again and must have the backup's own SHA-256. Raises
    BackupRefused, and then the installation is as it was.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            with transaction.atomic(durable=True):
                return _restore(archive, {table["table"]: table for table in manifest["tables"]})
    except (OSError, zipfile.BadZipFile, EOFError) as problem:
        raise BackupRefused(f"{path} cannot be read as a backup: {problem}. {NOTHING}") from problem
    except (IntegrityError, DatabaseError) as problem:
        raise BackupRefused(f"The database did not take the backup: {str(problem).strip()}. {NOTHING}") from problem


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as problem:
        raise BackupRefused(f"{path} is not a backup of GreenLab: it has no {MANIFEST}. {NOTHING}") from problem
    if manifest.get("application") != "GreenLab" or manifest.get("format") != FORMAT:
        raise BackupRefused(f"{path} has a form that this version cannot read. {NOTHING}")
    here, there = set(migrations()), set(manifest["migrations"])
    if here != there:
        odd = min(here ^ there)
        whose = "is newer than" if odd in there else "is older than"
        raise BackupRefused(
            f"The backup {whose} this version of GreenLab (they differ in {odd}). Restore it with the version that "
            f"wrote it, and update afterwards. {NOTHING}"
        )
    return manifest


def _restore(archive: zipfile.ZipFile, kept: dict[str, dict[str, Any]]) -> int:
    ours = tables()
    _refuse_unless_empty(ours)
    _clear([table for table in ours if table.label in MADE_BY_ITSELF])
    for table in ours:
        expected = kept.get(table.label)
        if expected is None or expected["columns"] != table.columns:
            raise BackupRefused(f"The backup's {table.label} has other columns than this version. {NOTHING}")
        _insert(table, archive, expected)
    connection.check_constraints()
    for table in ours:
        _prove(table, kept[table.label])
    _continue_keys(ours)
    ContentType.objects.clear_cache()
    return sum(table["rows"] for table in kept.values())


def _refuse_unless_empty(ours: list[Table]) -> None:
    used = [table.label for table in ours if table.label not in MADE_BY_ITSELF and table.model._base_manager.exists()]
    if used:
        raise BackupRefused(
            f"This installation is in use: it has rows in {', '.join(used[:3])}. A backup is restored into an empty "
            f"one only: name a new data folder (GREENLAB_DATA) or an empty database (DATABASE_URL). {NOTHING}"
        )


def _clear(made: list[Table]) -> None:
    """Take away what an unused installation holds by itself: the backup brings its own."""
    for triggers in REFUSALS:
        triggers.remove(connection)
    with connection.cursor() as cursor:
        for table in reversed(_owners_first(made)):
            cursor.execute(f"DELETE FROM {_quoted(table.model._meta.db_table)}")  # noqa: S608 -- a name of our own
    connection.check_constraints()  # PostgreSQL makes no trigger on a table that still has checks to come
    for triggers in REFUSALS:
        triggers.install(connection)


def _owners_first(made: list[Table]) -> list[Table]:
    names = [table.label for table in made]
    return sorted(made, key=lambda table: sum(1 for f in table.fields if f.is_relation and _label(f) in names))


def _label(field: Any) -> str:
    return str(field.related_model._meta.label)


def _insert(table: Table, archive: zipfile.ZipFile, expected: dict[str, Any]) -> None:
    columns = ", ".join(_quoted(column) for column in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    # By SQL: rows that were right when they were written are put back as they were, their times of writing included.
    statement = f"INSERT INTO {_quoted(table.model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    tally = Tally()
    with archive.open(table.file) as file, connection.cursor() as cursor:
        for lines in _batches(tally.through(file), table.rows_at_once):
            cursor.executemany(statement, [table.values(line) for line in lines])
    if (tally.rows, tally.sha256) != (expected["rows"], expected["sha256"]):
        raise BackupRefused(f"The backup is damaged: {table.label} is not what was written. {NOTHING}")


def _prove(table: Table, expected: dict[str, Any]) -> None:
    tally = Tally()
    for _line in tally.through(table.lines()):
        pass
    if tally.sha256 != expected["sha256"]:
        raise BackupRefused(f"{table.label} reads differently in this database from what was backed up. {NOTHING}")


def _continue_keys(ours: list[Table]) -> None:
    """The next key of every table comes after those restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in ours]):
            cursor.execute(statement)


def _batches(lines: Iterator[bytes], size: int) -> Iterator[list[bytes]]:
    while batch := list(islice(lines, size)):
        yield batch


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
