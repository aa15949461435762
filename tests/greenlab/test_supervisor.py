import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenlab.supervisor import AlreadyRunning, sole_holder
from tests.waiting import wait_until

pytestmark = pytest.mark.once

# Two children, each with a child of its own, so that a whole brood has to be looked after.
SUPERVISED = """
import sys
from greenlab.supervisor import Supervisor

brood = "sleep 1000 & echo $$ $! >> {folder}/{name}; wait"
commands = {{name: ["sh", "-c", brood.replace("{{name}}", name)] for name in ("first", "second")}}
sys.exit(not Supervisor(commands, say=print).run())
"""


@pytest.fixture
def supervisor(root: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    code = SUPERVISED.format(folder=tmp_path, name="{name}")
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.DEVNULL) as process:
        wait_until(lambda: len(processes(tmp_path)) == 4)
        yield process
        process.kill()


def processes(folder: Path) -> list[int]:
    """Every process that was ever started, children's children included."""
    return [
        int(number)
        for name in ("first", "second")
        if (folder / name).exists()
        for number in (folder / name).read_text().split()
    ]


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_child_comes_back_and_leaves_no_orphan(supervisor: subprocess.Popen[bytes], tmp_path: Path) -> None:
    first, its_child = processes(tmp_path)[:2]
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: len((tmp_path / "first").read_text().split()) == 4)
    assert not alive(its_child)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_with_everything_it_started(
    supervisor: subprocess.Popen[bytes], tmp_path: Path, number: signal.Signals
) -> None:
    supervisor.send_signal(number)
    assert supervisor.wait(20) == 0
    assert [process for process in processes(tmp_path) if alive(process)] == []


def test_its_children_end_even_when_it_is_killed_itself(supervisor: subprocess.Popen[bytes], tmp_path: Path) -> None:
    leaders = processes(tmp_path)[::2]
    supervisor.kill()
    wait_until(lambda: not any(alive(leader) for leader in leaders))
    for number in processes(tmp_path):  # a shell passes nothing on to its own children; our processes do
        if alive(number):
            os.kill(number, signal.SIGKILL)


def test_one_data_folder_has_one_holder(tmp_path: Path) -> None:
    with sole_holder(tmp_path / "lock"), pytest.raises(AlreadyRunning), sole_holder(tmp_path / "lock"):
        pass
    with sole_holder(tmp_path / "lock"):
        pass
