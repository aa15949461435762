"""Backups: written from the tests' own database, restored by `manage.py` into fresh ones of both kinds."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from greenlab.backup import BackupRefused, back_up, restore
from inventory.actions.evidence import keep_evidence
from inventory.actions.people import set_preferences
from inventory.models import DeviceEvent, Person
from tests import factories
from tests.conftest import ROOT
from tests.on_servers import DATABASE_URL

pytestmark = pytest.mark.django_db(transaction=True)

SERVER = DATABASE_URL.rpartition("/")[0]


@pytest.fixture
def used(transactional_db: None) -> None:
    """An installation with devices, evidence, published factors and a night's figures."""
    load_factor_tables()
    factories.a_deployed_laptop(cluster=factories.a_cluster())
    factories.a_laptop(ram_gb=7.75)
    by = factories.the_administrator()
    set_preferences(person=by, theme="dark", time_zone="Europe/Berlin", by=by)
    keep_evidence(content=bytes(range(256)) * 40, name="ünïcode.log", kind="wipe_proof", by=by)
    recompute_footprints(as_of=factories.after(400))


@pytest.fixture
def written(used: None, tmp_path: Path) -> Path:
    path = tmp_path / "first.zip"
    back_up(path)
    return path


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"greenlab_backup_{uuid4().hex[:8]}"
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as problem:
        pytest.skip(f"PostgreSQL does not answer: {problem}")
    with server:
        server.execute(f"CREATE DATABASE {name}".encode())
        yield f"{SERVER}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def manage(data: Path, *arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    inside = {"GREENLAB_DATA": str(data), **({"DATABASE_URL": database} if database else {})}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**outside, **inside},
    )


def done(command: subprocess.CompletedProcess[str]) -> str:
    assert command.returncode == 0, command.stderr
    return command.stdout


def contents(path: Path) -> dict[str, tuple[int, str]]:
    """Rows and hash of every table."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return {table["table"]: (table["rows"], table["sha256"]) for table in manifest["tables"]}


def test_a_backup_restored_into_a_new_folder_is_the_same_installation(written: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    done(manage(data, "prepare"))  # as a first start does
    assert "every table reads as it was backed up" in done(manage(data, "restore", str(written)))
    done(manage(data, "backup", str(tmp_path / "second.zip")))
    assert contents(tmp_path / "second.zip") == contents(written)
    assert contents(written)["inventory.DeviceEvent"][0] == DeviceEvent.objects.count() > 3
    assert contents(written)["carbon.Footprint"][0] > 0


def test_it_goes_to_postgresql_and_on_to_sqlite_and_keys_go_on_from_there(
    written: Path, tmp_path: Path, postgresql: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    done(manage(data, "restore", str(written), database=postgresql))
    done(manage(data, "backup", str(tmp_path / "second.zip"), database=postgresql))
    done(manage(data, "restore", str(tmp_path / "second.zip")))
    done(manage(data, "backup", str(tmp_path / "third.zip")))
    assert contents(tmp_path / "second.zip") == contents(written)
    assert contents(tmp_path / "third.zip") == contents(written)
    newest = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    code = "from inventory.models import Person; print(Person.objects.create(username='next').pk)"
    assert int(done(manage(data, "shell", "-v0", "-c", code, database=postgresql))) == newest + 1


def test_an_installation_in_use_refuses_a_backup_and_keeps_what_it_has(written: Path) -> None:
    before = DeviceEvent.objects.count()
    with pytest.raises(BackupRefused, match=r"in use.*Nothing was restored"):
        restore(written)
    assert DeviceEvent.objects.count() == before


def test_a_backup_with_one_changed_byte_is_refused_whole(written: Path, tmp_path: Path) -> None:
    forged, data = tmp_path / "forged.zip", tmp_path / "data"
    data.mkdir()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"ThinkPad", b"ThinkBad") if "devicemodel" in name else content)
    refused = manage(data, "restore", str(forged))
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    done(manage(data, "restore", str(written)))  # and is still empty enough for the good one


def test_a_backup_that_was_cut_off_is_refused_with_a_sentence(written: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(written.read_bytes()[:-200])
    with pytest.raises(BackupRefused, match="cannot be read as a backup"):
        restore(cut)


def test_a_backup_of_another_version_is_refused_with_its_name(written: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(other, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        manifest["migrations"].append("inventory.9999_of_next_year")
        new.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BackupRefused, match=r"newer.*inventory\.9999_of_next_year"):
        restore(other)


def test_a_backup_overwrites_nothing(written: Path) -> None:
    before = written.read_bytes()
    with pytest.raises(BackupRefused, match="not overwritten"):
        back_up(written)
    assert written.read_bytes() == before


def test_only_its_owner_can_read_a_backup(written: Path) -> None:
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_cannot_be_written_leaves_nothing(used: None, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.rmtree(folder)
    with pytest.raises(BackupRefused, match="could not be written"):
        back_up(folder / "file.zip")
    assert list(tmp_path.iterdir()) == []
