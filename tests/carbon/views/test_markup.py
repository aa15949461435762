import pytest

from carbon.models import Recompute
from inventory.models import Person
from tests.cast import SignIn
from tests.static.markup import read

PAGES = [
    "/impact/",
    "/impact/?department=eng",
    "/impact/?from=2024-06&to=2024-04",
    "/impact/?from=2027-01",
    "/impact/departments/lib/?from=2027-01",
    "/impact/foundations/",
    "/impact/departments/lib/",
    "/impact/devices/E-1/",
    "/impact/devices/K-1/",
    "/impact/not-assessed/",
    "/impact/recomputes/",
    "/impact/factors/",
    "/impact/factors/1/",
    "/exports/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_read_by_its_structure_alone(
    address: str, counted: Recompute, officer: Person, sign_in: SignIn
) -> None:
    page = read(sign_in(officer).get(address).content.decode())
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert [(one, after) for one, after in steps if after > one + 1] == []
    assert page.nameless() == []
    assert len(page.ids) == len(set(page.ids))


def test_the_progress_of_a_recompute_likewise(counted: Recompute, officer: Person, sign_in: SignIn) -> None:
    page = read(sign_in(officer).get(f"/impact/recomputes/{counted.pk}/").content.decode())
    assert page.headings == [1, 2, 2, 2]
