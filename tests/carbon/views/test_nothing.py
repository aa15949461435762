"""Where there is nothing to show, the pages say so: no zero looks like a result, and nothing false stands beside it."""

import pytest

from carbon.actions.factor_sets import load_factor_tables
from carbon.models import Recompute
from inventory.models import Department, Person
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn

FALSE = ("Net avoided emissions", "The range holds zero", "Every device is counted", "next recompute", "chart-phases")
"""What a page with figures says, and what an empty one must not."""


@pytest.fixture
def empty(db: None) -> Recompute:
    load_factor_tables()
    return recompute_now()


def said_at(address: str, person: Person, sign_in: SignIn) -> str:
    html = sign_in(person).get(address).content.decode()
    assert [words for words in FALSE if words in html] == []
    return html


@pytest.mark.parametrize("address", ["/impact/?from=2027-01", "/impact/departments/eng/?from=2027-01"])
def test_a_period_in_which_nothing_served_says_so(
    address: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = said_at(address, viewer, sign_in)
    assert "No day of service lies in this period" in html
    assert "In the months asked for (from Jan 2027)" in html
    assert "Clear filters" in html


def test_an_installation_without_devices_says_so(empty: Recompute, officer: Person, sign_in: SignIn) -> None:
    assert "No device is counted yet" in said_at("/impact/", officer, sign_in)
    assert "No device to assess yet" in said_at("/impact/not-assessed/", officer, sign_in)
    assert "No device is counted yet" in said_at("/impact/foundations/", officer, sign_in)


def test_devices_of_which_something_is_missing_are_no_zero(
    empty: Recompute, library: Department, officer: Person, sign_in: SignIn
) -> None:
    factories.a_laptop(asset_tag="N-1", department=library, model=None, collection_km=30)
    recompute_now()
    html = said_at("/impact/", officer, sign_in)
    assert "For 1 device a fact or a factor is missing." in html
    assert "No model recorded" in html


def test_what_the_total_rests_on_stands_nowhere_before_the_first_recompute(officer: Person, sign_in: SignIn) -> None:
    html = sign_in(officer).get("/impact/foundations/").content.decode()
    assert "No savings have been computed yet" in html
    assert "Compute now" in html


def test_a_question_that_does_not_fit_gets_no_foundations(counted: Recompute, officer: Person, sign_in: SignIn) -> None:
    answer = sign_in(officer).get("/impact/foundations/?site=nowhere")
    assert answer.status_code == 400
    assert b"These filters cannot be used" in answer.content
