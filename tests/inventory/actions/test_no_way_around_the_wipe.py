"""What somebody in a hurry, or with bad intent, might try in order to let a drive go that may hold data."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import IllegalAct, InService
from inventory.facts import DriveState
from inventory.lifecycle import Stage, Verb
from inventory.models import Device
from inventory.roles import Role
from tests.factories import (
    DAY,
    a_deployed_laptop,
    a_laptop,
    a_person,
    a_tested_laptop,
    after,
    the_administrator,
    wiped,
)

pytestmark = pytest.mark.django_db

SINCE = date(2023, 1, 9)


def taken_over() -> Device:
    return a_laptop(in_service=InService(kind="person", since=SINCE, recipient="Lab 2"))


def take_back(device: Device, *verbs: Verb) -> None:
    for verb in verbs:
        event = device.events.get(verb=verb, reversal=None)
        actions.reverse_event(event=event, on=after(1), by=a_person(Role.TECHNICIAN))


def hand_out(device: Device, on: date) -> Device:
    return actions.deploy_device(
        device=device, kind="outside", recipient="a school", on=on, by=a_person(Role.TECHNICIAN)
    )


@pytest.mark.parametrize("on", [SINCE, DAY, after(1)])
def test_what_was_taken_over_is_not_deployed_elsewhere_unwiped_once_that_is_taken_back(on):
    device = taken_over()
    take_back(device, Verb.SIGHT, Verb.DEPLOY)
    with pytest.raises(IllegalAct, match="is not wiped"):
        hand_out(device, on)


def test_a_device_that_was_here_before_is_not_taken_over_from_before_greenlab():
    device = a_laptop()
    actions.release_device(
        device=device, how="returned", to="the lessor", custodian="M. Ruiz", on=after(1), by=the_administrator()
    )
    with pytest.raises(IllegalAct, match="was received here"):
        a_laptop(
            on=after(9),
            manufacturer=device.manufacturer,
            serial=device.serial,
            asset_tag=device.asset_tag,
            in_service=InService(kind="outside", since=after(2), recipient="a school"),
        )


def test_the_takeover_itself_can_be_taken_back_and_done_again():
    device = taken_over()
    take_back(device, Verb.SIGHT, Verb.DEPLOY)
    for event in device.events.filter(verb=Verb.REVERSE_EVENT).order_by("-pk"):
        actions.reverse_event(event=event, on=after(2), by=the_administrator())
    device.refresh_from_db()
    assert (device.stage, device.placements.get().before_greenlab) == (Stage.DEPLOYED, True)


def test_a_wiped_drive_lends_its_wipe_to_no_other_when_a_drive_is_struck_off():
    device = a_tested_laptop(drives=[{"model": "first"}, {"model": "second"}])
    device = actions.record_wipe(
        device=device, outcome="wiped", drive="drive-1", method="purge", verified=True, statement="seen",
        on=DAY, by=the_administrator(),
    )  # fmt: skip
    changes = {"drives": [{"model": "second"}]}
    device = actions.correct_device(
        device=device, changes=changes, reason="listed twice", on=DAY, by=the_administrator()
    )
    assert (device.stage, device.drives.get().state) == (Stage.WIPING, DriveState.UNWIPED)


def test_an_absent_drive_lends_its_absence_to_no_other():
    device = a_tested_laptop(drives=[{"model": "first"}, {"model": "second"}])
    device = actions.record_wipe(
        device=device, outcome="none_present", drive="drive-1", statement="the bay is empty",
        on=DAY, by=the_administrator(),
    )  # fmt: skip
    device = actions.correct_device(
        device=device, changes={"drives": [{"model": "second", "size_gb": 256}]}, on=DAY, by=the_administrator()
    )
    assert (device.stage, device.drives.get().state) == (Stage.WIPING, DriveState.UNWIPED)


def test_a_correction_of_a_wiped_drive_keeps_its_wipe():
    device = wiped(a_tested_laptop(drives=[{"model": "first"}, {"serial": "S2"}]))
    changes = {"drives": [{"model": "the first"}, {"serial": "S2", "size_gb": 512}]}
    device = actions.correct_device(device=device, changes=changes, on=DAY, by=the_administrator())
    assert device.stage == Stage.READY


def test_a_harvested_drive_is_not_fitted_into_a_machine_in_service():
    device = a_deployed_laptop()
    fit = partial(actions.install_part, device=device, kind="ssd", quantity=256, on=after(1), by=the_administrator())
    with pytest.raises(IllegalAct, match="withdraw it first"):
        fit(condition="harvested", serial="S3YKOLD")
    assert fit(condition="new", serial="S3YKNEW").stage == Stage.DEPLOYED


@pytest.mark.parametrize("condition", ["new", "harvested"])
def test_a_drive_fitted_to_a_machine_whose_drives_nobody_listed_does_not_make_the_list(condition):
    device = a_tested_laptop(drives=None)
    fit = partial(
        actions.install_part, kind="ssd", quantity=256, condition=condition, on=after(1), by=the_administrator()
    )
    with pytest.raises(IllegalAct, match="not listed"):
        fit(device=device)
    device = actions.correct_device(device=device, changes={"drives": []}, on=DAY, by=the_administrator())
    assert fit(device=device).drives.count() == 1


@pytest.mark.parametrize("outcome", ["destroyed", "none_present"])
def test_that_a_listed_drive_is_no_more_takes_a_proof(outcome):
    device, technician = a_tested_laptop(), a_person(Role.TECHNICIAN)
    record = partial(actions.record_wipe, device=device, outcome=outcome, on=DAY)
    with pytest.raises(IllegalAct, match="Nothing proves it"):
        record(by=technician)
    with pytest.raises(NotAllowed):
        record(statement="so I heard", by=a_person(Role.OFFICER))
    device = record(statement="I saw it", by=technician)
    proof = f"{outcome.replace('_', ' ')}; statement: I saw it"
    assert (device.stage, device.drives.get().proof) == (Stage.READY, proof)


def test_a_wiped_drive_is_not_made_a_destroyed_one_without_a_proof_before_it_serves():
    with pytest.raises(IllegalAct, match="Nothing proves it"):
        actions.record_wipe(
            device=wiped(a_tested_laptop()), outcome="destroyed", drive=None, on=DAY, by=the_administrator()
        )


def test_a_module_of_memory_takes_no_drive_with_it():
    device = a_tested_laptop()
    remove = partial(actions.remove_part, device=device, fate="stock", on=DAY, by=a_person(Role.TECHNICIAN))
    with pytest.raises(IllegalAct, match="SSD or a hard disk only"):
        remove(kind="ram", drive=device.drives.get().key)


def test_a_deployment_taken_back_at_once_was_a_slip():
    device = a_deployed_laptop()
    take_back(device, Verb.DEPLOY)
    device.refresh_from_db()
    assert device.stage == Stage.READY


@pytest.mark.parametrize("lost", [False, True])
def test_a_machine_that_served_is_wiped_anew_though_its_service_is_taken_back(lost):
    device = a_deployed_laptop()
    actions.withdraw_device(device=device, lost=lost, on=DAY, by=a_person(Role.TECHNICIAN))
    take_back(device, Verb.WITHDRAW, Verb.DEPLOY)
    device.refresh_from_db()
    assert (device.stage, device.placements.count()) == (Stage.WIPING, 0)


def test_a_service_of_days_is_not_hidden_by_taking_back_the_deployment(monkeypatch):
    device = a_deployed_laptop()
    take_back(device, Verb.DEPLOY)
    redo(device)
    a_month_later = timezone.now() + timedelta(days=30)
    monkeypatch.setattr(timezone, "now", lambda: a_month_later)
    redo(device)
    device.refresh_from_db()
    assert (device.stage, device.drives.get().state) == (Stage.WIPING, DriveState.UNWIPED)
    redo(device)
    device.refresh_from_db()
    assert (device.stage, device.drives.get().state) == (Stage.DEPLOYED, DriveState.WIPED)


def redo(device: Device) -> None:
    last = device.events.latest("pk")
    actions.reverse_event(event=last, on=after(2), by=the_administrator())
