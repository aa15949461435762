from functools import partial

import pytest

from inventory import actions, ledger
from inventory.access import NotAllowed, visible_devices
from inventory.actions import IllegalAct
from inventory.lifecycle import Stage, Verb
from inventory.models import Device, DeviceEvent
from inventory.roles import Role
from tests.factories import (
    DAY,
    a_department,
    a_deployed_laptop,
    a_laptop,
    a_person,
    a_ready_laptop,
    a_tested_laptop,
    after,
    an_arrival,
    the_administrator,
    wiped,
)

pytestmark = pytest.mark.django_db


def reverse(device, verb, on=None):
    event = device.events.get(verb=verb)
    return actions.reverse_event(event=event, reason="slip", on=on or after(10), by=the_administrator())


def test_a_fact_that_was_wrong_is_set_right():
    device = actions.correct_device(
        device=a_laptop(), changes={"serial": "PF1X9K2M", "ram_gb": 16}, on=DAY, by=the_administrator()
    )
    assert (device.serial, device.ram_gb) == ("PF1X9K2M", 16)


def test_a_corrected_department_owns_the_device_from_the_start():
    device = a_laptop(department=a_department("eng"))
    device = actions.correct_device(
        device=device, changes={"department_id": a_department("lib").pk}, on=after(5), by=the_administrator()
    )
    assert [(own.department.code, own.started_on) for own in device.ownerships.all()] == [("lib", DAY)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "Nothing"),
        ({"stage": "ready"}, "be corrected by hand: stage"),
        ({"asset_tag": ""}, "tag"),
        ({"ram_gb": -1}, "Memory"),
        ({"model_id": 999_999}, "no such entry"),
    ],
)
def test_what_can_not_be_is_refused(changes, reason):
    with pytest.raises(IllegalAct, match=reason):
        actions.correct_device(device=a_laptop(), changes=changes, on=DAY, by=the_administrator())


def test_another_devices_tag_or_serial_is_refused():
    other, device = a_laptop(asset_tag="X-1", serial="PF0OTHER1"), a_laptop()
    for changes in ({"asset_tag": "x-1"}, {"serial": other.serial}):
        with pytest.raises(IllegalAct):
            actions.correct_device(device=device, changes=changes, on=DAY, by=the_administrator())


def test_only_who_may_wipe_strikes_out_a_drive_that_may_hold_data():
    device, officer = a_laptop(), a_person(Role.OFFICER)
    strike = partial(actions.correct_device, device=device, changes={"drives": []}, on=DAY)
    with pytest.raises(NotAllowed):
        strike(reason="no drive in it", by=officer)
    assert strike(reason="no drive in it", by=the_administrator()).drives_known


def test_the_list_of_drives_is_never_the_business_of_who_may_not_wipe():
    officer, in_service, nobody_looked = a_person(Role.OFFICER), a_deployed_laptop(), a_tested_laptop(drives=None)
    for device in (in_service, nobody_looked):
        with pytest.raises(NotAllowed):
            actions.correct_device(device=device, changes={"drives": []}, reason="none", on=DAY, by=officer)
    actions.correct_device(device=nobody_looked, changes={"drives": []}, on=DAY, by=a_person(Role.TECHNICIAN))
    with pytest.raises(NotAllowed):
        actions.reverse_event(event=nobody_looked.events.get(verb=Verb.CORRECT), on=DAY, by=officer)


@pytest.mark.parametrize("make", [a_laptop, a_ready_laptop, a_deployed_laptop])
def test_a_drive_is_not_struck_out_without_a_word(make):
    device = make(drives=[{"serial": "D1"}, {"serial": "D2"}])
    correct = partial(actions.correct_device, device=device, on=DAY, by=a_person(Role.TECHNICIAN))
    with pytest.raises(IllegalAct, match="say why"):
        correct(changes={"drives": [{"serial": "D1"}]})
    correct(changes={"drives": [{"serial": "D1"}, {"serial": "D2B"}]})  # a typing error
    assert correct(changes={"drives": [{"serial": "D1"}]}, reason="listed twice").drives.count() == 1


def test_a_department_is_not_emptied_on_the_way_to_another():
    device = a_laptop()
    with pytest.raises(IllegalAct, match="keeps one"):
        actions.correct_device(device=device, changes={"department_id": None}, on=DAY, by=a_person(Role.TECHNICIAN))


def test_nothing_is_taken_back_before_the_day_on_which_it_took_place():
    device = wiped(a_tested_laptop(), on=after(9))
    with pytest.raises(IllegalAct, match="not taken back before"):
        reverse(device, Verb.WIPE, on=after(8))


def test_an_act_is_taken_back_by_a_further_act():
    device = a_deployed_laptop()
    device = reverse(device, Verb.DEPLOY)
    assert (device.stage, device.placements.count(), device.cluster) == (Stage.READY, 0, None)
    assert device.events.filter(verb=Verb.REVERSE_EVENT).count() == 1


def test_an_act_is_taken_back_once():
    device = a_deployed_laptop()
    reverse(device, Verb.DEPLOY)
    with pytest.raises(IllegalAct, match="already"):
        reverse(device, Verb.DEPLOY)


def test_an_act_that_others_rest_on_is_not_taken_back_and_the_others_are_named():
    device = a_deployed_laptop()
    with pytest.raises(IllegalAct, match=r"“Deployed” of .* rests on this"):
        reverse(device, Verb.WIPE)
    device.refresh_from_db()
    assert device.stage == Stage.DEPLOYED


def test_a_receipt_taken_back_hides_the_device_and_keeps_its_identity():
    device = reverse(a_laptop(serial="PF1X9K2L"), Verb.RECEIVE)
    assert not visible_devices(the_administrator()).exists()
    again = actions.receive_device(arrival=an_arrival(serial="PF1X9K2L"), on=after(20), by=the_administrator())
    assert (again.pk, again.stage) == (device.pk, Stage.TESTING)


def test_a_whole_batch_is_taken_back_but_for_what_was_built_on():
    devices = [a_ready_laptop() for _number in range(3)]
    by = the_administrator()
    batch = actions.plan_upgrades(devices=devices, kind="ram", quantity=16, on=DAY, by=by).batch
    assert batch is not None
    actions.install_part(device=devices[0], kind="ram", quantity=16, condition="new", on=after(1), by=by)
    actions.cancel_plan(device=devices[1], on=after(1), by=by)
    outcome = actions.reverse_batch(batch=batch, on=after(2), by=by)
    assert {device.pk for device in outcome.done} == {devices[0].pk, devices[2].pk}
    assert [item.device.pk for item in outcome.blocked] == [devices[1].pk]


def test_an_intake_is_undone_as_one():
    intake = actions.receive_devices(
        arrivals=[an_arrival() for _number in range(3)], reference="B", on=DAY, by=the_administrator()
    )
    assert intake.batch is not None
    outcome = actions.reverse_batch(batch=intake.batch, on=after(1), by=the_administrator())
    assert len(outcome.done) == 3
    assert not visible_devices(the_administrator()).exists()
    with pytest.raises(IllegalAct, match="already"):
        actions.reverse_batch(batch=intake.batch, on=after(1), by=the_administrator())


def test_a_viewer_takes_nothing_back():
    event = a_laptop().events.get()
    with pytest.raises(NotAllowed):
        actions.reverse_event(event=event, on=DAY, by=a_person(Role.VIEWER))


def test_the_rows_are_the_fold_of_the_events():
    device = a_deployed_laptop()
    reverse(device, Verb.DEPLOY)
    device.refresh_from_db()
    facts = ledger.fold(row.as_event() for row in DeviceEvent.objects.filter(device=device))
    assert (device.stage, device.ram_gb) == (Stage.READY, facts.ram_gb)
    assert {drive.key: drive.state for drive in device.drives.all()} == {
        key: drive.state for key, drive in (facts.drives or {}).items()
    }


def test_a_batch_is_taken_back_only_where_the_person_sees_its_devices():
    mine, other = a_department("eng"), a_department("lib")
    seen, hidden = a_laptop(department=mine), a_laptop(department=other)
    batch = actions.grade_devices(devices=[seen, hidden], grade="B", on=DAY, by=the_administrator()).batch
    assert batch is not None
    by = a_person(Role.TECHNICIAN, mine)
    outcome = actions.reverse_batch(batch=batch, on=DAY, by=by)
    assert ([device.pk for device in outcome.done], outcome.blocked) == ([seen.pk], [])


def test_nobody_takes_back_what_they_might_not_have_done_themselves():
    device = a_laptop()
    technician, officer = a_person(Role.TECHNICIAN), a_person(Role.OFFICER)
    actions.transfer_device(device=device, department=a_department("lib"), on=after(5), by=officer)
    transfer = device.events.get(verb=Verb.TRANSFER)
    with pytest.raises(NotAllowed, match="transfer"):
        actions.reverse_event(event=transfer, on=after(6), by=technician)
    actions.reverse_event(event=transfer, on=after(6), by=officer)
    with pytest.raises(NotAllowed, match="transfer"):  # nor lets it stand again
        actions.reverse_event(event=device.events.get(reverses=transfer), on=after(7), by=technician)


def test_people_take_back_their_own_acts_and_those_of_their_colleagues():
    device = a_laptop()
    by, colleague = a_person(Role.TECHNICIAN), a_person(Role.TECHNICIAN)
    actions.grade_device(device=device, grade="A", on=DAY, by=by)
    actions.reverse_event(event=device.events.get(verb=Verb.GRADE), on=DAY, by=colleague)
    assert device.events.get(reverses__verb=Verb.GRADE).by == colleague


def row_of(device):
    return Device.objects.filter(pk=device.pk).values().get() | {"updated_at": None}


def test_what_is_taken_back_leaves_the_whole_row_as_it_was():
    device = graded(a_tested_laptop(on=after(3)), after(5))
    before = row_of(device)
    wiped(device, on=after(9))
    reverse(device, Verb.WIPE)
    assert row_of(device) == before


def test_a_stage_is_entered_on_the_day_of_its_act_though_later_ones_were_recorded_before():
    device = wiped(graded(a_tested_laptop(), after(12)), on=after(9))
    assert (device.stage, device.stage_since) == (Stage.READY, after(9))


def graded(device, on):
    return actions.grade_device(device=device, grade="B", on=on, by=the_administrator())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cpu": "C" * 121}, "the processor takes up to 120"),
        ({"asset_tag": "T" * 41}, "the tag takes up to 40"),
        ({"drives": [{"serial": "S" * 81}]}, "the serial takes up to 80"),
    ],
)
def test_what_is_too_long_for_its_column_is_refused_by_name(changes, field):
    device = a_laptop()
    with pytest.raises(IllegalAct, match=field):
        actions.correct_device(device=device, changes=changes, on=DAY, by=the_administrator())
    assert device.events.count() == 1
