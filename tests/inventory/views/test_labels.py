"""Sheets of labels."""

import re

import pytest

from inventory import actions
from inventory.labels import pages_of, qr_svg
from inventory.labels.sheet import Label, next_free
from inventory.models import Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import said, text

pytestmark = pytest.mark.django_db


def a_label(tag: str) -> Label:
    return Label(tag, "", "", "", "")


def test_a_part_used_sheet_begins_at_its_first_free_place() -> None:
    pages = pages_of([a_label(str(number)) for number in range(20)], start=5)
    assert [len(page) for page in pages] == [21, 21]
    assert pages[0][:4] == [None] * 4
    assert [label.tag for label in pages[1] if label] == ["17", "18", "19"]


@pytest.mark.parametrize(
    ("start", "labels", "following"), [(1, 1, 2), (5, 12, 17), (20, 2, 1), (1, 21, 1), (21, 22, 1)]
)
def test_the_next_place_follows_the_last_label(start: int, labels: int, following: int) -> None:
    assert next_free(start, labels) == following


def test_the_code_holds_the_short_address_of_the_device(settings) -> None:
    segno = pytest.importorskip("segno")
    expected = segno.make(f"{settings.SITE.origin}/d/GL-000123/", error="m", micro=False)
    path = re.search(r'stroke="#000" d="([^"]+)"', qr_svg("GL-000123"))
    assert path
    assert path[1] in expected.svg_inline(omitsize=True, border=2, dark="#000", light="#fff")


def test_the_code_is_drawn_without_styles_or_scripts() -> None:
    assert not re.search(r"style|script|\son\w+=", qr_svg("GL-000123"))


def test_chosen_devices_get_a_label_each(sign_in: SignIn, technician: Person) -> None:
    tags = [factories.a_laptop().asset_tag for _one in range(3)]
    response = sign_in(technician).get("/labels/", {"device": tags[:2]})
    shown = text(response)
    assert tags[0] in shown
    assert tags[2] not in shown
    assert shown.count('class="qr"') == 2


def test_all_that_a_list_shows_get_a_label_each(sign_in: SignIn, technician: Person) -> None:
    for _one in range(3):
        factories.a_laptop()
    factories.a_laptop(drives=None)
    response = sign_in(technician).get("/labels/", {"all": "1", "matching": "stage=testing"})
    assert text(response).count('class="qr"') == 3


def test_a_batch_gets_its_labels(sign_in: SignIn, technician: Person) -> None:
    actions.receive_devices(
        arrivals=[factories.an_arrival(), factories.an_arrival()],
        reference="ENG-25-07",
        on=factories.DAY,
        by=factories.the_administrator(),
    )
    assert text(sign_in(technician).get("/labels/?batch=ENG-25-07")).count('class="qr"') == 2


def test_devices_that_one_does_not_see_get_none(sign_in: SignIn, outsider: Person) -> None:
    device = factories.a_laptop()
    assert 'class="qr"' not in text(sign_in(outsider).get("/labels/", {"device": device.asset_tag}))


def test_the_next_free_place_is_remembered_for_each_person(sign_in: SignIn, technician: Person, owner: Person) -> None:
    tags = [factories.a_laptop().asset_tag for _one in range(3)]
    client = sign_in(technician)
    response = client.post("/labels/", {"device": tags, "start": "5"}, follow=True)
    assert "place 8" in said(response)
    assert client.get("/labels/", {"device": tags}).context["start"] == 8
    assert sign_in(owner).get("/labels/", {"device": tags}).context["start"] == 1


def test_a_place_is_chosen_by_a_plain_link(sign_in: SignIn, technician: Person) -> None:
    tag = factories.a_laptop().asset_tag
    response = sign_in(technician).get("/labels/", {"device": tag, "start": "3"})
    assert f'<a href="/labels/?device={tag}&amp;start=9"' in text(response)
    assert response.context["pages"][0][2].tag == tag


@pytest.mark.parametrize("start", ["0", "22", "x", "-1", "999999999999"])
def test_a_place_that_no_sheet_has_is_the_first(sign_in: SignIn, technician: Person, start: str) -> None:
    tag = factories.a_laptop().asset_tag
    assert sign_in(technician).get("/labels/", {"device": tag, "start": start}).context["start"] == 1


def test_no_choice_says_where_to_choose(sign_in: SignIn, technician: Person) -> None:
    assert "Choose devices" in text(sign_in(technician).get("/labels/"))


def test_an_unknown_batch_is_not_found(sign_in: SignIn, technician: Person) -> None:
    assert sign_in(technician).get("/labels/?batch=NONE").status_code == 404
