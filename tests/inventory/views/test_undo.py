import pytest
from django.test import Client

from inventory import actions
from inventory.models import Department, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import last_act, said

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
    assert "Nothing was changed." in said(response)
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


@pytest.mark.parametrize("url", ["/undo/event/1/", "/undo/batch/X/"])
def test_looking_undoes_nothing(url: str, sign_in: SignIn, owner: Person) -> None:
    assert sign_in(owner).get(url).status_code == 405


def test_undo_asks_for_the_token_of_the_form(owner: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    event = last_act(factories.a_tested_laptop())
    assert client.post(f"/undo/event/{event.pk}/").status_code == 403
