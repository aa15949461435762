"""One device by hand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inventory import actions
from inventory.lifecycle import Stage
from inventory.models import Department, Device, DeviceEvent, DeviceModel, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import said, text

pytestmark = pytest.mark.django_db

NEW = "/devices/new/"


@pytest.fixture
def bench(sign_in: SignIn, technician: Person) -> Client:
    return sign_in(technician)


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "serial": "PF1X9K2L",
        "manufacturer": "Lenovo",
        "model": "ThinkPad T490",
        "department": Department.objects.get(code="eng").pk,
        "received_on": timezone.localdate().isoformat(),
        "drives": "1",
        "drive_serial_1": "S3YK001",
        "drive_size_1": "256",
        "ram_gb": "8",
        **fields,
    }


def test_a_laptop_is_logged_with_what_is_in_it(bench: Client) -> None:
    response = bench.post(NEW, typed(cpu="i5-8365U", collection_km="12,5", otherwise_fate="recycled"), follow=True)
    device = Device.objects.get()
    assert (device.stage, device.serial, device.model and device.model.name) == (
        Stage.TESTING, "PF1X9K2L", "ThinkPad T490"
    )  # fmt: skip
    assert [(drive.serial, drive.size_gb) for drive in device.drives.all()] == [("S3YK001", 256)]
    assert (device.otherwise_fate, float(device.legs.get().distance_km)) == ("recycled", 12.5)
    assert f"{device.asset_tag} received" in said(response)
    assert response.redirect_chain[-1][0] == device.get_absolute_url()


def test_it_is_taken_back_by_the_button_of_its_message(bench: Client) -> None:
    response = bench.post(NEW, typed(), follow=True)
    undo = next(message.extra_tags for message in response.context["messages"])
    bench.post(undo)
    assert Device.objects.get().left_how == "undone"


def test_adding_another_keeps_model_department_and_day(bench: Client) -> None:
    day = factories.after(-3, timezone.localdate())
    response = bench.post(NEW, typed(another="1", received_on=day.isoformat()), follow=True)
    form = response.context["form"]
    assert [form[name].value() for name in ("serial", "manufacturer", "model", "drives")] == [
        None, "Lenovo", "ThinkPad T490", "1"
    ]  # fmt: skip
    assert 'value="' + day.isoformat() in str(form["received_on"])
    assert "selected>Engineering" in str(form["department"])


@pytest.mark.parametrize(("answer", "known", "count"), [("", False, 0), ("0", True, 0), ("2", True, 2)])
def test_drives_not_looked_at_are_not_drives_that_are_absent(
    bench: Client, answer: str, known: bool, count: int
) -> None:
    bench.post(NEW, typed(drives=answer))
    device = Device.objects.get()
    assert (device.drives_known, device.drives.count()) == (known, count)


def test_a_firmware_password_keeps_it_received(bench: Client) -> None:
    bench.post(NEW, typed(passwords=["administrator"]))
    assert (Device.objects.get().stage, Device.objects.get().passwords) == (Stage.RECEIVED, ["administrator"])


def test_a_model_of_the_catalogue_is_found_whatever_its_spelling(bench: Client) -> None:
    model = factories.a_model("EliteBook 840 G6", "HP")
    bench.post(NEW, typed(manufacturer="", model="hp elitebook 840 G6"))
    assert Device.objects.get().model == model
    assert DeviceModel.objects.count() == 1


def test_a_known_serial_shows_the_device_instead_of_doubling_it(bench: Client) -> None:
    device = factories.a_laptop(serial="PF1X9K2L", cpu="")
    response = bench.post(NEW, typed(cpu="i5-8365U", ram_gb="16"))
    assert "This machine is known" in text(response)
    assert device.asset_tag in text(response)
    assert "stays 8; you typed 16" in text(response)
    assert (Device.objects.count(), DeviceEvent.objects.count()) == (1, 1)


def test_what_was_missing_is_filled_in_when_the_person_says_so(bench: Client) -> None:
    device = factories.a_laptop(serial="PF1X9K2L", cpu="")
    bench.post(NEW, typed(cpu="i5-8365U", sure=f"fills:{device.asset_tag}"))
    device.refresh_from_db()
    assert device.cpu == "i5-8365U"


def test_a_device_that_left_is_received_again_only_on_purpose(bench: Client) -> None:
    device = factories.a_ready_laptop(serial="PF1X9K2L")
    by = factories.the_administrator()
    actions.release_device(device=device, how="donated", to="School", on=factories.after(3), by=by)
    assert "begins a new stay" in text(bench.post(NEW, typed()))
    bench.post(NEW, typed(sure=f"back:{device.asset_tag}"))
    device.refresh_from_db()
    assert (device.stage, Device.objects.count()) == (Stage.TESTING, 1)


def test_a_serial_without_its_maker_shows_whose_it_may_be(bench: Client) -> None:
    device = factories.a_laptop(serial="PF1X9K2L")
    response = bench.get(f"{NEW}known/", {"serial": "PF1X9K2L"})
    assert device.asset_tag in text(response)
    assert "A known machine has this serial" in text(response)


def test_an_unknown_serial_shows_nothing(bench: Client) -> None:
    assert text(bench.get(f"{NEW}known/", {"serial": "PF0NEW01"})).strip() == ""


def test_a_device_of_another_department_is_not_shown(sign_in: SignIn, outsider: Person) -> None:
    device = factories.a_laptop(serial="PF1X9K2L")
    shown = text(sign_in(outsider).get(f"{NEW}known/", {"serial": "PF1X9K2L", "manufacturer": "Lenovo"}))
    assert device.asset_tag not in shown


def test_an_empty_form_is_refused_with_what_was_typed_kept(bench: Client) -> None:
    response = bench.post(NEW, typed(serial="", model="", manufacturer="Lenovo"))
    assert "nothing names this machine yet" in text(response)
    assert 'value="Lenovo"' in text(response)
    assert not Device.objects.exists()


def test_a_purchase_after_the_receipt_is_refused_in_words(bench: Client) -> None:
    today = timezone.localdate().isoformat()
    response = bench.post(NEW, typed(received_on="2024-03-01", purchased_on=today))
    assert "is after the receipt" in text(response)


def test_the_address_can_bring_what_a_search_did_not_find(bench: Client) -> None:
    assert 'value="PF0NEW01"' in text(bench.get(NEW, {"serial": "PF0NEW01"}))


def service(**fields: Any) -> dict[str, Any]:
    told = {"confirmed": "on", "kind": "person", "recipient": "Lab 2", "since": "2023-02-01", **fields}
    return {f"service-{name}": value for name, value in told.items()}


def test_a_device_in_service_already_is_taken_over_by_an_officer(
    sign_in: SignIn, officer: Person, engineering: Department
) -> None:
    sign_in(officer).post(NEW, typed() | service())
    device = Device.objects.get()
    placement = device.placements.get()
    assert (device.stage, device.received_on) == (Stage.DEPLOYED, date(2023, 2, 1))
    assert (placement.recipient, placement.before_greenlab) == ("Lab 2", True)


def test_a_takeover_says_what_is_missing(sign_in: SignIn, owner: Person, engineering: Department) -> None:
    response = sign_in(owner).post(NEW, typed() | service(kind="cluster", recipient="", since=""))
    assert "Choose the cluster." in text(response)
    assert "Say since when it is in service." in text(response)
    assert not Device.objects.exists()


def test_a_technician_is_not_offered_a_takeover_and_cannot_make_one(bench: Client) -> None:
    assert "In service since before GreenLab" not in text(bench.get(NEW))
    bench.post(NEW, typed() | service())
    assert Device.objects.get().stage == Stage.TESTING


def test_who_only_looks_is_kept_out(sign_in: SignIn, viewer: Person) -> None:
    assert sign_in(viewer).get(NEW).status_code == 403
    assert sign_in(viewer).post(NEW, {}).status_code == 403


def test_a_technician_receives_for_their_own_department_only(bench: Client) -> None:
    other = factories.a_department("med", "Medicine")
    assert "Medicine" not in text(bench.get(NEW))
    bench.post(NEW, typed(department=other.pk))
    assert not Device.objects.exists()
