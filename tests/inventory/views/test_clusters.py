import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inventory import actions
from inventory.models import Cluster, Department, Person, Site
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db

FORM = {"code": "nlp-b", "name": "NLP B", "purpose": "teaching", "load_hours": "11", "idle_hours": "2.5"}


def test_a_cluster_shows_its_nodes_their_memory_and_its_day(
    nlp: Cluster, engineering: Department, technician: Person, sign_in: SignIn
) -> None:
    nodes = [factories.a_deployed_laptop(cluster=nlp, department=engineering, ram_gb=16) for _n in range(2)]
    page = sign_in(technician).get("/clusters/nlp-a/").content.decode()
    assert all(node.asset_tag in page for node in nodes)
    assert '<span class="value ">32 <' in page
    assert "12 h under load, 0 h idle, 12 h asleep" in page


def test_nodes_of_departments_that_one_does_not_see_are_counted_not_named(
    nlp: Cluster, engineering: Department, outsider: Person, sign_in: SignIn
) -> None:
    node = factories.a_deployed_laptop(cluster=nlp, department=engineering)
    page = sign_in(outsider).get("/clusters/nlp-a/").content.decode()
    assert node.asset_tag not in page
    assert "1 more node belongs to a department that you do not see" in page


def test_ready_devices_are_offered_those_at_the_site_first(
    nlp: Cluster, north: Site, engineering: Department, technician: Person, sign_in: SignIn
) -> None:
    far = factories.a_ready_laptop(department=engineering, site=factories.a_site("south"), ram_gb=32)
    near = factories.a_ready_laptop(department=engineering, site=north, ram_gb=8)
    unwiped = factories.a_tested_laptop(department=engineering, site=north)
    page = sign_in(technician).get("/clusters/nlp-a/").content.decode()
    assert page.index(near.asset_tag) < page.index(far.asset_tag)
    assert unwiped.asset_tag not in page


def test_a_withdrawn_node_is_gone_from_the_cluster(
    nlp: Cluster, engineering: Department, technician: Person, sign_in: SignIn
) -> None:
    node = factories.a_deployed_laptop(cluster=nlp, department=engineering)
    actions.withdraw_device(device=node, reason="broken", on=factories.after(9), by=factories.the_administrator())
    assert '<span class="value ">0</span>' in sign_in(technician).get("/clusters/nlp-a/").content.decode()
    assert '<td class="num" data-label="Nodes">0</td>' in sign_in(technician).get("/clusters/").content.decode()


def test_a_technician_adds_and_changes_a_cluster(north: Site, technician: Person, sign_in: SignIn) -> None:
    browser = sign_in(technician)
    assert browser.post("/clusters/new/", {**FORM, "site": north.pk}).headers["Location"] == "/clusters/nlp-b/"
    browser.post("/clusters/nlp-b/edit/", {**FORM, "site": north.pk, "name": "NLP Beta"})
    assert Cluster.objects.get(code="nlp-b").name == "NLP Beta"


def test_a_day_of_more_than_24_hours_is_refused_on_the_page(north: Site, technician: Person, sign_in: SignIn) -> None:
    page = sign_in(technician).post("/clusters/new/", {**FORM, "site": north.pk, "load_hours": "23"}).content.decode()
    assert "A day has 24 hours" in page
    assert not Cluster.objects.exists()


def test_a_viewer_looks_and_changes_nothing(nlp: Cluster, viewer: Person, sign_in: SignIn) -> None:
    browser = sign_in(viewer)
    page = browser.get("/clusters/nlp-a/").content.decode()
    assert "/clusters/nlp-a/edit/" not in page
    assert "Ready to join" not in page
    assert browser.get("/clusters/new/").status_code == 403
    assert browser.post("/clusters/nlp-a/edit/", FORM).status_code == 403


@pytest.mark.parametrize("path", ["/clusters/", "/clusters/nlp-a/"])
def test_the_pages_cost_the_same_with_one_node_and_with_ten(
    nlp: Cluster, engineering: Department, owner: Person, sign_in: SignIn, path: str
) -> None:
    counts = []
    for wanted in (1, 10):
        while nlp.devices.count() < wanted:
            factories.a_deployed_laptop(cluster=nlp, department=engineering)
            factories.a_ready_laptop(department=engineering)
        sign_in(owner).get(path)  # what the navigation counts is kept until the next act
        browser = sign_in(owner)
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]
