import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], *, seconds: float = 90) -> None:
    """Wait for something that another process brings about. The limit only keeps a failed test from hanging."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)
