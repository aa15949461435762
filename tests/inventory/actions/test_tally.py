from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Sum

from inventory import actions
from inventory.actions import IllegalAct
from inventory.actions.tally import recount_stages
from inventory.models import Device, Person, StageTally
from inventory.tasks import recount_stages as recount_by_night
from tests import factories
from tests.factories import DAY

pytestmark = pytest.mark.django_db


def sums() -> list[Any]:
    """The tally as it is read, without what cancels out."""
    names = ("devices", "failed", "locked", "nameless", "missing")
    rows = StageTally.objects.values_list("stage", "since", "department__code", "site__code")
    return sorted(row for row in rows.annotate(*map(Sum, names)) if any(row[4:]))


def agrees() -> bool:
    """Whether the tally that the acts kept is the one that the devices give."""
    kept = sums()
    recount_stages()
    return kept == sums()


def failed(by: Person) -> None:
    factories.a_tested_laptop(passed=False)


def deployed(by: Person) -> Device:
    return factories.a_deployed_laptop()


def seen(by: Person) -> None:
    actions.record_sighting(device=deployed(by), on=factories.after(30), by=by)


def withdrawn(by: Person) -> None:
    actions.withdraw_device(device=deployed(by), on=factories.after(30), by=by)


def locked(by: Person) -> None:
    factories.a_laptop(passwords=("firmware",))


def missing(by: Person) -> None:
    actions.correct_device(device=deployed(by), changes={"flags": ["missing"]}, on=factories.after(30), by=by)


def transferred(by: Person) -> None:
    department = factories.a_department("bio")
    actions.transfer_device(device=factories.a_laptop(), department=department, on=DAY, by=by)


def taken_back(by: Person) -> None:
    device = factories.a_laptop()
    actions.reverse_event(event=device.events.get(), on=DAY, by=by)


def recycled(by: Person) -> None:
    device = factories.a_laptop(drives=())
    actions.recycle_device(device=device, to="Recycler", on=DAY, by=by)


@pytest.mark.parametrize(
    "story", [failed, deployed, seen, withdrawn, locked, missing, transferred, taken_back, recycled]
)
def test_the_tally_that_acts_keep_is_the_one_that_the_devices_give(story: Callable[[Person], Any]) -> None:
    story(factories.the_administrator())
    assert agrees()


def test_a_receipt_that_was_refused_leaves_nothing() -> None:
    with pytest.raises(IllegalAct):
        factories.a_laptop(on=factories.after(100_000))
    assert sums() == []


def test_a_device_in_service_is_counted_by_its_last_sighting() -> None:
    device = factories.a_deployed_laptop()
    actions.record_sighting(device=device, on=factories.after(30), by=factories.the_administrator())
    assert [(stage, since) for stage, since, *_rest in sums()] == [("deployed", factories.after(30))]


def test_a_tally_that_went_wrong_is_right_after_the_night() -> None:
    factories.a_laptop()
    right = sums()
    StageTally.objects.create(stage="wiping", since=DAY, devices=7, failed=0, locked=0, nameless=0, missing=0)
    recount_by_night()
    assert sums() == right
