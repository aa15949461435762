"""Pages of savings take as many queries for a thousand devices as for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carbon.actions.factor_sets import load_factor_tables
from inventory import actions
from inventory.actions.intake import InService
from inventory.models import Person
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn

COUNTS = {"/impact/": 19, "/impact/?department=dept-1&from=2024-04": 21, "/impact/departments/dept-1/": 19}
"""The session, the person and the frame of the page included."""


def a_fleet_of(size: int) -> None:
    load_factor_tables()
    departments = [factories.a_department(f"dept-{n}") for n in range(2)]
    service = InService(kind="cluster", cluster=factories.a_cluster(), since=factories.after(-1))
    arrivals = [factories.an_arrival(in_service=service, department=departments[n % 2]) for n in range(size)]
    actions.receive_devices(arrivals=arrivals, on=factories.DAY, by=factories.the_administrator())
    recompute_now()


@pytest.mark.parametrize("size", [10, 1000])
def test_each_page_takes_its_number_of_queries(size: int, viewer: Person, sign_in: SignIn) -> None:
    a_fleet_of(size)
    client = sign_in(viewer)
    taken = {}
    for address in COUNTS:
        client.get(address)  # what is kept for all pages is kept now
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        taken[address] = len(queries)
    assert taken == COUNTS
