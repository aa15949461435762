from datetime import date, timedelta

import pytest
from django.utils import timezone

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import Claim, IllegalAct, InService
from inventory.lifecycle import Stage
from inventory.models import Batch, Device, DeviceEvent
from inventory.roles import Role
from tests.factories import (
    DAY,
    a_cluster,
    a_department,
    a_laptop,
    a_person,
    a_ready_laptop,
    after,
    an_arrival,
    the_administrator,
)

pytestmark = pytest.mark.django_db


def receive(*arrivals, on=DAY, by=None, **fields):
    return actions.receive_devices(arrivals=list(arrivals), on=on, by=by or the_administrator(), **fields)


def test_a_laptop_is_received_and_waits_for_its_test():
    device = a_laptop(asset_tag="ENG-7")
    assert (device.asset_tag, device.stage, device.received_on) == ("ENG-7", Stage.TESTING, DAY)


def test_a_laptop_without_a_tag_gets_one_of_ours():
    device = a_laptop()
    assert device.asset_tag == f"GL-{device.pk:06d}"


def test_a_laptop_whose_drives_nobody_looked_at_stays_received():
    assert a_laptop(drives=None).stage == Stage.RECEIVED


def test_a_laptop_without_a_department_stays_received_and_is_filled_by_a_second_look():
    device = a_laptop(department=None, serial="PF1X9K2L")
    assert device.stage == Stage.RECEIVED
    intake = receive(an_arrival(serial="PF1X9K2L"))
    assert [filled.pk for filled in intake.filled] == [device.pk]
    assert intake.filled[0].department == a_department()


def test_the_same_machine_twice_changes_nothing():
    arrival = an_arrival()
    receive(arrival)
    before = DeviceEvent.objects.count()
    intake = receive(arrival)
    assert (len(intake.unchanged), DeviceEvent.objects.count()) == (1, before)


def test_what_people_recorded_wins_over_a_later_report():
    device = a_laptop(serial="PF1X9K2L", ram_gb=16)
    receive(an_arrival(serial="PF1X9K2L", ram_gb=8))
    device.refresh_from_db()
    assert device.ram_gb == 16


@pytest.mark.parametrize("serial", ["To be filled by O.E.M.", "0123456789", "--", "", "System Serial Number"])
def test_a_placeholder_serial_never_merges_two_machines(serial):
    intake = receive(an_arrival(serial=serial), an_arrival(serial=serial))
    assert len(intake.received) == 2


def test_the_same_report_without_a_serial_is_the_same_machine():
    first = receive(an_arrival(serial="--", report_sha256="a" * 64))
    again = receive(an_arrival(serial="--", report_sha256="a" * 64))
    assert [device.pk for device in again.unchanged] == [first.received[0].pk]


def test_a_hardware_uuid_counts_in_either_byte_order():
    a_laptop(serial="--", hardware_uuid="4c4c4544-0053-4a10-8052-b4c04f4e4d32")
    intake = receive(an_arrival(serial="--", hardware_uuid="44454c4c-5300-104a-8052-b4c04f4e4d32"))
    assert len(intake.unchanged) == 1


def test_spellings_of_one_manufacturer_are_one_machine():
    a_laptop(manufacturer="Hewlett-Packard", serial="5CG1234ABC")
    assert receive(an_arrival(manufacturer="HP", serial="5cg1234abc")).unchanged


def test_a_tag_and_a_serial_of_two_devices_go_to_a_person():
    first, second = a_laptop(), a_laptop()
    intake = receive(an_arrival(asset_tag=first.asset_tag, serial=second.serial))
    assert "different devices" in intake.refused[0].reason
    assert Device.objects.count() == 2


def test_a_repeat_inside_one_list_is_refused_and_the_rest_is_taken():
    intake = receive(an_arrival(serial="PF1X9K2L"), an_arrival(serial="PF1X9K2L"), an_arrival())
    assert (len(intake.received), len(intake.refused)) == (2, 1)
    assert "repeats" in intake.refused[0].reason


def test_a_device_that_left_comes_in_again_as_the_same_device():
    device = a_ready_laptop()
    actions.release_device(device=device, how="donated", to="a school", on=after(5), by=the_administrator())
    back = actions.receive_device(arrival=an_arrival(serial=device.serial), on=after(400), by=the_administrator())
    assert (back.pk, back.stage, back.received_on) == (device.pk, Stage.TESTING, after(400))
    assert back.first_received_on == DAY


def test_a_day_before_the_purchase_is_refused_and_nothing_is_kept():
    with pytest.raises(IllegalAct, match="purchase"):
        a_laptop(purchased_on=after(1))
    assert not Device.objects.exists()


def test_a_day_in_the_future_is_refused_and_nothing_is_kept():
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(IllegalAct, match="future"):
        a_laptop(tomorrow)
    assert not Device.objects.exists()


def test_a_batch_is_made_for_many_and_named():
    intake = receive(an_arrival(), an_arrival(), reference="ENG-24-01", source="register.csv")
    assert intake.batch == Batch.objects.get(reference="ENG-24-01")
    assert {device.batch for device in intake.received} == {intake.batch}


def test_a_second_batch_of_the_same_name_gets_a_number():
    receive(an_arrival(), reference="ENG")
    assert receive(an_arrival(), reference="ENG").batch.reference == "ENG-2"


def test_a_viewer_receives_nothing():
    arrival = an_arrival()
    with pytest.raises(NotAllowed):
        receive(arrival, by=a_person(Role.VIEWER))


def test_a_technician_of_another_department_receives_nothing_here():
    arrival = an_arrival()
    with pytest.raises(NotAllowed):
        receive(arrival, by=a_person(Role.TECHNICIAN, a_department("lib")))


def test_a_device_in_service_before_greenlab_comes_in_deployed_with_its_day_and_its_mark():
    service = InService("cluster", date(2023, 1, 10), cluster=a_cluster(), claim=Claim("desktop_sff", 60, 0.5))
    intake = receive(an_arrival(in_service=service))
    device = intake.received[0]
    place = device.placements.get()
    assert (device.stage, place.started_on, place.before_greenlab) == (Stage.DEPLOYED, date(2023, 1, 10), True)
    assert place.last_seen_on == DAY
    assert device.drives.get().state == "unwiped"  # a mark is never a wipe proof


def test_what_is_taken_over_in_service_must_be_wiped_once_it_comes_back():
    service = InService("person", date(2023, 1, 10), recipient="Lab 2")
    device = receive(an_arrival(in_service=service)).received[0]
    by = the_administrator()
    actions.withdraw_device(device=device, on=after(1), by=by)
    with pytest.raises(IllegalAct, match="not wiped"):
        actions.deploy_device(device=device, kind="person", recipient="Lab 3", on=after(2), by=by)


def test_a_technician_does_not_take_over_devices_in_service():
    service = InService("person", date(2023, 1, 10), recipient="Lab 2")
    arrival = an_arrival(in_service=service)
    with pytest.raises(NotAllowed):
        receive(arrival, by=a_person(Role.TECHNICIAN))


@pytest.mark.parametrize("many", [10, 100])
def test_the_number_of_queries_does_not_depend_on_the_number_of_devices(many, django_assert_max_num_queries):
    arrivals = [an_arrival() for _number in range(many)]
    by = the_administrator()
    with django_assert_max_num_queries(45):
        receive(*arrivals, by=by)
