"""The processes as the containers start them, in the settings that compose uses, on real PostgreSQL and Redis."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from greenlab import processes
from tests.conftest import forget_messages
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif("REDIS_URL" not in os.environ, reason="needs PostgreSQL and Redis: python -m tests.on_servers"),
]


@pytest.fixture
def database_url() -> Iterator[str]:
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"greenlab_scaled_out_{secrets.token_hex(4)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    return free


@pytest.fixture
def variables(database_url: str, port: int, tmp_path: Path) -> Iterator[dict[str, str]]:
    (tmp_path / "secret_key").write_text(secrets.token_urlsafe(64))
    yield {
        **os.environ,
        "DATABASE_URL": database_url,
        "GREENLAB_URL": "https://greenlab.example.org",
        "GREENLAB_BEHIND_PROXY": "1",
        "GREENLAB_BIND": f"127.0.0.1:{port}",
        "GREENLAB_DATA": str(tmp_path / "data"),
        "GREENLAB_STATIC": str(tmp_path / "static"),
        "GREENLAB_SECRET_KEY_FILE": str(tmp_path / "secret_key"),
    }
    forget_messages()


@pytest.fixture
def manage(root: Path, variables: dict[str, str]) -> Iterator["Manage"]:
    manage = Manage(root, variables)
    yield manage
    for process in manage.started:
        process.send_signal(signal.SIGTERM)
    for process in manage.started:
        process.wait(30)


class Manage:
    """`manage.py` in the settings of this test."""

    def __init__(self, root: Path, variables: dict[str, str]) -> None:
        self.root, self.variables = root, variables
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> None:
        argv = [sys.executable, "manage.py", *arguments]
        self.started.append(subprocess.Popen(argv, cwd=self.root, env=self.variables))

    def succeeds(self, *arguments: str) -> bool:
        argv = [sys.executable, "manage.py", *arguments]
        return subprocess.run(argv, cwd=self.root, env=self.variables, check=False, capture_output=True).returncode == 0


def location(port: int, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers={"Host": "greenlab.example.org", **headers})
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def test_web_worker_and_beat_run_and_say_that_they_are_well(manage: Manage, port: int) -> None:
    assert manage.succeeds("collectstatic", "--noinput")
    assert manage.succeeds("prepare")
    assert not manage.succeeds("health", "worker")
    for name in processes.NAMES:
        manage.start("run", name)
    for name in processes.NAMES:
        wait_until(lambda name=name: manage.succeeds("health", name))  # type: ignore[misc]
    assert location(port, "/healthz") == (200, "")
    assert location(port, "/account/login/") == (301, "https://greenlab.example.org/account/login/")
    assert location(port, "/account/login/", **{"X-Forwarded-Proto": "https"}) == (200, "")
