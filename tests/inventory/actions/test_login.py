from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from inventory.actions.login import count_try, forget_old_tries, give_back_tries
from inventory.models import LoginTries

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 11, 23, 9, tzinfo=UTC)
HERE = "192.0.2.7"
LATER = timedelta(minutes=16)  # longer than any wait


def wait(name: str = "ada", address: str = HERE, later: timedelta = timedelta(0)) -> int:
    return int(count_try(username=name, address=address, now=NOW + later).total_seconds())


def fail(times: int, name: str = "ada", address: str = HERE) -> timedelta:
    """So many tries, each after whatever it had to wait; answers with when the last was."""
    for number in range(times):
        assert wait(name, address, LATER * number) == 0
    return LATER * (times - 1)


def test_five_tries_cost_no_wait() -> None:
    assert [wait() for _n in range(5)] == [0] * 5
    assert wait() == 30


@pytest.mark.parametrize(("tries", "seconds"), [(5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (40, 900)])
def test_from_the_fifth_on_the_wait_grows_up_to_a_quarter_of_an_hour(tries: int, seconds: int) -> None:
    assert wait(later=fail(tries)) == seconds


def test_the_wait_ends_by_itself_and_who_asks_meanwhile_does_not_make_it_longer() -> None:
    fail(1)
    assert [wait() for _n in range(4)] == [0] * 4
    assert wait(later=timedelta(seconds=29)) == 1
    assert wait(later=timedelta(seconds=30)) == 0


def test_others_and_other_places_do_not_wait() -> None:
    later = fail(9)
    assert wait(address="192.0.2.8", later=later) == 0
    assert wait("eve", later=later) == 0


def test_the_case_of_the_name_makes_no_difference() -> None:
    later = fail(5, "ADA")
    assert wait("ada", later=later) == 30


def test_the_right_password_starts_the_count_anew() -> None:
    for _n in range(2):
        assert [wait() for _n in range(5)] == [0] * 5
        give_back_tries(username="ada", address=HERE)


def test_many_places_that_guess_at_one_name_wait_a_minute_at_most() -> None:
    for number in range(50):
        assert wait(address=f"192.0.2.{number}") == 0
    assert wait(address="198.51.100.1") == 5
    for number in range(9):
        assert wait(address=f"198.51.100.{number}", later=timedelta(minutes=number + 1)) == 0
    assert wait(address="198.51.100.99", later=timedelta(minutes=9)) == 60


def test_one_place_that_guesses_at_many_names_waits_and_other_places_do_not() -> None:
    for number in range(100):
        assert wait(f"name-{number}") == 0
    assert wait("ada") == 5
    assert wait("ada", address="192.0.2.8") == 0


def test_the_right_password_gives_back_what_this_name_tried_here_and_no_more() -> None:
    for number in range(98):
        wait(f"name-{number}")
    assert [wait(), wait(), wait("eve")] == [0, 0, 5]
    give_back_tries(username="ada", address=HERE)
    assert [wait("eve"), wait("eve"), wait("eve")] == [0, 0, 5]


def test_invented_names_of_who_has_to_wait_leave_nothing_behind() -> None:
    for number in range(100):
        wait(f"name-{number}")
    before = LoginTries.objects.count()
    for number in range(20):
        assert wait(f"invented-{number}") > 0
    assert LoginTries.objects.count() == before


def test_without_a_known_address_nobody_waits_for_others() -> None:
    assert [wait(f"name-{number}", address="") for number in range(101)] == [0] * 101


def test_an_hour_later_everything_is_forgotten() -> None:
    for _n in range(5):
        wait()
    assert wait(later=timedelta(minutes=61)) == 0
    assert LoginTries.objects.exclude(tries=1).count() == 0
    assert forget_old_tries(now=NOW + timedelta(minutes=122)) == 3


def test_no_name_and_no_address_is_kept() -> None:
    wait("ada")
    assert all(len(key) == 64 and "ada" not in key for key in LoginTries.objects.values_list("key", flat=True))


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_five_are_let_through() -> None:
    def guess(_number: int) -> int:
        try:
            return wait()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        waits = list(threads.map(guess, range(24), timeout=60))
    assert sorted(waits) == [0] * 5 + [30] * 19
