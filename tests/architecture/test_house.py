import re

import pytest

from tests.architecture.sources import PACKAGES, ROOT, python_files

pytestmark = pytest.mark.once

VAGUE = {"utils", "util", "helpers", "helper", "services", "service", "managers", "manager", "misc", "common"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in python_files(*PACKAGES, "tests") if path.stem in VAGUE] == []


def test_nothing_is_left_unfinished() -> None:
    marks = [
        f"{path.relative_to(ROOT)}: {mark.group()}"
        for path in python_files(*PACKAGES)
        for mark in UNFINISHED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert marks == []


def test_no_signal_of_the_database_is_listened_to() -> None:
    """Carbon pulls; a row that is saved sets nothing else off."""
    listening = [
        str(path.relative_to(ROOT))
        for path in python_files(*PACKAGES)
        if "django.db.models.signals" in path.read_text(encoding="utf-8")
    ]
    assert listening == []
