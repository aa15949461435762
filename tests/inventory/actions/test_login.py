from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from inventory.actions.login import forget_failed_logins, note_failed_login, wait_before_login

NOW = datetime(2025, 11, 23, 9, tzinfo=UTC)
HERE = "192.0.2.7"


@pytest.fixture
def name() -> str:
    """A name that no other test has used: failures are kept in the cache."""
    return f"ada-{uuid4().hex}"


def fail(name: str, times: int, address: str = HERE) -> None:
    for _n in range(times):
        note_failed_login(username=name, address=address, now=NOW)


def wait(name: str, address: str = HERE, later: timedelta = timedelta(0)) -> int:
    return int(wait_before_login(username=name, address=address, now=NOW + later).total_seconds())


def test_four_wrong_passwords_cost_no_wait(name: str) -> None:
    fail(name, 4)
    assert wait(name) == 0


@pytest.mark.parametrize(("failures", "seconds"), [(5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (40, 900)])
def test_from_the_fifth_on_the_wait_grows_up_to_a_quarter_of_an_hour(name: str, failures: int, seconds: int) -> None:
    fail(name, failures)
    assert wait(name) == seconds


def test_the_wait_ends_by_itself(name: str) -> None:
    fail(name, 5)
    assert wait(name, later=timedelta(seconds=29)) == 1
    assert wait(name, later=timedelta(seconds=30)) == 0


def test_others_and_other_places_do_not_wait(name: str) -> None:
    fail(name, 9)
    assert wait(name, address="192.0.2.8") == 0
    assert wait(f"{name}-2") == 0


def test_the_case_of_the_name_makes_no_difference(name: str) -> None:
    fail(name.upper(), 5)
    assert wait(name) == 30


def test_the_right_password_starts_the_count_anew(name: str) -> None:
    fail(name, 4)
    forget_failed_logins(username=name, address=HERE)
    fail(name, 4)
    assert wait(name) == 0
