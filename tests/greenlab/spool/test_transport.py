from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue

from greenlab.spool.folder import MOST_RETURNS

pytestmark = pytest.mark.once


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "spool"


def connect(root: Path) -> Connection:
    return Connection("spool://localhost", transport_options={"root": str(root), "polling_interval": 0.01})


@pytest.fixture
def queue(root: Path) -> Iterator[SimpleQueue]:
    with connect(root) as connection, connection.SimpleQueue("work") as queue:
        yield queue


def test_an_acknowledged_message_is_gone(queue: SimpleQueue, root: Path) -> None:
    queue.put({"device": 7})
    message = queue.get(timeout=2)
    assert message.payload == {"device": 7}
    message.ack()
    assert queue.qsize() == 0
    assert not list(root.rglob("*.msg"))


def test_a_message_outlives_its_publisher_and_its_consumer(root: Path) -> None:
    with connect(root) as publisher, publisher.SimpleQueue("work") as queue:
        queue.put("kept")
    with connect(root) as consumer, consumer.SimpleQueue("work") as queue:
        queue.get(timeout=2)  # and stops without having acknowledged
    with connect(root) as another, another.SimpleQueue("work") as queue:
        message = queue.get(timeout=2)
        assert message.payload == "kept"
        message.ack()


def test_a_requeued_message_comes_back_marked_and_is_buried_in_the_end(queue: SimpleQueue, root: Path) -> None:
    queue.put("poison")
    for returns in range(MOST_RETURNS + 1):
        message = queue.get(timeout=2)
        assert message.delivery_info["redelivered"] is (returns > 0)
        message.requeue()
    with pytest.raises(queue.Empty):
        queue.get(block=False)
    assert len(list((root / "dead").iterdir())) == 1


def test_a_rejected_message_is_buried_at_once(queue: SimpleQueue, root: Path) -> None:
    queue.put("unknown task")
    queue.get(timeout=2).reject()
    assert len(list((root / "dead").iterdir())) == 1


def test_a_file_that_is_no_message_is_buried_and_the_next_one_delivered(queue: SimpleQueue, root: Path) -> None:
    (root / "queue" / "work" / "00000000000000000000-cut-short.0.msg").write_bytes(b"")
    queue.put("sound")
    message = queue.get(timeout=2)
    assert message.payload == "sound"
    message.ack()
    assert len(list((root / "dead").iterdir())) == 1


def test_a_queue_name_cannot_leave_the_folder(root: Path) -> None:
    with connect(root) as connection, connection.SimpleQueue("../../outside") as queue:
        queue.put("inside")
        assert queue.qsize() == 1
    assert not (root.parent.parent / "outside").exists()
    assert not (root.parent / "outside").exists()
