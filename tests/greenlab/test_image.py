"""The image's steps, run without Docker into a folder of this test's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def image(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    prefix = tmp_path_factory.mktemp("image")
    # The environment these tests run in holds the pinned requirements already: pip finds nothing to fetch.
    build = subprocess.run(
        [root / "docker" / "build.sh", "dependencies", "application"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PREFIX": str(prefix), "VENV": sys.prefix, "PIP_NO_INDEX": "1"},
    )
    assert build.returncode == 0, build.stdout + build.stderr
    return prefix


def test_it_holds_the_application_compiled_and_nothing_of_the_workshop(image: Path) -> None:
    held = {path.name for path in (image / "app").iterdir()}
    assert {"manage.py", "greenlab", "inventory", "carbon", "templates", "static"} <= held
    assert held.isdisjoint({"tests", "bench", "docs", "var", "secrets", ".git", ".env"})
    assert list((image / "app" / "greenlab" / "__pycache__").glob("settings.*.pyc"))


def test_it_holds_no_secret(image: Path) -> None:
    assert [path for path in image.rglob("*") if path.name.startswith("secret_key")] == []


def test_its_static_files_are_hashed_and_compressed_and_hold_no_notebook_widget(image: Path) -> None:
    plotly = {path.suffix for path in (image / "static" / "plotly").glob("plotly.min.*")}
    assert plotly == {".js", ".gz"}
    assert list((image / "static").rglob("*widgetbundle*")) == []
    assert (image / "static" / "staticfiles.json").is_file()


def test_its_files_cannot_be_changed_by_the_account_that_runs_it(image: Path) -> None:
    writable = [path for path in (image / "app").rglob("*") if path.stat().st_mode & 0o022]
    assert writable == []


def test_the_application_starts_from_there(image: Path, tmp_path: Path) -> None:
    check = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=image / "app",
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "GREENLAB_DATA": str(tmp_path), "GREENLAB_STATIC": str(image / "static")},
    )
    assert check.returncode == 0, check.stderr
