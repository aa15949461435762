from typing import Any

import pytest

from inventory.lifecycle import Verb
from inventory.models import Device, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import act_url, last_act, said, send, text

pytestmark = pytest.mark.django_db


def as_shown(client, device: Device) -> dict[str, Any]:
    """What a browser would send back if nothing was changed."""
    form = client.get(act_url(Verb.CORRECT), {"device": device.asset_tag}).context["form"]
    sent: dict[str, Any] = {}
    for field in [*form, *(field for row in form.rows for field in row), *form.rows.management_form]:
        value = field.value()
        if value is not None and value is not False and value != "":
            sent[field.html_name] = "on" if value is True else str(value) if not isinstance(value, list) else value
    return sent


@pytest.fixture
def desk(sign_in: SignIn, owner: Person):
    return sign_in(owner)


def changes_of(device: Device):
    return last_act(device).facts.get("changes")


def test_only_what_was_changed_is_recorded(desk) -> None:
    device = factories.a_laptop(cpu="i5", drives=[{"serial": "S4EVONE", "size_gb": 500.107862016}])
    send(desk, Verb.CORRECT, device, **as_shown(desk, device) | {"ram_gb": "16", "cpu": "Intel Core i5-8350U"})
    assert changes_of(device) == {"ram_gb": 16.0, "cpu": "Intel Core i5-8350U"}


def test_a_correction_without_a_change_is_refused(desk) -> None:
    device = factories.a_laptop()
    response = send(desk, Verb.CORRECT, device, **as_shown(desk, device))
    assert response.context["form"].errors == {"__all__": ["Nothing was changed."]}


def test_a_password_is_taken_off_and_a_flag_set(desk) -> None:
    device = factories.a_laptop(passwords=("administrator",))
    sent = as_shown(desk, device) | {"passwords": [], "flags": ["missing"]}
    send(desk, Verb.CORRECT, device, **sent)
    assert changes_of(device) == {"passwords": [], "flags": ["missing"]}


def test_a_new_tag_leads_to_the_device_under_its_new_name(desk) -> None:
    device = factories.a_laptop()
    response = send(desk, Verb.CORRECT, device, **as_shown(desk, device) | {"asset_tag": "ENG-1"})
    assert response.redirect_chain == [("/d/ENG-1/", 302)]


def test_the_tag_of_another_device_is_refused(desk) -> None:
    device, other = factories.a_laptop(), factories.a_laptop()
    response = send(desk, Verb.CORRECT, device, **as_shown(desk, device) | {"asset_tag": other.asset_tag})
    assert "belongs to another device" in str(response.context["form"].errors)


def test_drives_are_listed_when_nobody_had_looked(desk) -> None:
    device = factories.a_laptop(drives=None)
    sent = as_shown(desk, device) | {"drives-0-serial": "S4EVONE", "drives-0-size_gb": "512", "drives-0-medium": "nvme"}
    refused = send(desk, Verb.CORRECT, device, **sent)
    assert list(refused.context["form"].errors) == ["drives_known"]
    send(desk, Verb.CORRECT, device, **sent | {"drives_known": "on"})
    assert device.drives.get().size_gb == 512


def test_no_drive_at_all_is_a_list_too(desk) -> None:
    device = factories.a_laptop(drives=None)
    send(desk, Verb.CORRECT, device, **as_shown(desk, device) | {"drives_known": "on"})
    device.refresh_from_db()
    assert device.drives_known
    assert not device.drives.exists()


def test_a_drive_that_is_not_there_is_taken_off_the_list(desk) -> None:
    device = factories.a_laptop(drives=[{"serial": "S4EVONE"}, {"serial": "WDTWO77"}])
    sent = as_shown(desk, device)
    del sent["drives-0-there"]
    assert "say why" in text(send(desk, Verb.CORRECT, device, **sent))
    send(desk, Verb.CORRECT, device, **sent, reason="listed by mistake")
    assert device.drives.get().serial == "WDTWO77"


def test_a_drive_without_a_serial_never_moves_into_the_place_of_another(desk) -> None:
    device = factories.a_laptop(drives=[{"model": "first"}, {"model": "second"}])
    sent = as_shown(desk, device)
    del sent["drives-0-there"]
    response = send(desk, Verb.CORRECT, device, **sent)
    assert "give it its serial first" in str(response.context["form"].rows.non_form_errors())
    assert device.drives.count() == 2


def test_what_was_corrected_is_said(desk) -> None:
    device = factories.a_laptop()
    response = send(desk, Verb.CORRECT, device, **as_shown(desk, device) | {"ram_gb": "16"})
    assert said(response) == f"Corrected: {device.asset_tag}. Stage now: Testing."
