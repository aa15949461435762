"""How many queries each address takes: the same with ten devices and with a thousand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from inventory import actions
from inventory.actions.intake import InService
from inventory.models import Device, Person
from tests import factories
from tests.calling import Caller, said

# Of each, three are the token with its person, the installation's language, and the person's roles.
COUNTS = {
    "devices/?limit=5": 4,
    "devices.csv": 4,
    "devices/?q=lenovo&stage=deployed&limit=5": 5,
    "devices/{tag}/": 11,
    "devices/{tag}/events/": 9,
    "events/?limit=5": 8,
    "events.csv": 8,
    "clusters/": 3,
    "departments/": 5,
    "sites/": 3,
    "footprints/?limit=5": 5,
    "footprints.csv": 5,
    "footprints/not-assessed.csv": 5,
    "savings/departments/": 7,
    "savings/months/": 6,
}


def a_fleet_of(size: int) -> None:
    """Half of them in service before GreenLab, the rest not assessable."""
    load_factor_tables()
    service = InService(kind="cluster", cluster=factories.a_cluster(), since=factories.after(-1))
    arrivals = [factories.an_arrival(in_service=service) for _ in range(size // 2)]
    arrivals += [factories.an_arrival(site=None) for _ in range(size // 2)]
    actions.receive_devices(arrivals=arrivals, on=factories.DAY, by=factories.the_administrator())
    recompute_footprints(as_of=timezone.localdate() + timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize("size", [10, 1000])
def test_an_answer_takes_as_many_queries_whatever_the_fleet(owner: Person, size: int) -> None:
    a_fleet_of(size)
    program = Caller(owner)
    program.get("sites/")  # notes the use of the token, once in a while
    tag = Device.objects.order_by("pk").values_list("asset_tag", flat=True)[0]
    taken = {}
    for path in COUNTS:
        with CaptureQueriesContext(connection) as queries:
            said(program.get(path.format(tag=tag)))
        taken[path] = len(queries)
    assert taken == COUNTS
