"""Several processes run as one: started together, restarted when one dies, stopped together, no orphan left."""

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

POLL_S = 0.2
GRACE_S = 30.0  # what a task or a download in hand may take to finish before it is cut off
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
HEALTHY_AFTER_S = 30.0
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class AlreadyRunning(Exception):
    """Another process holds the data folder."""


@contextlib.contextmanager
def sole_holder(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; raises `AlreadyRunning`. The kernel frees it with the process, however that ends."""
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(path) from None
        yield


@dataclass
class Child:
    """One supervised process: leader of a process group of its own, so that its whole brood can be ended with it."""

    name: str
    argv: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float | None = 0.0
    pause_s: float = field(default=FIRST_PAUSE_S)

    def start(self) -> int:
        """Start it; returns the process id."""
        # The terminal's Ctrl-C reaches the supervisor alone, which then stops its children in order.
        self.process = subprocess.Popen(self.argv, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603, PLW1509
        self.started_at, self.start_again_at = time.monotonic(), None
        return self.process.pid

    def has_died(self) -> bool:
        """Whether it ended since it was last started."""
        return self.process is not None and self.start_again_at is None and self.process.poll() is not None

    def plan_restart(self) -> float:
        """Clear away what it left running and set when to start it again; returns the seconds until then."""
        self.signal_group(signal.SIGKILL)
        if time.monotonic() - self.started_at > HEALTHY_AFTER_S:
            self.pause_s = FIRST_PAUSE_S
        pause_s, self.pause_s = self.pause_s, min(self.pause_s * 2, LONGEST_PAUSE_S)
        self.start_again_at = time.monotonic() + pause_s
        return pause_s

    def is_due(self) -> bool:
        """Whether it is time to start it."""
        return self.start_again_at is not None and time.monotonic() >= self.start_again_at

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and everything it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def ask_to_stop(self) -> None:
        """Ask the process itself, which tells those it started."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, seconds: float) -> bool:
        """Wait for its end, then end what it left; returns whether it ended by itself within `seconds`."""
        if self.process is None:
            return True
        try:
            self.process.wait(max(seconds, 0.1))
        except subprocess.TimeoutExpired:
            return False
        finally:
            self.signal_group(signal.SIGKILL)
            self.process.wait()
        return True


class Supervisor:
    """Runs `commands` (name -> argument list) until SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, commands: Mapping[str, Sequence[str]], say: Callable[[str], None]) -> None:
        self._children = [Child(name, argv) for name, argv in commands.items()]
        self._say = say
        self._stopping = False

    def run(self) -> bool:
        """Returns whether everything stopped in time when asked to."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        while not self._stopping:
            for child in self._children:
                self._look_after(child)
            time.sleep(POLL_S)
        return self._end()

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _look_after(self, child: Child) -> None:
        if child.has_died() and child.process is not None:
            code, pause_s = child.process.returncode, child.plan_restart()
            self._say(f"{child.name} ended with code {code}; it starts again in {pause_s:.0f} s.")
        elif child.is_due() and not self._stopping:
            self._say(f"{child.name} runs as process {child.start()}.")

    def _end(self) -> bool:
        self._say("Stopping; work in hand is finished first.")
        deadline = time.monotonic() + GRACE_S
        for child in self._children:
            child.ask_to_stop()
        in_time = [child.wait(deadline - time.monotonic()) for child in self._children]
        self._say("Stopped." if all(in_time) else "Stopped; work that took too long is taken up again next time.")
        return all(in_time)


def _die_with_parent() -> None:
    """In the child: be asked to stop when the supervisor is gone, even if it was killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
