"""`actions/` is the only writer; what the import contracts cannot see is looked for in the code itself."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, place, python_files, tree

pytestmark = pytest.mark.once

WRITES = {
    *("save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete", "update"),
    *("asave", "acreate", "aget_or_create", "aupdate_or_create", "abulk_create", "abulk_update", "adelete", "aupdate"),
}
SQL_WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|ALTER|DROP|COPY\s+\S+.*\bFROM)\b", re.IGNORECASE)


def is_reader(path: Path) -> bool:
    return not {"actions", "models"} & set(path.relative_to(ROOT).parts)


def writes(call: ast.Call) -> bool:
    """Whether it looks like a model's or a query set's writing method.

    These take keywords only; what takes a positional argument is `dict.update(other)`, `workbook.save(path)` and such.
    """
    return isinstance(call.func, ast.Attribute) and call.func.attr in WRITES and not call.args


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
        f"{place(path, node)} executes {node.args[0].value.split()[0]}"
        for path in python_files(package)
        if is_reader(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("execute")
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
        if SQL_WRITE.match(node.args[0].value)
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
        )
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
    ]
    assert seen == [True, True, True, False]
