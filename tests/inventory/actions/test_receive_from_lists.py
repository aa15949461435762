"""What lists of machines bring along: a batch in parts, days and grades of their own, files read again."""

from datetime import date
from functools import partial
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils.formats import date_format

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import InService
from inventory.lifecycle import IllegalAct, Stage
from inventory.models import Batch, Device, DeviceEvent
from inventory.roles import Role
from tests.factories import DAY, a_laptop, a_model, a_person, a_ready_laptop, after, an_arrival, the_administrator
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db


def receive(*arrivals, on=DAY, by=None, **fields):
    return actions.receive_devices(arrivals=list(arrivals), on=on, by=by or the_administrator(), **fields)


def test_a_long_list_comes_in_by_parts_and_is_one_batch():
    first = receive(an_arrival(), an_arrival(), reference="ENG-25-07")
    receive(an_arrival(), batch=first.batch)
    assert Batch.objects.get().devices.count() == 3
    assert len(actions.reverse_batch(batch=Batch.objects.get(), on=DAY, by=the_administrator()).done) == 3


def test_a_machine_has_its_own_day_where_the_list_tells_one():
    intake = receive(an_arrival(received_on=date(2023, 5, 4)), an_arrival(), on=DAY)
    assert [device.received_on for device in intake.received] == [date(2023, 5, 4), DAY]


def test_a_day_in_the_future_keeps_one_machine_out_and_not_the_list():
    intake = receive(an_arrival(received_on=date(2999, 1, 1)), an_arrival(), on=DAY)
    assert len(intake.received) == 1
    assert "future" in intake.refused[0].reason
    assert Device.objects.count() == 1


def test_a_grade_that_the_list_gives_is_recorded():
    assert receive(an_arrival(grade="B")).received[0].grade == "B"


def test_a_grade_that_nobody_knows_is_refused():
    assert "A, B, C, D" in receive(an_arrival(grade="Z")).refused[0].reason


def test_what_was_not_known_is_filled_in_though_the_list_is_older_than_the_receipt():
    device = a_laptop(cpu="")
    intake = receive(an_arrival(serial=device.serial, cpu="i5-8350U", received_on=date(2019, 1, 1)))
    assert [filled.cpu for filled in intake.filled] == ["i5-8350U"]


def test_two_rows_that_name_one_device_by_different_traits_repeat_each_other():
    device = a_laptop(asset_tag="ENG-7")
    by_tag = an_arrival(asset_tag="ENG-7", serial="", cpu="i5")
    by_serial = an_arrival(serial=device.serial, cpu="i7")
    assert [refusal.arrival for refusal in receive(by_tag, by_serial).refused] == [by_serial]


def test_a_file_read_again_after_its_machine_left_does_not_bring_it_back():
    report = an_arrival(report_sha256="ab" * 32)
    device = receive(report).received[0]
    actions.recycle_device(device=device, to="WEEE Ltd", custodian="WEEE Ltd", on=after(5), by=the_administrator())
    intake = receive(report, on=after(9))
    assert [unchanged.stage for unchanged in intake.unchanged] == [Stage.OUT]


def test_a_file_read_again_after_its_receipt_was_undone_brings_it_back():
    report = an_arrival(report_sha256="ab" * 32)
    receive(report)
    actions.reverse_event(event=DeviceEvent.objects.get(), on=DAY, by=the_administrator())
    assert len(receive(report).received) == 1


def test_a_machine_that_left_comes_back_by_a_new_report():
    device = a_ready_laptop(report_sha256="ab" * 32)
    actions.release_device(device=device, how="donated", to="School", on=after(5), by=the_administrator())
    again = an_arrival(serial=device.serial, report_sha256="cd" * 32)
    assert [back.pk for back in receive(again, on=after(400)).received] == [device.pk]


def in_service(**fields):
    return an_arrival(in_service=InService(kind="person", since=date(2023, 1, 9), recipient="Lab 2"), **fields)


def test_an_officer_takes_over_what_is_in_service_and_receives_nothing_else():
    officer = a_person(Role.OFFICER)
    device = receive(in_service(grade="A"), by=officer).received[0]
    assert (device.stage, device.received_on, device.grade) == (Stage.DEPLOYED, date(2023, 1, 9), "A")
    with pytest.raises(NotAllowed):
        receive(an_arrival(), by=officer)


def test_a_technician_takes_over_nothing():
    with pytest.raises(NotAllowed):
        receive(in_service(), by=a_person(Role.TECHNICIAN))


def test_a_service_that_began_before_the_purchase_is_refused():
    refused = receive(in_service(purchased_on=date(2023, 6, 1))).refused
    assert "start of service" in refused[0].reason or "after the receipt" in refused[0].reason


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_two_who_receive_one_machine_at_the_same_moment_receive_it_once():
    by, arrival = the_administrator(), an_arrival()
    refused: list[str] = []

    def receive_too() -> None:
        try:
            receive(arrival, by=by)
        except IllegalAct as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    other = Thread(target=receive_too)
    with transaction.atomic():
        receive(arrival, by=by)
        other.start()
        wait_until(_somebody_waits)
    other.join()
    assert "try again" in refused[0]
    assert Device.objects.count() == 1


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"serial": "PF0BBB22"}, "has serial PF0AAA11 here"),
        ({"serial": "", "manufacturer": "Dell", "model": None}, "is a Lenovo here"),
        ({"serial": "--", "model_name": "ThinkPad X1"}, "is a Lenovo ThinkPad T480 here"),
    ],
)
def test_a_tag_that_is_known_as_another_machines_goes_to_a_person(told, said):
    a_laptop(asset_tag="ENG-7", serial="PF0AAA11")
    if name := told.pop("model_name", ""):
        told["model"] = a_model(name)
    assert said in receive(an_arrival(asset_tag="ENG-7", **told)).refused[0].reason


def test_a_machine_whose_serial_agrees_is_the_same_however_its_model_is_written():
    a_laptop(asset_tag="ENG-7", serial="PF0AAA11")
    again = an_arrival(asset_tag="ENG-7", serial="pf0aaa11", model=a_model("20L5"))
    assert len(receive(again).unchanged) == 1


def test_what_is_told_of_a_known_machine_and_not_taken_is_said():
    device = a_laptop(asset_tag="ENG-7", serial="PF0AAA11")
    intake = receive(an_arrival(asset_tag="ENG-8", serial="PF0AAA11"))
    assert [unchanged.pk for unchanged in intake.unchanged] == [device.pk]
    assert "its tag is ENG-7, not ENG-8" in intake.doubts[device.pk]


@pytest.mark.parametrize("since", [DAY, after(1)])
def test_a_service_that_began_no_earlier_than_its_takeover_is_none_from_before(since):
    service = InService(kind="person", since=since, recipient="Lab 2")
    assert "began before the day" in receive(an_arrival(in_service=service)).refused[0].reason


def test_a_machine_received_here_is_not_taken_over_as_if_it_never_was_though_its_receipt_is_undone():
    device = a_laptop(on=after(-30))
    actions.reverse_event(event=device.events.get(), on=DAY, by=the_administrator())
    again = partial(an_arrival, serial=device.serial)
    on_that_day = again(in_service=InService(kind="person", since=after(-30), recipient="Lab 2"))
    assert f"was received here on {date_format(after(-30))}" in receive(on_that_day).refused[0].reason
    before = again(in_service=InService(kind="person", since=after(-31), recipient="Lab 2"))
    assert [back.pk for back in receive(before).received] == [device.pk]


def test_a_takeover_that_was_undone_is_made_again():
    first = receive(in_service(serial="PF0AAA11"), in_service())
    actions.reverse_batch(batch=first.batch, on=DAY, by=the_administrator())
    assert [again.stage for again in receive(in_service(serial="PF0AAA11")).received] == [Stage.DEPLOYED]


def test_an_officer_lists_no_drives_of_a_machine_that_is_here():
    device = a_laptop(drives=None)
    intake = receive(in_service(serial=device.serial), by=a_person(Role.OFFICER))
    assert "does not include listing them" in intake.refused[0].reason
    assert len(receive(an_arrival(serial=device.serial), by=a_person(Role.TECHNICIAN)).filled) == 1


@pytest.mark.parametrize(
    "told",
    [
        {"asset_tag": "E" * 41},
        {"serial": "S" * 81},
        {"manufacturer": "M" * 81},
        {"cpu": "C" * 121},
        {"drives": [{"model": "D" * 81}]},
        {"in_service": InService(kind="person", since=after(-9), recipient="R" * 121)},
    ],
)
def test_what_is_too_long_for_its_column_is_refused_by_name_and_the_rest_comes_in(told):
    intake = receive(an_arrival(**told), an_arrival())
    assert (len(intake.received), intake.refused[0].reason[:10]) == (1, "Too long: ")


def test_a_batch_of_a_long_name_is_named_as_far_as_there_is_room():
    for number in ("", "-2"):
        intake = receive(an_arrival(), reference="B" * 80)
        assert intake.batch.reference == "B" * 52 + number


@pytest.mark.parametrize(
    "tag", ["ENG//7", "ENG?7", "ENG#7", "ENG\\7", " ENG-7", "ENG-7 ", "..", "ENG\u200b-7", "ENG\n7"]
)
def test_a_tag_that_no_address_or_scanner_can_hold_is_refused(tag):
    assert "A tag is something" in receive(an_arrival(asset_tag=tag)).refused[0].reason
    with pytest.raises(IllegalAct, match="A tag is something"):
        actions.correct_device(device=a_laptop(), changes={"asset_tag": tag}, on=DAY, by=the_administrator())


def test_a_tag_in_another_case_is_the_same_tag():
    device = a_laptop(asset_tag="AbCd-1", serial="")
    intake = receive(an_arrival(asset_tag="aBcD-1", serial=""), an_arrival(asset_tag="abcd-1", serial=""))
    assert [known.pk for known in intake.unchanged] == [device.pk]
    assert "repeats" in intake.refused[0].reason


def test_a_day_before_there_were_such_machines_is_refused():
    intake = receive(in_service(), an_arrival(received_on=date(1, 1, 1)))
    assert "before 1980" in intake.refused[0].reason
    served = InService(kind="person", since=date(1979, 12, 31), recipient="Lab 2")
    assert "before 1980" in receive(an_arrival(in_service=served)).refused[0].reason
    with pytest.raises(IllegalAct, match="too early"):
        actions.record_test(device=a_laptop(), passed=True, on=date(1979, 12, 31), by=the_administrator())
