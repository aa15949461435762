"""What a reader of the finished pages meets: every control named, no id twice, headings in order."""

from collections import Counter
from itertools import pairwise

import pytest

from inventory import actions
from inventory.forms.act import ActForm
from inventory.models import Person
from inventory.views.acts import SHEETS
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import text
from tests.inventory.views.query_counts import QUERIES
from tests.static.markup import read

pytestmark = pytest.mark.django_db

PAGES = [
    *QUERIES,
    *(f"/devices/act/{verb.value}/?device={{first}}" for verb in SHEETS),
    "/devices/?q=nothing-has-this",
    "/search/?q=nothing-has-this",
    "/d/GL-999999/",
]


@pytest.mark.parametrize("url", sorted(set(PAGES)))
def test_a_page_is_in_order(url: str, sign_in: SignIn, owner: Person) -> None:
    arrivals = [factories.an_arrival(), factories.an_arrival()]
    intake = actions.receive_devices(arrivals=arrivals, reference="FLEET", on=factories.DAY, by=owner)
    first, second = intake.received
    factories.a_tested_laptop()
    deployed = factories.a_deployed_laptop(cluster=factories.a_cluster())
    places = {"first": first.asset_tag, "second": second.asset_tag, "tag": deployed.asset_tag}
    page = read(text(sign_in(owner).get(url.format(**places), follow=True)))
    assert page.nameless() == []
    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
    assert page.headings.count(1) == 1
    assert [(upper, lower) for upper, lower in pairwise(page.headings) if lower > upper + 1] == []


def test_every_verb_has_a_form_of_its_own() -> None:
    assert len({sheet.form for sheet in SHEETS.values()}) == len(SHEETS)
    assert all(issubclass(sheet.form, ActForm) for sheet in SHEETS.values())
