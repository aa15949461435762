"""How many queries each question takes: the same for ten devices and for a thousand."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from carbon.models import Recompute
from carbon.queries import (
    Filters,
    current_recompute,
    explain_device,
    footprints,
    headline,
    not_assessed,
    recompute_progress,
    savings_by_department,
    savings_by_month,
    savings_by_phase,
)
from inventory import actions
from inventory.actions.intake import InService
from inventory.models import Device
from tests import factories

TOMORROW = timezone.localdate() + timedelta(days=1)
NARROW = Filters(departments=("eng",), site="north", first_month=date(2024, 4, 1))

COUNTS: dict[str, tuple[int, Callable[[Recompute], object]]] = {
    "current_recompute": (1, lambda _shown: current_recompute()),
    "headline": (2, lambda shown: headline(shown, Filters())),
    "headline of a period": (3, lambda shown: headline(shown, NARROW)),
    "savings_by_department": (2, lambda shown: savings_by_department(shown, Filters())),
    "savings_by_department in a period": (3, lambda shown: savings_by_department(shown, NARROW)),
    "savings_by_month": (1, lambda shown: savings_by_month(shown, NARROW)),
    "savings_by_phase": (1, lambda shown: savings_by_phase(shown, Filters())),
    "not_assessed": (2, lambda shown: not_assessed(shown, Filters())),
    "a page of footprints": (1, lambda shown: [str(row.device) for row in footprints(shown, Filters())[:50]]),
    "recompute_progress": (1, lambda shown: recompute_progress(shown.pk, now=timezone.now())),
    "explain_device": (13, lambda shown: explain_device(first_device(), shown, as_of=TOMORROW)),
}


def first_device() -> int:
    return Device.objects.order_by().values_list("pk", flat=True)[:1].get()


def a_fleet_of(size: int) -> Recompute:
    """Half of them deployed before GreenLab, the rest just received and not assessable."""
    load_factor_tables()
    service = InService(kind="cluster", cluster=factories.a_cluster(), since=factories.after(-1))
    arrivals = [factories.an_arrival(in_service=service) for _ in range(size // 2)]
    arrivals += [factories.an_arrival(department=None) for _ in range(size // 2)]
    actions.receive_devices(arrivals=arrivals, on=factories.DAY, by=factories.the_administrator())
    return recompute_footprints(as_of=TOMORROW)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [10, 1000])
def test_each_question_takes_its_number_of_queries(size: int) -> None:
    shown = a_fleet_of(size)
    assert (shown.devices_total, shown.devices_not_assessed) == (size, size // 2)
    explain_device(first_device(), shown, as_of=TOMORROW)  # the book of a published set is read once
    taken = {}
    for name, (_count, ask) in COUNTS.items():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(shown)
        taken[name] = len(queries)
    assert taken == {name: count for name, (count, _ask) in COUNTS.items()}


@pytest.mark.django_db
def test_a_recompute_takes_as_many_queries_for_a_chunk_whatever_its_size() -> None:
    taken = []
    for size in (10, 40):
        a_fleet_of(size)
        for _ in range(2):  # from the third on, each takes away the rows of an earlier one
            recompute_footprints(as_of=TOMORROW)
        with CaptureQueriesContext(connection) as queries:
            recompute_footprints(as_of=TOMORROW)
        taken.append(len(queries))
    assert taken[0] == taken[1]
