import pytest

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import IllegalAct
from inventory.lifecycle import Stage
from inventory.roles import Role
from tests.factories import DAY, a_department, a_laptop, a_person, a_tested_laptop, after, the_administrator

pytestmark = pytest.mark.django_db


def test_a_passed_test_moves_a_laptop_on_to_wiping():
    device = a_tested_laptop()
    assert (device.stage, device.test_passed, device.battery_health_pct) == (Stage.WIPING, True, 82)


def test_a_failed_test_keeps_it_and_a_retest_lets_it_go_on():
    device = a_tested_laptop(passed=False)
    assert device.stage == Stage.TESTING
    device = actions.record_test(device=device, passed=True, on=after(1), by=the_administrator())
    assert device.stage == Stage.WIPING


def test_acts_may_come_in_any_order():
    device = a_laptop(drives=None)
    device = actions.record_test(device=device, passed=True, on=DAY, by=the_administrator())
    assert (device.stage, device.test_passed) == (Stage.RECEIVED, True)


def test_battery_health_is_a_percentage():
    with pytest.raises(IllegalAct, match="percentage"):
        actions.record_test(device=a_laptop(), passed=True, battery_health_pct=8200, on=DAY, by=the_administrator())


def test_a_test_before_the_receipt_is_refused_with_the_reason():
    with pytest.raises(IllegalAct, match="not been received"):
        actions.record_test(device=a_laptop(), passed=True, on=after(-1), by=the_administrator())


def test_the_good_ones_are_committed_and_the_others_listed():
    here, elsewhere = a_laptop(), a_laptop(department=a_department("lib"))
    by = a_person(Role.TECHNICIAN, a_department("eng"))
    outcome = actions.record_tests(devices=[here, elsewhere], passed=True, on=DAY, by=by)
    assert [device.pk for device in outcome.done] == [here.pk]
    assert [(item.device.pk, "department" in item.reason) for item in outcome.blocked] == [(elsewhere.pk, True)]


def test_a_viewer_records_nothing():
    with pytest.raises(NotAllowed):
        actions.record_test(device=a_laptop(), passed=True, on=DAY, by=a_person(Role.VIEWER))


def test_a_grade_is_one_of_four():
    device = actions.grade_device(device=a_laptop(), grade="B", on=DAY, by=the_administrator())
    assert device.grade == "B"
    with pytest.raises(IllegalAct, match="A, B, C, D"):
        actions.grade_device(device=device, grade="E", on=DAY, by=the_administrator())


@pytest.mark.parametrize("many", [10, 100])
def test_the_number_of_queries_does_not_depend_on_the_number_of_devices(many, django_assert_max_num_queries):
    devices = [a_laptop() for _number in range(many)]
    by = the_administrator()
    with django_assert_max_num_queries(22):
        actions.record_tests(devices=devices, passed=True, on=DAY, by=by)
