import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from carbon.models import triggers as published_factors
from greenlab import celery_app, processes
from greenlab.spool.folder import SpoolFolder
from inventory.models import triggers
from tests import environment

pytest_plugins = ["tests.cast"]

# How fast an example runs, or is made, says nothing about whether it holds.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("GREENLAB_SHARED", ROOT.parent / "shared"))


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow hashing is tested by Django
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.CELERY_TASK_ALWAYS_EAGER = True  # tests of real workers start them by the `servers` fixtures
    settings.CELERY_TASK_EAGER_PROPAGATES = True
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # empty: files are found where they lie


def pytest_unconfigure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(environment.TEST_DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real reports and spreadsheets, read where they lie."""
    return _shared("samples")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The method's reference cases and the figures the factor tables were made from."""
    return _shared("data")


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here; set GREENLAB_SHARED to the folder that holds it")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium of this machine."""
    return program("chromium", "chromium-browser", "google-chrome")


def program(*names: str) -> str:
    """The path of a program of this machine; without it its tests are left out, except where CI demands them."""
    for name in names:
        if path := shutil.which(name):
            return path
    if os.environ.get("CI") == "true":
        pytest.fail(f"No {names[0]} was found, and with CI=true there must be one")
    pytest.skip(f"no {names[0]} was found on this machine")


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A real Celery worker, in processes of its own, on this test's database and broker."""
    data = tmp_path / "worker"
    data.mkdir(mode=0o700)
    variables = {**os.environ, "GREENLAB_DATA": str(data), "GREENLAB_SECRET_KEY": settings.SECRET_KEY}
    if connection.vendor == "sqlite":
        (data / "greenlab.sqlite3").symlink_to(connection.settings_dict["NAME"])
        (data / "spool").symlink_to(settings.DATA / "spool")
    else:
        variables["DATABASE_URL"] = (
            f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
        )
    celery_app.conf.task_always_eager = False
    try:
        with subprocess.Popen(processes.command("worker"), cwd=ROOT, env=variables, start_new_session=True) as process:
            yield
            process.terminate()
            process.wait(30)
    finally:
        celery_app.conf.task_always_eager = True
        forget_messages()


def forget_messages() -> None:
    if not settings.REDIS_URL:
        SpoolFolder(settings.DATA / "spool").purge(celery_app.conf.task_default_queue)
        return
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        for key in server.scan_iter(f"{settings.REDIS_PREFIX}:*"):
            server.delete(key)


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_the_ledger() -> Iterator[None]:
    """Tests that commit end with empty tables; the append-only ones refuse that unless their triggers are away."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_lifted(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        published_factors.remove(connection)
        flush(self)
        triggers.install(connection)
        published_factors.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_lifted)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine answers: a test that reaches out is a test that fails elsewhere."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse(address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise ConnectionRefusedError(f"Tests may not reach the network, yet one tried {address[0]}.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield
