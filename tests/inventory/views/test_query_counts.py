"""The numbers of `query_counts.py` hold at ten devices and at a thousand."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inventory import actions
from inventory.models import Device, Person
from tests import factories
from tests.inventory.views.query_counts import QUERIES

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def fleet(number: int) -> list[Device]:
    """Devices in every stage, from one batch."""
    by, on = factories.the_administrator(), TODAY - timedelta(days=100)
    arrivals = [factories.an_arrival() for _one in range(number)]
    devices = actions.receive_devices(arrivals=arrivals, reference="FLEET", label="Fleet", on=on, by=by).received
    tenth = number // 10
    tested = devices[tenth:]
    actions.record_tests(devices=tested, passed=True, on=on, by=by)
    wiped = tested[2 * tenth :]
    actions.record_wipes(
        devices=wiped, outcome="wiped", method="purge", verified=True, statement="checked", on=on, by=by
    )
    actions.plan_upgrades(devices=wiped[:tenth], kind="ram", quantity=8, on=on, by=by)
    cluster = factories.a_cluster()
    actions.deploy_devices(devices=wiped[3 * tenth : -tenth], kind="cluster", cluster=cluster, on=on, by=by)
    actions.release_devices(devices=wiped[-tenth:], how="donated", to="School", on=on, by=by)
    for _one in range(2):
        actions.receive_device(arrival=factories.an_arrival(model=None, passwords=("administrator",)), on=on, by=by)
    return devices


def queries_of(client: Client, url: str) -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url, follow=False)
    assert response.status_code in (200, 302), url
    return len(captured)


@pytest.fixture
def client_of_owner(owner: Person) -> Client:
    client = Client()
    client.force_login(owner)
    return client


@pytest.mark.parametrize("number", [10, 1000])
def test_the_queries_of_every_page_are_fixed(number: int, client_of_owner: Client) -> None:
    devices = fleet(number)
    deployed = Device.objects.filter(stage="deployed")[0]
    places = {"tag": deployed.asset_tag, "first": devices[0].asset_tag, "second": devices[1].asset_tag}
    assert {url: queries_of(client_of_owner, url.format(**places)) for url in QUERIES} == QUERIES
