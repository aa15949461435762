"""`actions/` is the only writer; what the import contracts cannot see is looked for in the code itself."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, place, python_files, tree

pytestmark = pytest.mark.once

WRITES = {
    *("save", "create", "get_or_create", "update_or_create", "delete", "update"),
    *("asave", "acreate", "aget_or_create", "aupdate_or_create", "adelete", "aupdate"),
}
WRITES_MANY = {"bulk_create", "bulk_update", "abulk_create", "abulk_update"}
RESTORES = "greenlab/backup/reading.py"  # fills a whole empty installation, by its own SQL
SQL_WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|ALTER|DROP|COPY\s+\S+.*\bFROM)\b", re.IGNORECASE)


def is_reader(path: Path) -> bool:
    return not {"actions", "models"} & set(path.relative_to(ROOT).parts)


def writes(call: ast.Call) -> bool:
    """Whether it looks like a model's or a query set's writing method.

    But for those that write many rows, these take keywords only; what takes a positional argument is
    `dict.update(other)`, `workbook.save(path)` and such.
    """
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return name in WRITES_MANY or (name in WRITES and not call.args)


def sql_of(call: ast.Call) -> str:
    """How the statement begins that a call executes; empty for another call, or for a statement made elsewhere."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr.startswith("execute") and call.args):
        return ""
    said = call.args[0]
    if isinstance(said, ast.JoinedStr) and said.values:
        said = said.values[0]
    return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else ""


@pytest.mark.parametrize("package", ["greenlab", "inventory", "carbon"])
def test_nothing_outside_actions_writes_a_row(package: str) -> None:
    found = [
        f"{place(path, node)} calls .{node.func.attr}()"
        for path in python_files(package)
        if is_reader(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and writes(node) and isinstance(node.func, ast.Attribute)
    ]
    assert found == []


@pytest.mark.parametrize("package", ["greenlab", "inventory", "carbon"])
def test_nothing_outside_actions_writes_by_sql(package: str) -> None:
    found = [
        f"{place(path, node)} executes {sql_of(node).split()[0]}"
        for path in python_files(package)
        if is_reader(path) and path != ROOT / RESTORES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and SQL_WRITE.match(sql_of(node))
    ]
    assert found == []


def test_the_scan_sees_a_write() -> None:
    seen = [
        writes(call)
        for source in (
            "device.save()",
            "Device.objects.create(tag='A')",
            "rows.update(stage='out')",
            "facts.update(more)",
            "Device.objects.bulk_create(rows)",
            "Device.objects.bulk_update(rows, ['stage'])",
        )
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
    ]
    assert seen == [True, True, True, False, True, True]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("cursor.execute('DELETE FROM t')", True),
        ("cursor.execute(f'INSERT INTO {name} VALUES (%s)', rows)", True),
        ("cursor.executemany('UPDATE t SET x = %s', rows)", True),
        ("cursor.execute('SELECT 1')", False),
        ("cursor.execute(statement)", False),
    ],
)
def test_the_scan_sees_a_statement_that_writes(source: str, seen: bool) -> None:
    call = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    assert bool(SQL_WRITE.match(sql_of(call))) is seen
