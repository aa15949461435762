"""`check --deploy` in a fresh process, since settings are read once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

COMPOSE = {
    "GREENLAB_URL": "https://greenlab.example.org",
    "GREENLAB_BEHIND_PROXY": "1",
    "GREENLAB_SECRET_KEY": "k" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "DATABASE_URL": "postgresql://greenlab:hush@127.0.0.1:1/greenlab",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def manage(root: Path, tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**outside, "GREENLAB_DATA": str(tmp_path), **variables},
    )


def test_it_is_clean_in_the_settings_that_compose_uses(root: Path, tmp_path: Path) -> None:
    check = manage(root, tmp_path, "check", "--deploy", "--fail-level", "WARNING", **COMPOSE)
    assert check.returncode == 0, check.stderr
    assert "0 silenced" in check.stdout


def test_it_is_clean_in_the_settings_of_make_run_but_for_what_loopback_needs(root: Path, tmp_path: Path) -> None:
    check = manage(root, tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert check.returncode == 0, check.stderr
    assert "4 silenced" in check.stdout


def test_every_silenced_check_has_its_reason_beside_it(root: Path) -> None:
    silenced = re.findall(r'"security\.W\d+",(.*)', (root / "greenlab" / "settings.py").read_text())
    assert len(silenced) == 4
    assert all(re.match(r"  # \w.{20,}", reason) for reason in silenced)


def test_nonsense_in_the_environment_is_told_in_a_sentence(root: Path, tmp_path: Path) -> None:
    check = manage(root, tmp_path, "check", PORT="eighty")
    assert check.returncode != 0
    assert check.stderr.strip().splitlines()[-1].endswith("PORT is 'eighty'; write a whole number.")
