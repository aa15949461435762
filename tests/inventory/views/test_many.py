"""Acts on many devices: chosen in the list, done together, what was refused is listed, all of it undone as one."""

import pytest

from inventory import actions
from inventory.lifecycle import Verb
from inventory.models import Batch, Department, Device, Person
from inventory.views import selection
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import act_url, said, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(sign_in: SignIn, technician: Person):
    return sign_in(technician)


def laptops(number: int, department: Department) -> list[Device]:
    return [factories.a_laptop(department=department) for _one in range(number)]


def test_all_done_leads_back_to_the_list_with_one_undo(bench, engineering: Department) -> None:
    chosen = laptops(3, engineering)
    response = send(bench, Verb.TEST, chosen, passed="yes", next="/devices/?stage=testing")
    assert response.redirect_chain == [("/devices/?stage=testing", 302)]
    assert said(response) == "Tested: 3 devices."
    assert f"/undo/batch/{Batch.objects.get().reference}/" in text(response)


def test_what_was_refused_is_listed_with_its_reason(bench, engineering: Department) -> None:
    ready, unwiped = factories.a_ready_laptop(department=engineering), factories.a_tested_laptop(department=engineering)
    response = send(bench, Verb.DEPLOY, [ready, unwiped], kind="person", recipient="Lab", displacement_tier="unknown")
    assert response.redirect_chain[0][0] == "/devices/outcome/"
    assert response.context["done_tags"] == [ready.asset_tag]
    blocked = response.context["blocked"][0]
    assert blocked["tag"] == unwiped.asset_tag
    assert "is not wiped" in blocked["reason"]
    assert f"/undo/batch/{Batch.objects.get().reference}/" in text(response)


def test_what_can_not_be_done_is_said_before_it_is_tried(bench, engineering: Department) -> None:
    ready, unwiped = factories.a_ready_laptop(department=engineering), factories.a_tested_laptop(department=engineering)
    page = bench.get(act_url(Verb.DEPLOY), {"device": [ready.asset_tag, unwiped.asset_tag]})
    assert [device.asset_tag for device, _reason in page.context["obstacles"]] == [unwiped.asset_tag]


def test_when_all_are_refused_nothing_is_kept(bench, engineering: Department) -> None:
    chosen = [factories.a_tested_laptop(department=engineering) for _one in range(2)]
    response = send(bench, Verb.DEPLOY, chosen, kind="person", recipient="Lab", displacement_tier="unknown")
    assert "0 done" in text(response)
    assert not Batch.objects.exists()


def test_a_tag_that_is_not_seen_is_listed_apart(bench, engineering: Department, library: Department) -> None:
    foreign = factories.a_laptop(department=library)
    response = send(bench, Verb.TEST, [*laptops(2, engineering), foreign], passed="yes")
    assert response.context["unknown"] == [foreign.asset_tag]
    assert foreign.events.count() == 1


def test_all_that_match_are_taken_from_the_list_as_it_is(bench, engineering: Department) -> None:
    chosen = laptops(4, engineering)
    factories.a_tested_laptop(department=engineering)
    page = bench.get(act_url(Verb.TEST), {"all": "1", "matching": "stage=testing", "next": "/devices/"})
    assert {device.asset_tag for device in page.context["chosen"].devices} == {one.asset_tag for one in chosen}


def test_too_many_at_once_are_refused_with_a_sentence(bench, engineering: Department) -> None:
    laptops(3, engineering)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "MOST", 2)
        page = bench.get(act_url(Verb.TEST), {"all": "1", "matching": ""}, follow=True)
    assert "At most 2 are taken at once: narrow the list first." in said(page)


def test_nothing_chosen_is_said_and_leads_back(bench) -> None:
    page = bench.get(act_url(Verb.TEST), {"next": "/devices/?stage=wiping"}, follow=True)
    assert page.redirect_chain == [("/devices/?stage=wiping", 302)]
    assert "Choose one or more devices first" in said(page)


def test_nobody_is_led_to_another_site(bench, engineering: Department) -> None:
    response = send(bench, Verb.TEST, laptops(2, engineering), passed="yes", next="https://elsewhere.example/")
    assert response.redirect_chain == [("/devices/", 302)]


def test_the_acts_are_offered_with_how_many_devices_allow_them(bench, engineering: Department) -> None:
    chosen = [factories.a_ready_laptop(department=engineering), factories.a_laptop(department=engineering)]
    page = bench.get("/devices/act/", {"device": [one.asset_tag for one in chosen]})
    offered = {act["verb"]: act["devices"] for act in page.context["acts"]}
    assert (offered["deploy_device"], offered["record_test"]) == (1, 2)
    assert "correct_device" not in offered
    assert "withdraw_device" not in offered


def test_facts_are_corrected_one_device_at_a_time(bench, engineering: Department) -> None:
    chosen = laptops(2, engineering)
    page = bench.get(act_url(Verb.CORRECT), {"device": [one.asset_tag for one in chosen]}, follow=True)
    assert "one device at a time" in said(page)


def test_an_act_on_many_is_undone_as_one(bench, engineering: Department) -> None:
    chosen = laptops(2, engineering)
    send(bench, Verb.TEST, chosen, passed="yes")
    response = bench.post(f"/undo/batch/{Batch.objects.get().reference}/", follow=True)
    assert "taken back: 2 devices" in said(response)
    assert set(Device.objects.values_list("stage", flat=True)) == {"testing"}


def test_undoing_a_batch_lists_what_later_acts_rest_on(bench, engineering: Department) -> None:
    chosen = laptops(2, engineering)
    send(bench, Verb.TEST, chosen, passed="yes")
    batch = Batch.objects.get()
    moved = factories.wiped(chosen[0])
    actions.deploy_device(
        device=moved, kind="person", recipient="Lab", on=factories.DAY, by=factories.the_administrator()
    )
    response = bench.post(f"/undo/batch/{batch.reference}/", follow=True)
    assert response.context["done_tags"] == [chosen[1].asset_tag]
    assert response.context["blocked"][0]["tag"] == moved.asset_tag


def test_the_outcome_of_nothing_leads_to_the_list(bench) -> None:
    assert bench.get("/devices/outcome/")["Location"] == "/devices/"
