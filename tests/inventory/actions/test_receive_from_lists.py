"""What lists of machines bring along: a batch in parts, days and grades of their own, files read again."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection, transaction

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import InService
from inventory.lifecycle import IllegalAct, Stage
from inventory.models import Batch, Device, DeviceEvent
from inventory.roles import Role
from tests.factories import DAY, a_laptop, a_person, a_ready_laptop, after, an_arrival, the_administrator
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
