"""The devices that a department's page names: kept with the recompute, and the same as a look at all would find."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from carbon.fleet.extremes import KEPT
from carbon.models import Extreme, Footprint, Recompute
from carbon.queries import extremes
from inventory import actions
from inventory.actions.intake import InService
from tests import factories
from tests.carbon.conftest import recompute_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def recompute(db: None) -> Recompute:
    """More savers and losers than are kept, in two departments, over several chunks."""
    load_factor_tables()
    departments = [factories.a_department(code) for code in ("eng", "lib")]
    arrivals = [
        factories.an_arrival(
            department=departments[number % 2],
            in_service=InService(kind="person", recipient="Lab", since=factories.after(-number)),
        )
        for number in range(4 * KEPT)
    ]
    actions.receive_devices(arrivals=arrivals, on=factories.after(1), by=factories.the_administrator())
    for number in range(4 * KEPT):  # wiped and tested, and never put to work
        factories.a_ready_laptop(factories.after(number), department=departments[number % 2])
    tomorrow = timezone.localdate() + timedelta(days=1)
    return recompute_footprints(as_of=tomorrow, chunk=7)


def test_an_installation_that_kept_none_has_those_of_its_recomputes_after_the_migration(recompute: Recompute) -> None:
    before = set(Extreme.objects.values_list("department", "device"))
    Extreme.objects.all().delete()
    import_module("carbon.migrations.0005_extremes_of_what_is_kept").keep_extremes(apps, None)
    assert set(Extreme.objects.values_list("department", "device")) == before


def a_look_at_all(recompute: Recompute, code: str, *, savers: bool) -> list[int]:
    owned = Footprint.objects.filter(recompute=recompute, department__code=code).values_list("s_g", flat=True)
    ranked = owned.filter(s_g__gt=0).order_by("-s_g") if savers else owned.filter(s_g__lt=0).order_by("s_g")
    return list(ranked[:KEPT])


@pytest.mark.parametrize("code", ["eng", "lib"])
def test_they_are_those_that_a_look_at_every_device_finds(recompute: Recompute, code: str) -> None:
    found = extremes(recompute, code)
    assert [row.s_g for row in found.savers] == a_look_at_all(recompute, code, savers=True)
    assert [row.s_g for row in found.losers] == a_look_at_all(recompute, code, savers=False)
    assert len(found.savers) == len(found.losers) == KEPT


def test_no_more_are_kept_than_are_shown_and_none_of_a_recompute_that_is_gone(recompute: Recompute) -> None:
    assert Extreme.objects.count() == 2 * 2 * KEPT
    again = recompute_now()
    assert set(Extreme.objects.values_list("recompute", flat=True)) <= {recompute.pk, again.pk}
    assert again.extremes.count() == 2 * 2 * KEPT
