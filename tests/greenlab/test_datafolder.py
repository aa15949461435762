import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from greenlab.datafolder import lasting_secret, private_folder
from greenlab.env import EnvironmentProblem

pytestmark = pytest.mark.once


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    assert mode(private_folder(tmp_path / "var")) == 0o700


def test_what_is_written_into_a_folder_that_others_may_read_is_its_owners_alone(root: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    script = """
import django
django.setup()
from django.core.mail import send_mail
from django.db import connection
send_mail("Your account", "a link", None, ["ada@example.org"])
connection.ensure_connection()
"""
    variables = {"GREENLAB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "greenlab.settings"}
    subprocess.run([sys.executable, "-c", script], cwd=root, env=variables, umask=0o022, check=True)
    [mail] = (tmp_path / "outbox").glob("*.log")
    assert [mode(path) for path in (mail, mail.parent, tmp_path / "greenlab.sqlite3")] == [0o600, 0o700, 0o600]


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentProblem, match="Point GREENLAB_DATA at one that can"):
        private_folder(tmp_path / "file" / "var")


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    made = lasting_secret(tmp_path / "secret_key")
    assert len(made) >= 64
    assert lasting_secret(tmp_path / "secret_key") == made
    assert mode(tmp_path / "secret_key") == 0o600


def test_everyone_who_starts_first_ends_up_with_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starters:
        secrets = set(starters.map(lambda _: lasting_secret(tmp_path / "secret_key"), range(32)))
    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_damaged_secret_is_told_rather_than_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("short")
    with pytest.raises(EnvironmentProblem, match="restore it from a backup"):
        lasting_secret(tmp_path / "secret_key")
