import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from greenlab.spool.folder import MOST_RETURNS, SpoolFolder

pytestmark = pytest.mark.once

# A consumer in a process of its own: works off the queue, and writes down what it did before it says that it is done.
CONSUMER = """
import sys, time
from pathlib import Path
from greenlab.spool.folder import SpoolFolder

root, done = Path(sys.argv[1]), Path(sys.argv[2])
folder = SpoolFolder(root)
print("ready", flush=True)
while True:
    claim = folder.claim("work")
    if claim is None:
        time.sleep(0.01)
        continue
    number = claim.path.read_text()
    time.sleep(0.005)
    with done.open("a") as file:
        file.write(number + "\\n")
    folder.finish(claim)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[SpoolFolder]:
    with closing(SpoolFolder(tmp_path / "spool")) as folder:
        yield folder


@pytest.fixture
def other(folder: SpoolFolder) -> Iterator[SpoolFolder]:
    with closing(SpoolFolder(folder.root)) as other:
        yield other


def start_consumer(root: Path, done: Path) -> subprocess.Popen[str]:
    consumer = subprocess.Popen(
        [sys.executable, "-c", CONSUMER, str(root), str(done)], stdout=subprocess.PIPE, text=True
    )
    assert consumer.stdout is not None
    assert consumer.stdout.readline() == "ready\n"
    return consumer


def kill(consumer: subprocess.Popen[str]) -> None:
    os.kill(consumer.pid, signal.SIGKILL)
    consumer.wait()
    assert consumer.stdout is not None
    consumer.stdout.close()


def test_messages_come_out_in_the_order_they_went_in(folder: SpoolFolder) -> None:
    for number in range(5):
        folder.publish("work", str(number).encode())
    claims = [folder.claim("work") for _ in range(5)]
    assert [claim.path.read_text() for claim in claims if claim] == ["0", "1", "2", "3", "4"]
    assert folder.claim("work") is None


def test_two_consumers_never_hold_the_same_message(folder: SpoolFolder, other: SpoolFolder) -> None:
    for number in range(40):
        folder.publish("work", str(number).encode())
    taken = [claim.path.read_text() for _ in range(20) for one in (folder, other) if (claim := one.claim("work"))]
    assert sorted(map(int, taken)) == list(range(40))


def test_a_living_consumer_keeps_its_claims(folder: SpoolFolder, other: SpoolFolder) -> None:
    folder.publish("work", b"mine")
    claim = folder.claim("work")
    other.recover()
    assert claim is not None
    assert claim.path.exists()


def test_a_consumer_that_stops_gives_its_claims_back_uncounted(folder: SpoolFolder, other: SpoolFolder) -> None:
    folder.publish("work", b"again")
    folder.claim("work")
    folder.close()
    claim = other.claim("work")
    assert claim is not None
    assert claim.returns == 0


def test_a_message_that_keeps_failing_is_buried_after_five_returns(folder: SpoolFolder) -> None:
    folder.publish("work", b"poison")
    for returns in range(MOST_RETURNS + 1):
        claim = folder.claim("work")
        assert claim is not None
        assert claim.returns == returns
        folder.give_back(claim, counted=True)
    assert folder.claim("work") is None
    assert [path.read_bytes() for path in (folder.root / "dead").iterdir()] == [b"poison"]


def test_killing_consumers_again_and_again_loses_no_message(folder: SpoolFolder, tmp_path: Path) -> None:
    done = tmp_path / "done"
    done.touch()
    consumers = [start_consumer(folder.root, done) for _ in range(2)]
    numbers = [str(number) for number in range(400)]
    for number in numbers:
        folder.publish("work", number.encode())
    for _ in range(4):  # fewer than the returns that bury a message
        time.sleep(0.1)
        kill(consumers.pop(0))
        consumers.append(start_consumer(folder.root, done))
    deadline = time.monotonic() + 30
    while set(numbers) - set(done.read_text().split()) and time.monotonic() < deadline:
        time.sleep(0.05)
    for consumer in consumers:
        kill(consumer)
    worked = Counter(done.read_text().split())
    assert sorted(worked) == sorted(numbers)
    assert sum(worked.values()) <= len(numbers) + 4, "only the message in hand at a kill may be worked on twice"
    assert list((folder.root / "dead").iterdir()) == []
    assert folder.size("work") == 0
