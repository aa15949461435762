"""Deploy, see, withdraw, transfer."""

import pytest

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import Claim, IllegalAct
from inventory.lifecycle import Stage
from inventory.roles import Role
from tests.factories import (
    DAY,
    a_cluster,
    a_department,
    a_deployed_laptop,
    a_person,
    a_ready_laptop,
    after,
    the_administrator,
)

pytestmark = pytest.mark.django_db


def test_a_ready_laptop_serves_in_a_cluster_with_its_claim():
    cluster = a_cluster()
    claim = Claim("desktop_sff", 60, 1 / 3, "stated")
    device = a_deployed_laptop(cluster=cluster, claim=claim)
    place = device.placements.get()
    assert (device.stage, device.cluster, place.site) == (Stage.DEPLOYED, cluster, cluster.site)
    assert (place.displaced_class, place.displacement_tier) == ("desktop_sff", "stated")
    assert float(place.displaced_per_device) == pytest.approx(1 / 3, abs=1e-6)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "cluster"}, "Name the cluster"),
        ({"kind": "person"}, "who receives"),
        ({"kind": "moon", "recipient": "x"}, "cluster, to a person"),
        ({"kind": "person", "recipient": "x", "claim": Claim("toaster")}, "class of new machine"),
        ({"kind": "person", "recipient": "x", "claim": Claim(displaced_lifetime_months=0)}, "between 1 and 180"),
        ({"kind": "person", "recipient": "x", "claim": Claim(displaced_per_device=-1)}, "between 0 and 10"),
        ({"kind": "person", "recipient": "x", "claim": Claim(displacement_tier="document")}, "needs the document"),
    ],
)
def test_a_deployment_that_says_too_little_or_too_much_is_refused(fields, reason):
    device = a_ready_laptop()
    with pytest.raises(IllegalAct, match=reason):
        actions.deploy_device(device=device, on=DAY, by=the_administrator(), **fields)
    device.refresh_from_db()
    assert device.stage == Stage.READY


def test_a_device_serves_in_one_place_at_a_time():
    with pytest.raises(IllegalAct, match="withdraw it first"):
        actions.deploy_device(
            device=a_deployed_laptop(), kind="person", recipient="Lab", on=after(1), by=the_administrator()
        )


def test_a_backdated_deployment_must_satisfy_the_gates_of_its_day():
    device = a_ready_laptop(after(10))
    with pytest.raises(IllegalAct, match="not been received"):
        actions.deploy_device(device=device, kind="person", recipient="Lab", on=after(5), by=the_administrator())


def test_a_sighting_moves_the_last_day_seen_and_an_older_one_does_not():
    device = a_deployed_laptop()
    for day in (60, 30):
        actions.record_sighting(device=device, how="stock audit", on=after(day), by=the_administrator())
    assert device.placements.get().last_seen_on == after(60)


def test_withdrawal_ends_the_service_on_its_day():
    device = actions.withdraw_device(device=a_deployed_laptop(), on=after(120), by=the_administrator())
    place = device.placements.get()
    assert (place.started_on, place.ended_on, place.last_seen_on) == (DAY, after(120), after(120))
    assert device.cluster is None


def test_a_lost_device_was_not_seen_when_it_was_written_off():
    device = actions.withdraw_device(device=a_deployed_laptop(), lost=True, on=after(400), by=the_administrator())
    place = device.placements.get()
    assert (place.ended_on, place.last_seen_on) == (after(400), DAY)
    assert device.flags == ["missing"]


def test_a_transfer_splits_ownership_by_day():
    device = a_deployed_laptop(department=a_department("eng"))
    library = a_department("lib")
    device = actions.transfer_device(device=device, department=library, on=after(60), by=the_administrator())
    assert device.department == library
    owned = list(device.ownerships.order_by("started_on").values_list("department__code", "started_on", "ended_on"))
    assert owned == [("eng", DAY, after(60)), ("lib", after(60), None)]


def test_a_transfer_to_the_same_department_is_refused():
    with pytest.raises(IllegalAct, match="already"):
        actions.transfer_device(device=a_ready_laptop(), department=a_department(), on=DAY, by=the_administrator())


def test_a_technician_does_not_give_devices_away():
    with pytest.raises(NotAllowed):
        actions.transfer_device(
            device=a_ready_laptop(), department=a_department("lib"), on=DAY, by=a_person(Role.TECHNICIAN)
        )
