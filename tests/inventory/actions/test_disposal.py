import pytest

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import IllegalAct
from inventory.lifecycle import Stage
from inventory.roles import Role
from tests.factories import DAY, a_person, a_ready_laptop, a_tested_laptop, the_administrator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("how", ["donated", "sold", "returned"])
def test_a_ready_laptop_may_leave(how):
    device = actions.release_device(device=a_ready_laptop(), how=how, to="a school", on=DAY, by=the_administrator())
    assert (device.stage, device.left_how, device.left_on) == (Stage.OUT, how, DAY)


def test_a_failed_laptop_with_a_safe_drive_is_recycled():
    device = a_tested_laptop(passed=False)
    by = the_administrator()
    actions.record_wipe(device=device, outcome="destroyed", statement="shredded", on=DAY, by=by)
    device = actions.recycle_device(device=device, to="a recycler", certificate="R-1", on=DAY, by=by)
    assert (device.stage, device.left_how) == (Stage.OUT, "recycled")


def test_an_unwiped_laptop_is_recycled_only_with_a_custodian_whom_an_officer_accepts():
    device = a_tested_laptop(passed=False)
    with pytest.raises(IllegalAct, match="custodian"):
        actions.recycle_device(device=device, to="a recycler", on=DAY, by=the_administrator())
    with pytest.raises(NotAllowed):
        actions.recycle_device(
            device=device, to="a recycler", custodian="M. Ruiz", on=DAY, by=a_person(Role.TECHNICIAN)
        )
    device = actions.recycle_device(device=device, to="a recycler", custodian="M. Ruiz", on=DAY, by=the_administrator())
    assert device.stage == Stage.OUT


def test_a_custodian_does_not_make_a_donation_of_data_possible():
    with pytest.raises(IllegalAct, match="never donated or sold"):
        actions.release_device(
            device=a_tested_laptop(), how="donated", to="a school", custodian="M. Ruiz", on=DAY, by=the_administrator()
        )


def test_nothing_is_done_to_a_device_that_left():
    device = actions.release_device(device=a_ready_laptop(), how="sold", to="x", on=DAY, by=the_administrator())
    with pytest.raises(IllegalAct, match="left the programme"):
        actions.record_test(device=device, passed=True, on=DAY, by=the_administrator())
