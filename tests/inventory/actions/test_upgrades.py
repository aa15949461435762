import pytest

from inventory import actions
from inventory.actions import IllegalAct
from inventory.lifecycle import Stage
from tests.factories import DAY, a_deployed_laptop, a_ready_laptop, a_tested_laptop, after, the_administrator

pytestmark = pytest.mark.django_db


def fit(device, kind="ram", quantity=16, condition="new", **fields):
    return actions.install_part(
        device=device,
        kind=kind,
        quantity=quantity,
        condition=condition,
        on=fields.pop("on", DAY),
        by=the_administrator(),
    )


def test_a_planned_upgrade_holds_the_laptop_until_it_is_fitted():
    device = actions.plan_upgrade(device=a_ready_laptop(), kind="ram", quantity=16, on=DAY, by=the_administrator())
    assert device.stage == Stage.UPGRADING
    device = fit(device)
    assert (device.stage, device.ram_gb, device.plan_kind) == (Stage.READY, 24, "")


def test_a_cancelled_plan_lets_it_go():
    device = actions.plan_upgrade(device=a_ready_laptop(), kind="ssd", quantity=512, on=DAY, by=the_administrator())
    assert actions.cancel_plan(device=device, on=DAY, by=the_administrator()).stage == Stage.READY


def test_two_plans_at_once_are_refused():
    device = actions.plan_upgrade(device=a_ready_laptop(), kind="ram", quantity=16, on=DAY, by=the_administrator())
    with pytest.raises(IllegalAct, match="Memory 16 GB"):
        actions.plan_upgrade(device=device, kind="ssd", quantity=512, on=DAY, by=the_administrator())


@pytest.mark.parametrize(
    ("kind", "quantity"), [("ram", 30), ("ram", 0.3), ("ram", -8), ("ssd", 999_999), ("cpu", 1), ("battery", 5000)]
)
def test_a_part_that_does_not_exist_is_refused(kind, quantity):
    with pytest.raises(IllegalAct):
        fit(a_ready_laptop(), kind=kind, quantity=quantity)


def test_a_part_is_new_or_harvested():
    with pytest.raises(IllegalAct, match="new or harvested"):
        fit(a_ready_laptop(), condition="used")


def test_a_harvested_drive_must_be_wiped_first():
    assert fit(a_ready_laptop(), kind="ssd", quantity=256, condition="harvested").stage == Stage.WIPING


def test_a_part_fitted_in_service_is_booked_and_counts_as_a_sighting():
    device = fit(a_deployed_laptop(), kind="battery", quantity=50, on=after(60))
    assert device.stage == Stage.DEPLOYED
    assert device.placements.get().last_seen_on == after(60)
    assert device.parts.get(fitted=True).on == after(60)


def test_a_failed_laptop_is_harvested_but_not_upgraded():
    device = a_tested_laptop(passed=False)
    with pytest.raises(IllegalAct, match="failed"):
        fit(device)
    device = actions.remove_part(
        device=device, kind="ram", quantity=8, mass_kg=0.02, fate="stock", on=DAY, by=the_administrator()
    )
    assert device.ram_gb == 0
    assert device.parts.get().fate == "stock"


def take_out_its_drive(device, fate):
    drive = device.drives.get().key
    return actions.remove_part(
        device=device, kind="ssd", drive=drive, mass_kg=0.05, fate=fate, on=DAY, by=the_administrator()
    )


def test_a_drive_kept_in_stock_no_longer_shuts_the_gate():
    device = take_out_its_drive(a_tested_laptop(), "stock")
    assert (device.stage, device.drives.get().state) == (Stage.READY, "absent")


@pytest.mark.parametrize("fate", ["recycled", "landfilled"])
def test_a_drive_is_not_thrown_away_with_its_data(fate):
    with pytest.raises(IllegalAct, match="Wipe or destroy it"):
        take_out_its_drive(a_tested_laptop(), fate)
    assert take_out_its_drive(a_ready_laptop(), fate).drives.get().state == "absent"
