"""Celery's own workers on the spool, killed as the kernel kills them when memory runs out."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from greenlab.spool.folder import MOST_RETURNS, SpoolFolder
from tests.waiting import wait_until

pytestmark = [pytest.mark.once, pytest.mark.servers]

StartWorker = Callable[[], "subprocess.Popen[bytes]"]
APPLICATION = "tests.greenlab.spool.application"
PUBLISH = (
    f"import sys; from {APPLICATION} import app; [app.send_task(sys.argv[1], eval(args)) for args in sys.argv[2:]]"
)


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def start_worker(root: Path, spool: Path) -> Iterator[StartWorker]:
    workers: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        argv = [
            *("-m", "celery", "--quiet", "--app", APPLICATION, "worker"),
            *("--concurrency", "2", "--without-mingle"),
        ]
        workers.append(
            subprocess.Popen(
                [sys.executable, *argv, "--without-gossip", "--loglevel", "CRITICAL"],
                cwd=root,
                env={**os.environ, "SPOOL_ROOT": str(spool)},
                start_new_session=True,
                stderr=subprocess.DEVNULL,
            )
        )
        return workers[-1]

    yield start
    for worker in workers:
        kill(worker)


def kill(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def publish(root: Path, spool: Path, task: str, *arguments: tuple[object, ...]) -> None:
    command = [sys.executable, "-c", PUBLISH, f"{APPLICATION}.{task}", *map(repr, arguments)]
    subprocess.run(command, cwd=root, env={**os.environ, "SPOOL_ROOT": str(spool)}, check=True)


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def test_the_tasks_of_a_killed_worker_are_done_by_another(
    start_worker: StartWorker, root: Path, spool: Path, tmp_path: Path
) -> None:
    done = tmp_path / "done"
    first, _second = start_worker(), start_worker()
    publish(root, spool, "work", *((str(done), number) for number in range(20)))
    wait_until(lambda: len(lines(done)) >= 4)
    kill(first)
    wait_until(lambda: set(lines(done)) == {str(number) for number in range(20)})
    wait_until(lambda: SpoolFolder(spool).size("celery") == 0)
    assert list((spool / "dead").iterdir()) == []


def test_a_task_that_kills_its_process_is_buried_and_the_next_one_done(
    start_worker: StartWorker, root: Path, spool: Path, tmp_path: Path
) -> None:
    fallen, done = tmp_path / "fallen", tmp_path / "done"
    publish(root, spool, "poison", (str(fallen),))
    publish(root, spool, "work", (str(done), 1))
    start_worker()
    wait_until(lambda: len(list((spool / "dead").iterdir())) == 1)
    assert len(lines(fallen)) == MOST_RETURNS + 1
    wait_until(lambda: lines(done) == ["1"])
