import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.once

SHELL_SHEETS = ("tokens", "base", "components", "print")
SHELL_SCRIPTS = ("toast", "dialog", "theme", "scan", "keys", "select", "drop", "zone")


def test_the_style_sheets_of_every_page_stay_small() -> None:
    assert sum((ROOT / "static" / "css" / f"{name}.css").stat().st_size for name in SHELL_SHEETS) <= 24 * 1024


def test_the_scripts_of_every_page_stay_small() -> None:
    assert sum((ROOT / "static" / "js" / f"{name}.js").stat().st_size for name in SHELL_SCRIPTS) <= 20 * 1024


def test_every_page_loads_exactly_these() -> None:
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    assert [name for name in SHELL_SHEETS if f"css/{name}.css" not in base] == []
    assert [name for name in SHELL_SCRIPTS if f"js/{name}.js" not in base] == []
    assert base.count("css/") == len(SHELL_SHEETS)
    assert base.count("js/") == len(SHELL_SCRIPTS)
