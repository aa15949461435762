"""The spool folder itself, without Celery: publish, claim, finish, give back, recover, bury."""

import fcntl
import os
import time
import uuid
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from urllib.parse import quote

MOST_RETURNS = 5
RECOVER_EVERY_S = 2.0
LEFTOVER_AFTER_S = 3600  # nobody takes an hour to write a message: such a file in tmp/ is of a process that was killed
LOCK = ".lock"


@dataclass(frozen=True)
class Claim:
    """A message this consumer has taken: where its file lies now, and how often it came back before."""

    path: Path
    returns: int


class SpoolFolder:
    """One consumer's (or publisher's) view of the folder at `root`. Opened anew by each process that uses it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("queue", "claimed", "tmp", "dead"):
            (root / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        self._waiting: dict[str, list[str]] = {}
        self._own: Path | None = None
        self._own_pid = 0
        self._lock: TextIOWrapper | None = None
        self._recovered_at = float("-inf")

    # --- queues ---

    def declare(self, queue: str) -> None:
        """Make sure `queue` exists."""
        self._queue(queue).mkdir(mode=0o700, exist_ok=True)

    def has(self, queue: str) -> bool:
        """Whether `queue` was ever declared."""
        return self._queue(queue).is_dir()

    def size(self, queue: str) -> int:
        """How many messages wait in `queue`; those that are claimed are not counted."""
        return len(self._messages(self._queue(queue)))

    def purge(self, queue: str) -> int:
        """Throw away what waits in `queue`; returns how many messages that were."""
        self._waiting.pop(queue, None)
        messages = [self._queue(queue) / name for name in self._messages(self._queue(queue))]
        for message in messages:
            message.unlink(missing_ok=True)
        return len(messages)

    def publish(self, queue: str, body: bytes) -> None:
        """Put one message at the end of `queue`."""
        written = self.root / "tmp" / uuid.uuid4().hex
        written.write_bytes(body)
        self.declare(queue)
        # The name sorts by time, so that the oldest message is claimed first; ".0" counts how often it came back.
        written.rename(self._queue(queue) / f"{time.time_ns():020d}-{uuid.uuid4().hex}.0.msg")

    # --- claims ---

    def claim(self, queue: str) -> Claim | None:
        """Take the oldest message of `queue`, or None when there is none. Others can never take it while we live."""
        now = time.monotonic()
        if now - self._recovered_at > RECOVER_EVERY_S:
            self._recovered_at = now
            self.recover()
        folder = self._queue(queue)
        waiting = self._waiting.get(queue) or sorted(self._messages(folder), reverse=True)
        self._waiting[queue] = waiting  # one listing serves many claims
        while waiting:
            name = waiting.pop()
            path = self._own_folder() / f"{folder.name}:{name}"
            try:
                (folder / name).rename(path)
            except FileNotFoundError:
                continue  # another consumer was faster
            return Claim(path, _returns(name))
        return None

    def finish(self, claim: Claim) -> None:
        """The message's work is done."""
        claim.path.unlink(missing_ok=True)

    def give_back(self, claim: Claim, *, counted: bool) -> None:
        """Put the message back at its old place; `counted` when its work failed, not when we merely stop."""
        self._put_back(claim.path, counted=counted)

    def bury(self, claim: Claim) -> None:
        """Keep the message where nobody takes it and a person can look at it."""
        claim.path.replace(self.root / "dead" / claim.path.name)

    def recover(self) -> None:
        """Put back what consumers had claimed that are no longer alive, and clear what they left half-written."""
        for folder in _children(self.root / "claimed"):
            if folder != self._own:
                self._recover_from(folder)
        old = time.time() - LEFTOVER_AFTER_S
        for path in _children(self.root / "tmp"):
            try:
                if path.is_file() and path.stat().st_mtime < old:
                    path.unlink()
            except FileNotFoundError:
                continue  # renamed into its queue, or cleared by another consumer

    def close(self) -> None:
        """Give back, uncounted, what is still claimed, and let go of the lock."""
        if self._own is None or self._own_pid != os.getpid() or self._lock is None:
            return  # nothing claimed, or inherited over a fork: then it is our parent's to close
        self._empty(self._own, counted=False)
        self._lock.close()
        self._own = None

    # --- inside ---

    def _queue(self, queue: str) -> Path:
        return self.root / "queue" / quote(queue, safe="@.-_")

    @staticmethod
    def _messages(folder: Path) -> list[str]:
        return [path.name for path in _children(folder) if path.suffix == ".msg"]

    def _own_folder(self) -> Path:
        """Our folder under claimed/, locked before it can be seen: nobody may take it for a dead consumer's."""
        if self._own is None or self._own_pid != os.getpid():
            name = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
            hidden = self.root / "tmp" / name
            hidden.mkdir(mode=0o700)
            self._lock = (hidden / LOCK).open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            self._own, self._own_pid = hidden.rename(self.root / "claimed" / name), os.getpid()
        return self._own

    def _recover_from(self, folder: Path) -> None:
        try:
            lock = (folder / LOCK).open("r+")
        except FileNotFoundError:
            return  # another consumer has just recovered it
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # its consumer lives
            self._empty(folder, counted=True)

    def _empty(self, folder: Path, *, counted: bool) -> None:
        for path in _children(folder):
            if path.name != LOCK:
                self._put_back(path, counted=counted)
        (folder / LOCK).unlink(missing_ok=True)
        try:
            folder.rmdir()
        except OSError:
            return  # gone already, or its consumer's last message is still being moved: the next recovery sees to it

    def _put_back(self, path: Path, *, counted: bool) -> None:
        queue, name = path.name.split(":", 1)
        stem, returns, _suffix = name.rsplit(".", 2)
        returned = int(returns) + counted
        if returned > MOST_RETURNS:
            target = self.root / "dead" / path.name
        else:
            target = self.root / "queue" / queue / f"{stem}.{returned}.msg"
        try:
            path.rename(target)
        except FileNotFoundError:
            return  # two recoveries at once: the other one has it


def _returns(name: str) -> int:
    return int(name.rsplit(".", 2)[1])


def _children(folder: Path) -> list[Path]:
    """What lies in `folder` at this moment; nothing when it is not there."""
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []
