from datetime import date, timedelta

import pytest
from django.utils import timezone

from carbon.access import NotAllowed
from carbon.actions._checks import RecomputeFailed, check_results
from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import NotYetServed, ask_recompute, recompute_footprints, remove_recomputes
from carbon.engine.components import NAMES
from carbon.engine.uncertainty import bounds
from carbon.inputs import Cut, last_device_id, one_life
from carbon.models import DepartmentMonth, DepartmentTotal, FactorSet, Footprint, NotAssessed, Recompute
from inventory import actions
from inventory.models import AuditEntry, Device
from tests import factories
from tests.factories import after

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def factor_set(db: None) -> FactorSet:
    return load_factor_tables()[0]


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def recompute(as_of: date | None = None) -> Recompute:
    return recompute_footprints(as_of=as_of or tomorrow())


def footprint(device: Device, of: Recompute) -> Footprint:
    return Footprint.objects.get(recompute=of, device=device)


def test_a_recompute_is_current_once_it_is_done(factor_set: FactorSet) -> None:
    factories.a_deployed_laptop()
    done = recompute()
    assert Recompute.objects.current() == done
    assert (done.state, done.devices_total, done.devices_done, done.factor_set) == ("done", 1, 1, factor_set)


def test_stored_figures_are_the_exact_ones_in_grams() -> None:
    device = factories.a_deployed_laptop(cluster=factories.a_cluster(), collection_km=40)
    stored = footprint(device, recompute()).bounds()
    life = one_life(device.pk, cut=Cut(as_of=tomorrow()), book=FactorSet.objects.get().book())
    assert life is not None
    exact = bounds(life)
    for end in ("low", "central", "high"):
        for name in NAMES:
            grams = getattr(getattr(exact, end).in_grams(), name)
            assert abs(getattr(getattr(stored, end), name) - grams) <= 1, (end, name)
    assert stored.low.s < stored.central.s < stored.high.s


def test_a_footprint_says_whose_and_where_the_device_is() -> None:
    cluster = factories.a_cluster()
    stored = footprint(factories.a_deployed_laptop(cluster=cluster), recompute())
    assert stored.department == factories.a_department()
    assert (stored.site, stored.cluster, stored.in_service) == (cluster.site, cluster, True)


def test_a_device_that_cannot_be_assessed_is_listed_and_never_counted_as_zero() -> None:
    by = factories.the_administrator()
    device = factories.a_ready_laptop(site=factories.a_site())
    pristina = factories.a_site("pristina", "XK")
    actions.deploy_device(device=device, kind="person", recipient="Lab", site=pristina, on=after(1), by=by)
    done = recompute()
    missing = NotAssessed.objects.get(recompute=done)
    assert (missing.device, missing.reason) == (device, "no grid factor for zone XK")
    assert done.devices_not_assessed == 1
    assert not Footprint.objects.filter(recompute=done).exists()


def test_a_transfer_splits_the_saving_between_both_owners() -> None:
    device = factories.a_deployed_laptop()
    bio = factories.a_department("bio")
    actions.transfer_device(device=device, department=bio, on=after(30), by=factories.the_administrator())
    done = recompute()
    days = dict(done.department_totals.values_list("department__code", "service_days"))
    assert days == {"eng": 30, "bio": 60}  # ninety days after the last sighting, on the first
    assert sum(done.department_totals.values_list("s_g", flat=True)) == footprint(device, done).s_g


def test_months_add_up_to_the_totals_and_these_to_the_devices() -> None:
    for on in (after(0), after(20)):
        factories.a_deployed_laptop(on, collection_km=10)
    done = recompute()
    sums = [
        sum(model.objects.filter(recompute=done).values_list("s_low_g", flat=True))
        for model in (DepartmentMonth, DepartmentTotal, Footprint)
    ]
    assert sums[0] == sums[1] == sums[2] != 0


def test_a_month_counts_the_devices_that_served_in_it() -> None:
    factories.a_deployed_laptop()
    factories.a_deployed_laptop(after(40))
    counts = recompute().department_months.values_list("month", "devices", "service_days")
    assert list(counts)[:2] == [(date(2024, 3, 1), 1, 31), (date(2024, 4, 1), 2, 30 + 21)]


def test_a_month_counts_a_device_once_where_it_served_last() -> None:
    device, by = factories.a_deployed_laptop(), factories.the_administrator()
    factories.a_deployed_laptop()
    bio = factories.a_department("bio")
    actions.transfer_device(device=device, department=bio, on=after(20), by=by)
    march = recompute().department_months.filter(month=date(2024, 3, 1))
    counts = march.values_list("department__code", "devices", "service_days")
    assert set(counts) == {("eng", 1, 31 + 20), ("bio", 1, 11)}


def test_chunks_make_no_difference() -> None:
    for _ in range(5):
        factories.a_deployed_laptop()
    whole, parts = recompute(), recompute_footprints(as_of=tomorrow(), chunk=2)
    assert whole.fingerprint != ""
    columns = ("device_id", "s_g", "s_low_g", "s_high_g", "service_days")
    assert list(whole.footprints.order_by("device_id").values_list(*columns)) == list(
        parts.footprints.order_by("device_id").values_list(*columns)
    )


def test_as_of_a_past_day_nothing_shown_changes() -> None:
    device = factories.a_deployed_laptop()
    shown = recompute()
    past = recompute(after(10))
    assert Recompute.objects.current() == shown
    assert footprint(device, past).service_days == 10
    assert "past day" in past.message


def test_the_last_two_keep_their_figures_and_pinned_ones_too() -> None:
    factories.a_deployed_laptop()
    pinned = recompute()
    Recompute.objects.filter(pk=pinned.pk).update(is_pinned=True)
    dropped, former, current = recompute(), recompute(), recompute()
    kept = set(Footprint.objects.values_list("recompute_id", flat=True))
    assert kept == {pinned.pk, former.pk, current.pk}
    assert set(DepartmentMonth.objects.values_list("recompute_id", flat=True)) == kept
    dropped.refresh_from_db()
    assert not dropped.results_kept


def test_without_factors_it_fails_and_says_what_to_do() -> None:
    FactorSet.objects.update(adopted_at=None)
    with pytest.raises(RecomputeFailed, match="load_factors"):
        recompute()
    assert Recompute.objects.get().state == "failed"
    assert Recompute.objects.current() is None


@pytest.mark.parametrize("rollup", [DepartmentMonth, DepartmentTotal])
def test_rollups_that_do_not_add_up_are_found(rollup: type[DepartmentMonth | DepartmentTotal]) -> None:
    factories.a_deployed_laptop()
    done = recompute()
    rollup.objects.filter(recompute=done).delete()
    with pytest.raises(RecomputeFailed, match="do not add up"):
        check_results(done, Cut(as_of=tomorrow()), last_device_id(), 1)


def test_a_device_left_out_is_found() -> None:
    done = recompute()
    factories.a_laptop()
    with pytest.raises(RecomputeFailed, match="1 devices left out"):
        check_results(done, Cut(as_of=tomorrow()), last_device_id(), 0)


def test_a_device_counted_twice_is_found() -> None:
    device = factories.a_laptop()
    done = recompute()
    NotAssessed.objects.create(recompute=done, device=device, reason_code="no_model", reason="no model recorded")
    with pytest.raises(RecomputeFailed, match="1 devices are assessed and not assessed"):
        check_results(done, Cut(as_of=tomorrow()), last_device_id(), 2)


def test_a_published_factor_that_was_tampered_with_stops_it(factor_set: FactorSet) -> None:
    former = recompute()
    FactorSet.objects.filter(pk=factor_set.pk).update(adopted_at=timezone.now())
    factor_set.factors.create(
        key="part.hdd", value=1, low=1, high=1, unit="kg/GB", tier="E", source="slipped in", licence="none"
    )
    with pytest.raises(RecomputeFailed, match="not what was published"):
        recompute()
    assert Recompute.objects.current() == former


def test_only_officers_and_administrators_of_the_institution_may_ask() -> None:
    with pytest.raises(NotAllowed):
        ask_recompute(as_of=tomorrow(), by=factories.a_person())
    assert ask_recompute(as_of=tomorrow(), by=factories.the_administrator()).state == "waiting"


def test_the_audit_log_says_who_asked() -> None:
    by = factories.the_administrator()
    asked = ask_recompute(as_of=tomorrow(), by=by)
    ask_recompute(as_of=tomorrow(), by=by)
    entry = AuditEntry.objects.get(act="ask_recompute")
    assert (entry.subject, entry.by) == (str(asked), by)


def test_asking_twice_joins_the_one_that_waits() -> None:
    assert ask_recompute(as_of=tomorrow()) == ask_recompute(as_of=tomorrow())


def test_removing_all_leaves_the_factors() -> None:
    factories.a_deployed_laptop()
    recompute()
    remove_recomputes()
    assert not Recompute.objects.exists()
    assert not Footprint.objects.exists()
    assert FactorSet.objects.adopted() is not None


def test_days_to_come_are_no_savings() -> None:
    with pytest.raises(NotYetServed, match=r"not been served.*latest date is"):
        recompute_footprints(as_of=tomorrow() + timedelta(days=1))
    assert not Recompute.objects.exists()
