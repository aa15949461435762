"""`manage.py up` from an empty folder, as `make run` starts it: one story in one test, because starts are slow."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.waiting import wait_until

pytestmark = [pytest.mark.once, pytest.mark.servers]


class Installation:
    """One data folder, and whatever runs on it."""

    def __init__(self, root: Path, data: Path) -> None:
        self.root, self.data = root, data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.log = data.with_suffix(".log")
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        outside = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        variables = {"GREENLAB_DATA": str(self.data), "GREENLAB_DEMO": "0", "PORT": str(self.port)}
        with self.log.open("wb") as log:
            up = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=self.root,
                env={**outside, **variables},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.started.append(up)
        return up

    def said(self) -> str:
        return self.log.read_text()

    def health(self) -> dict[str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            found: dict[str, str] = json.load(connection.getresponse())
        except OSError:
            return {}
        finally:
            connection.close()
        return found

    def is_well(self) -> bool:
        return self.health().get("status") == "ok"

    def processes(self) -> dict[int, str]:
        """Every living process that works on this data folder, whoever started it."""
        mark = f"GREENLAB_DATA={self.data}".encode()
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and mark in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
        return found

    def has_replaced(self, name: str, killed: int) -> bool:
        return self.process_of(name) != killed

    def process_of(self, name: str) -> int:
        return int(re.findall(rf"^{name} runs as process (\d+)", self.said(), re.MULTILINE)[-1])


@pytest.fixture
def installation(root: Path, tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(root, tmp_path / "data")
    yield installation
    for number in installation.processes():
        os.kill(number, signal.SIGKILL)
    for up in installation.started:
        up.wait()


def test_it_starts_from_nothing_mends_itself_stops_whole_and_starts_again(installation: Installation) -> None:
    up = installation.start()
    wait_until(installation.is_well)
    assert installation.said().count("password:") == 1

    for name in ("web", "worker", "beat"):
        killed = installation.process_of(name)
        os.kill(killed, signal.SIGKILL)
        wait_until(partial(installation.has_replaced, name, killed))
    wait_until(installation.is_well)

    refused = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=installation.root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "GREENLAB_DATA": str(installation.data), "PORT": str(installation.port)},
    )
    assert refused.returncode == 1
    assert "nothing was started" in refused.stderr

    up.send_signal(signal.SIGINT)
    assert up.wait(60) == 0
    assert installation.processes() == {}

    up = installation.start()
    wait_until(installation.is_well)
    assert "password:" not in installation.said(), "the administrator of the first start is still there"
    up.send_signal(signal.SIGTERM)
    assert up.wait(60) == 0
    assert installation.processes() == {}
