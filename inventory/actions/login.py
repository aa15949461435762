"""Slow down whoever guesses passwords: after some tries each further one makes the wait longer."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from inventory.models import LoginTries

FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries are free; each further one doubles the wait before the next, up to the longest."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta

    def wait(self, row: LoginTries, now: datetime) -> timedelta:
        """How long the next try still has to wait."""
        if row.tries < self.free:
            return timedelta(0)
        doublings = min(row.tries - self.free, 30)
        until: datetime = row.last_at + min(self.first_wait * 2**doublings, self.longest_wait)
        return max(until - now, timedelta(0))


NAME_AT_ADDRESS = Limit(5, timedelta(seconds=30), timedelta(minutes=15))
# Many places guess at one name, or one place at many. Waits are short: others than the guesser wait as well.
NAME = Limit(50, timedelta(seconds=5), timedelta(minutes=1))
ADDRESS = Limit(100, timedelta(seconds=5), timedelta(minutes=1))


@transaction.atomic
def count_try(*, username: str, address: str, now: datetime) -> timedelta:
    """Count a try before the password is looked at; how long it has to wait, and zero when it may be looked at.

    Who has to wait is not counted. Of tries at once each finds the one before it counted. Forgotten after an hour.
    """
    limits = _limits(username, address)
    # In the order of keys, here and below: of two tries that share some rows neither waits for the other for ever.
    unknown = [LoginTries(key=key, last_at=now) for key in sorted(limits)]
    LoginTries.objects.bulk_create(unknown, ignore_conflicts=True)
    rows = _locked(limits)
    for row in rows:
        if row.last_at < now - FORGOTTEN_AFTER:
            row.tries = 0
    wait = max((limits[row.key].wait(row, now) for row in rows), default=timedelta(0))
    if wait:
        LoginTries.objects.filter(key__in=limits, tries=0).delete()  # invented names leave nothing behind
        return wait
    for row in rows:
        row.tries, row.last_at = row.tries + 1, now
    LoginTries.objects.bulk_update(rows, ["tries", "last_at"])
    return wait


@transaction.atomic
def give_back_tries(*, username: str, address: str) -> None:
    """The right password was given: what this name tried at this address counts nowhere any more."""
    limits = _limits(username, address)
    rows = _locked(limits)
    own = sum(row.tries for row in rows if limits[row.key] is NAME_AT_ADDRESS)
    for row in rows:
        row.tries = max(row.tries - own, 0)
    LoginTries.objects.bulk_update(rows, ["tries"])


def forget_old_tries(*, now: datetime) -> int:
    """Delete the rows that count for nothing any more; how many."""
    return LoginTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]


def _limits(username: str, address: str) -> Mapping[str, Limit]:
    name = username.casefold()
    limits = {_key("name at address", name, address): NAME_AT_ADDRESS, _key("name", name): NAME}
    # Where no address is known, everybody would share one.
    return limits | ({_key("address", address): ADDRESS} if address else {})


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _locked(limits: Mapping[str, Limit]) -> list[LoginTries]:
    return list(LoginTries.objects.select_for_update().filter(key__in=limits).order_by("key"))
