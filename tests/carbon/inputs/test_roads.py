"""Two roads to one record: the rows kept with a device, and the fold of its events."""

from datetime import date, timedelta

import pytest

from carbon.inputs import Cut, DeviceRecord, chunks, last_device_id
from carbon.inputs.reading import fold_record, one_record
from inventory import actions
from inventory.actions import Claim
from inventory.models import Device, DeviceEvent
from tests import factories
from tests.factories import DAY, after

pytestmark = pytest.mark.django_db
TOMORROW = Cut(as_of=date.today() + timedelta(days=1))  # noqa: DTZ011 - as the acts' own check of "today" does


def folded(device: Device, cut: Cut) -> DeviceRecord | None:
    return fold_record(device.pk, [row.as_event() for row in device.events.all()], cut)


def a_well_travelled_laptop() -> Device:
    """Two stays, two failed tests, parts in and out, a transfer in service, an act taken back."""
    by = factories.the_administrator()
    device = factories.a_laptop(collection_km=31.26)
    device = actions.record_test(device=device, passed=False, on=DAY, by=by)
    device = actions.remove_part(device=device, kind="battery", mass_kg=0.3126, fate="recycled", on=DAY, by=by)
    device = factories.wiped(actions.record_test(device=device, passed=True, on=after(1), by=by), after(1))
    device = actions.install_part(device=device, kind="ram", quantity=8, condition="new", on=after(2), by=by)
    device = actions.install_part(device=device, kind="battery", quantity=48.5, condition="new", on=after(2), by=by)
    device = actions.deploy_device(
        device=device,
        kind="cluster",
        cluster=factories.a_cluster(),
        claim=Claim(displaced_class="desktop_tower", displaced_lifetime_months=60, displaced_per_device=1 / 3),
        delivery_km=12.34,
        on=after(3),
        by=by,
    )
    device = actions.transfer_device(device=device, department=factories.a_department("bio"), on=after(40), by=by)
    device = actions.record_sighting(device=device, on=after(90), by=by)
    device = actions.withdraw_device(device=device, on=after(120), by=by)
    device = factories.wiped(device, after(121))
    device = actions.release_device(device=device, how="donated", to="School 12", on=after(122), by=by)
    device = actions.receive_device(
        arrival=factories.an_arrival(serial=device.serial, asset_tag=device.asset_tag, site=factories.a_site("south")),
        on=after(200),
        by=by,
    )
    device = actions.record_test(device=device, passed=True, on=after(201), by=by)
    device = actions.grade_device(device=device, grade="B", on=after(202), by=by)
    return actions.reverse_event(event=DeviceEvent.objects.latest("pk"), on=after(203), by=by)


def test_a_whole_life_is_the_same_by_both_roads() -> None:
    device = a_well_travelled_laptop()
    record = one_record(device.pk, TOMORROW)
    assert record is not None
    assert record == folded(device, TOMORROW)
    assert [len(rows) for rows in (record.owners, record.services, record.legs, record.fitted, record.removed)] == [
        *(3, 1, 2, 2, 1)
    ]
    assert record.tested_on == [DAY, after(201)]


@pytest.mark.parametrize("day", range(0, 210, 15))
def test_any_past_day_is_the_fold_up_to_that_day(day: int) -> None:
    device = a_well_travelled_laptop()
    cut = Cut(as_of=after(day))
    [*read] = [record for chunk in chunks(cut, last_device_id(), 10) for record in chunk.records]
    assert read == [record for record in [folded(device, cut)] if record is not None]


def test_what_was_not_known_yet_does_not_count() -> None:
    by = factories.the_administrator()
    device = factories.a_deployed_laptop()
    known_at = DeviceEvent.objects.latest("pk").recorded_at
    actions.withdraw_device(device=device, on=after(10), by=by)
    then, now = one_record(device.pk, Cut(as_of=TOMORROW.as_of, known_at=known_at)), one_record(device.pk, TOMORROW)
    assert then is not None
    assert now is not None
    assert (then.services[0].ended_on, now.services[0].ended_on) == (None, after(10))


def test_a_device_received_later_has_no_record() -> None:
    device = factories.a_laptop()
    assert one_record(device.pk, Cut(as_of=DAY)) is None
    assert one_record(device.pk, Cut(as_of=after(1))) is not None


def test_a_receipt_taken_back_has_no_record() -> None:
    device = factories.a_laptop()
    actions.reverse_event(event=device.events.get(), on=after(1), by=factories.the_administrator())
    assert one_record(device.pk, TOMORROW) is None


def test_chunks_cover_every_device_once_with_few_queries(django_assert_max_num_queries) -> None:
    made = [factories.a_laptop().pk for _ in range(5)]
    with django_assert_max_num_queries(3 * 14):
        found = list(chunks(TOMORROW, last_device_id(), 2))
    assert [record.device_id for chunk in found for record in chunk.records] == made
    assert [chunk.looked_at for chunk in found] == [2, 2, 1]
