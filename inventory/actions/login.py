"""Slow down whoever guesses passwords: after some failures each further one makes the wait longer."""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)  # so that nobody can keep somebody else out for a day
FORGOTTEN_AFTER = timedelta(hours=1)


def wait_before_login(*, username: str, address: str, now: datetime) -> timedelta:
    """How long this name has to wait at this address before a password is looked at again; zero for no wait."""
    failures, last = _failures(username, address, now)
    if failures < FREE_TRIES:
        return timedelta(0)
    wait: timedelta = min(FIRST_WAIT * 2 ** (failures - FREE_TRIES), LONGEST_WAIT)
    return max(last + wait - now, timedelta(0))


def note_failed_login(*, username: str, address: str, now: datetime) -> None:
    """Count a wrong password. Failures are kept in the cache and forgotten an hour after the last."""
    failures, _last = _failures(username, address, now)
    cache.set(_key(username, address), (min(failures + 1, 30), now), FORGOTTEN_AFTER.total_seconds())


def forget_failed_logins(*, username: str, address: str) -> None:
    """The right password was given: start counting anew."""
    cache.delete(_key(username, address))


def _failures(username: str, address: str, now: datetime) -> tuple[int, datetime]:
    kept: tuple[int, datetime] = cache.get(_key(username, address), (0, now))
    return kept


def _key(username: str, address: str) -> str:
    # A hash, because cache keys are short and plain, and because nobody should read names out of the cache.
    return "failed-logins:" + hashlib.sha256(f"{username.casefold()}\0{address}".encode()).hexdigest()
