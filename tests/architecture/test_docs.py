"""What the texts under docs/ list is what the code holds."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, python_files

pytestmark = pytest.mark.once

READ = re.compile(r"\benv\.\w+\(\s*[\"']([A-Z_]+)[\"']|\bsecret\([\"']([A-Z_]+)[\"']\)")


def text_of(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    """The packages and modules that a folder holds, as the map writes them."""
    packages = [f"{path.parent.name}/" for path in folder.glob("*/__init__.py") if path.parent.name != "migrations"]
    modules = [path.name for path in folder.glob("*.py") if path.name not in {"__init__.py", "urls.py"}]
    return sorted(packages + modules)


def test_every_variable_that_is_read_is_told() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in python_files("greenlab"))
    read = {one or other for one, other in READ.findall(source)}
    assert {"POSTGRES_PASSWORD", "GREENLAB_LOG_LEVEL"} <= read
    assert sorted(name for name in read if f"`{name}`" not in text_of("operations.md")) == []


def test_every_command_is_told() -> None:
    told = text_of("operations.md") + text_of("lifecycle.md")
    commands = [path.stem for path in python_files(*PACKAGES) if path.parent.name == "commands" and path.stem[0] != "_"]
    assert sorted(name for name in commands if not re.search(rf"`(manage\.py )?{name}\b", told)) == []


@pytest.mark.parametrize("package", ["inventory", "carbon"])
def test_every_part_of_a_package_is_on_the_map(package: str) -> None:
    told = text_of("architecture.md")
    assert [name for name in names_in(ROOT / package) if f"{name}`" not in told] == []
