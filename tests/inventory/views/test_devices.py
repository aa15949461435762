from datetime import date

import pytest

from inventory import actions
from inventory.models import Cluster, Department, Person, SavedView
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import said, text

pytestmark = pytest.mark.django_db


def tags(response):
    return [row.tag for row in response.context["rows"]]


def many_laptops(number: int, on: date = factories.DAY) -> list[str]:
    arrivals = [factories.an_arrival() for _one in range(number)]
    intake = actions.receive_devices(arrivals=arrivals, on=on, by=factories.the_administrator())
    return [device.asset_tag for device in intake.received]


def test_the_list_holds_the_devices_that_a_person_sees(
    sign_in: SignIn, technician: Person, outsider: Person, engineering: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    assert tags(sign_in(technician).get("/devices/")) == [device.asset_tag]
    assert tags(sign_in(outsider).get("/devices/")) == []


@pytest.mark.parametrize(
    "query", ["stage=ready", "q=T490", "department=lib", "grade=B", "model={model}", "batch=LIB-1", "flag=missing"]
)
def test_each_filter_narrows_the_list(query: str, sign_in: SignIn, viewer: Person, library: Department) -> None:
    admin = factories.the_administrator()
    wanted = factories.a_model("ThinkPad T490")
    factories.a_laptop()
    arrivals = [factories.an_arrival(model=wanted, department=library)]
    device = actions.receive_devices(arrivals=arrivals, reference="LIB-1", on=factories.DAY, by=admin).received[0]
    actions.record_test(device=device, passed=True, on=factories.DAY, by=admin)
    factories.wiped(device)
    actions.grade_device(device=device, grade="B", on=factories.DAY, by=admin)
    actions.correct_device(device=device, changes={"flags": ["missing"]}, on=factories.DAY, by=admin)
    response = sign_in(viewer).get(f"/devices/?{query.format(model=wanted.pk)}")
    assert tags(response) == [device.asset_tag]


def test_the_list_is_narrowed_to_a_cluster(sign_in: SignIn, viewer: Person, nlp: Cluster) -> None:
    factories.a_deployed_laptop()
    device = factories.a_deployed_laptop(cluster=nlp)
    response = sign_in(viewer).get("/devices/?cluster=nlp-a")
    assert tags(response) == [device.asset_tag]
    assert "NLP cluster A" in text(response)


def test_a_filter_that_is_not_known_is_said_and_left_out(sign_in: SignIn, viewer: Person) -> None:
    factories.a_laptop()
    response = sign_in(viewer).get("/devices/?department=nowhere&stage=nonsense")
    assert len(tags(response)) == 1
    assert "“nowhere” is none of those offered" in text(response)


def test_the_chips_count_each_stage_within_the_filter(sign_in: SignIn, viewer: Person) -> None:
    factories.a_laptop(model=factories.a_model("ThinkPad T490"))
    factories.a_laptop()
    chips = sign_in(viewer).get("/devices/?q=T490").context["chips"]
    assert {str(chip["label"]): chip["count"] for chip in chips if chip["count"] != "0"} == {"All": "1", "Testing": "1"}


@pytest.mark.parametrize("sort", ["tag", "-tag", "since", "-since", "received", "-received"])
def test_pages_follow_each_other_without_gap_or_repeat(sort: str, sign_in: SignIn, viewer: Person) -> None:
    made = [tag for days in range(3) for tag in many_laptops(41, on=factories.after(days))]
    client, seen, query = sign_in(viewer), [], f"?sort={sort}"
    while query:
        response = client.get(f"/devices/{query}")
        seen += tags(response)
        query = response.context["page"]["next_url"]
    assert len(seen) == len(made) == 123
    assert set(seen) == set(made)
    if sort.endswith("tag"):
        assert seen == sorted(made, reverse=sort.startswith("-"))


def test_the_page_before_is_the_page_one_came_from(sign_in: SignIn, viewer: Person) -> None:
    many_laptops(101)
    client = sign_in(viewer)
    first = client.get("/devices/")
    second = client.get(f"/devices/{first.context['page']['next_url']}")
    third = client.get(f"/devices/{second.context['page']['next_url']}")
    assert (len(tags(third)), third.context["page"]["next_url"]) == (1, "")
    back = client.get(f"/devices/{third.context['page']['previous_url']}")
    assert tags(back) == tags(second)
    assert tags(client.get(f"/devices/{back.context['page']['previous_url']}")) == tags(first)


@pytest.mark.parametrize("cursor", ["after=2024-13-01~x", "before=~", "after=2024-01-01~99999999999999999999"])
def test_a_broken_cursor_is_no_error(cursor: str, sign_in: SignIn, viewer: Person) -> None:
    factories.a_laptop()
    assert sign_in(viewer).get(f"/devices/?sort=since&{cursor}").status_code == 200


def test_a_view_is_kept_under_a_name_and_deleted_again(sign_in: SignIn, viewer: Person) -> None:
    client = sign_in(viewer)
    client.post("/devices/views/", {"name": "Late wipes", "query": "stage=wiping&matter=late"})
    view = SavedView.objects.get()
    assert (view.person, view.name, view.query) == (viewer, "Late wipes", "stage=wiping&matter=late")
    assert "?stage=wiping&amp;matter=late" in text(client.get("/devices/"))
    client.post(f"/devices/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_not_kept(sign_in: SignIn, viewer: Person) -> None:
    response = sign_in(viewer).post("/devices/views/", {"name": " ", "query": "stage=wiping"}, follow=True)
    assert "Give the view a name" in said(response)
    assert not SavedView.objects.exists()


def test_nobody_deletes_the_view_of_another(sign_in: SignIn, viewer: Person, outsider: Person) -> None:
    sign_in(viewer).post("/devices/views/", {"name": "Mine", "query": ""})
    assert sign_in(outsider).post(f"/devices/views/{SavedView.objects.get().pk}/delete/").status_code == 404


def test_the_acts_under_the_list_are_those_of_the_role(sign_in: SignIn, viewer: Person, owner: Person) -> None:
    factories.a_tested_laptop()
    assert sign_in(viewer).get("/devices/?stage=wiping").context["offered"] == []
    first = sign_in(owner).get("/devices/?stage=wiping").context["offered"][0]
    assert (first["verb"], first["kind"]) == ("record_wipe", "primary")
