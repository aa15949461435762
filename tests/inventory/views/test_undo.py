import pytest
from django.test import Client

from inventory import actions
from inventory.models import Department, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import last_act, said, text

pytestmark = pytest.mark.django_db


def test_an_act_is_taken_back_with_a_reason(sign_in: SignIn, technician: Person, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    event = last_act(device)
    response = sign_in(technician).post(f"/undo/event/{event.pk}/", {"reason": "wrong device"}, follow=True)
    assert said(response) == f"Tested, taken back: {device.asset_tag}. Stage now: Testing."
    assert event.reversal.facts == {"reason": "wrong device"}
    assert response.redirect_chain == [(device.get_absolute_url(), 302)]


def test_taking_back_can_be_taken_back(sign_in: SignIn, technician: Person, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    client, event = sign_in(technician), last_act(device)
    client.post(f"/undo/event/{event.pk}/")
    event.refresh_from_db()
    client.post(f"/undo/event/{event.reversal.pk}/")
    device.refresh_from_db()
    assert device.stage == "wiping"


def test_the_message_of_a_second_undo_says_that_the_act_stands_again(
    sign_in: SignIn, technician: Person, engineering: Department
) -> None:
    device = factories.a_tested_laptop(department=engineering)
    client, event = sign_in(technician), last_act(device)
    client.post(f"/undo/event/{event.pk}/", follow=True)
    again = client.post(f"/undo/event/{event.reversal.pk}/", follow=True)
    assert said(again) == f"Tested, stands again: {device.asset_tag}. Stage now: Wiping."
    once_more = client.post(f"/undo/event/{event.reversal.reversal.pk}/", follow=True)
    assert said(once_more).startswith("Tested, taken back: ")


def test_undo_leads_back_to_where_it_was_asked(sign_in: SignIn, technician: Person, engineering: Department) -> None:
    event = last_act(factories.a_tested_laptop(department=engineering))
    came_from = {"Referer": "http://testserver/devices/?stage=wiping"}
    response = sign_in(technician).post(f"/undo/event/{event.pk}/", headers=came_from)
    assert response["Location"] == "http://testserver/devices/?stage=wiping"


def test_an_act_that_others_rest_on_is_not_taken_back(
    sign_in: SignIn, technician: Person, engineering: Department
) -> None:
    device = factories.a_deployed_laptop(department=engineering)
    response = sign_in(technician).post(f"/undo/event/{device.events.order_by('pk')[1].pk}/", follow=True)
    assert "Not taken back." in said(response)
    assert "rests on this: take that back first. Nothing was changed." in said(response)
    later = device.events.order_by("pk")[3]
    assert f'href="{device.get_absolute_url()}#act-{later.pk}"' in said(response)
    assert f'id="act-{later.pk}"' in text(response)
    assert device.events.count() == 4


def test_an_undone_receipt_leads_to_the_list(sign_in: SignIn, technician: Person, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    client = sign_in(technician)
    response = client.post(f"/undo/event/{device.events.get().pk}/", follow=True)
    assert response.redirect_chain == [("/devices/", 302)]
    assert client.get(device.get_absolute_url()).status_code == 404


def test_an_outsider_undoes_nothing(sign_in: SignIn, outsider: Person, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    assert sign_in(outsider).post(f"/undo/event/{last_act(device).pk}/").status_code == 404


def test_a_viewer_is_refused(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_tested_laptop()
    assert sign_in(viewer).post(f"/undo/event/{last_act(device).pk}/").status_code == 403
    assert device.events.count() == 2


def test_a_batch_taken_back_already_is_said(sign_in: SignIn, owner: Person) -> None:
    chosen = [factories.a_laptop(), factories.a_laptop()]
    batch = actions.record_tests(devices=chosen, passed=True, on=factories.DAY, by=owner).batch
    assert batch is not None
    client = sign_in(owner)
    client.post(f"/undo/batch/{batch.reference}/")
    assert "taken back already" in said(client.post(f"/undo/batch/{batch.reference}/", follow=True))


def test_a_batch_of_which_nothing_can_be_taken_back_is_called_so(sign_in: SignIn, owner: Person) -> None:
    chosen = [factories.a_laptop(), factories.a_laptop()]
    batch = actions.record_tests(devices=chosen, passed=True, on=factories.DAY, by=owner).batch
    assert batch is not None
    for device in chosen:
        factories.wiped(device)
        actions.deploy_device(device=device, kind="person", recipient="Lab", on=factories.DAY, by=owner)
    client = sign_in(owner)
    response = client.post(f"/undo/batch/{batch.reference}/", follow=True)
    assert f"Nothing of {batch.label} was taken back" in text(response)
    client.post(f"/undo/event/{last_act(chosen[0]).pk}/")
    response = client.post(f"/undo/batch/{batch.reference}/", follow=True)
    assert f"{batch.label} taken back in part" in text(response)


@pytest.mark.parametrize("url", ["/undo/event/1/", "/undo/batch/X/"])
def test_looking_undoes_nothing(url: str, sign_in: SignIn, owner: Person) -> None:
    response = sign_in(owner).get(url)
    assert response.status_code == 405
    assert "There is no page at this address" in text(response)


def test_who_logs_in_again_in_the_middle_of_a_step_is_told_to_send_it_again(sign_in: SignIn, owner: Person) -> None:
    came_from = {"Referer": "http://testserver/account/login/?next=/undo/event/1/"}
    assert "You were logged out in between." in text(sign_in(owner).get("/undo/event/1/", headers=came_from))


def test_undo_asks_for_the_token_of_the_form(owner: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    event = last_act(factories.a_tested_laptop())
    assert client.post(f"/undo/event/{event.pk}/").status_code == 403
