"""Which acts can be taken back: found without trying each of a long history."""

import pytest
from django.db import transaction
from django.utils import timezone

from inventory import actions
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Device
from inventory.queries import timeline
from inventory.queries.history import undoable
from tests.factories import a_deployed_laptop, after, the_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def well_seen(db: None) -> Device:
    """Deployed, seen every day of three weeks, withdrawn and graded; one sighting was taken back."""
    by = the_administrator()
    device = a_deployed_laptop()
    for day in range(1, 22):
        actions.record_sighting(device=device, on=after(day), by=by)
    actions.reverse_event(event=device.events.filter(verb=Verb.SIGHT)[20], on=after(22), by=by)
    device = actions.withdraw_device(device=device, on=after(30), by=by)
    return actions.grade_device(device=device, grade="B", on=after(31), by=by)


def test_they_are_those_that_a_trial_of_each_would_find(well_seen: Device) -> None:
    offered = undoable(timeline(well_seen), timezone.now())
    tried = {event.pk for event in well_seen.events.all() if can_be_taken_back(well_seen, event.pk)}
    assert offered == tried
    assert len(offered) > 20


def can_be_taken_back(device: Device, key: int) -> bool:
    try:
        with transaction.atomic():
            actions.reverse_event(event=device.events.get(pk=key), on=timezone.localdate(), by=the_administrator())
            transaction.set_rollback(True)
    except IllegalAct:
        return False
    return True
