from carbon.models import Footprint, Recompute
from inventory.models import Cluster, Department, Person
from tests import factories
from tests.cast import SignIn


def test_a_device_shows_its_ledger_on_its_own_page(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/d/E-1/").content.decode()
    assert "Net avoided so far" in html
    assert "/impact/devices/E-1/" in html


def test_a_device_without_a_figure_says_why_on_its_own_page(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = sign_in(viewer).get("/d/K-1/").content.decode()
    assert "No grid factor for zone XK" in html
    assert "it does not count as zero" in html


def test_a_device_that_came_after_the_recompute_says_so(
    counted: Recompute, engineering: Department, viewer: Person, sign_in: SignIn
) -> None:
    factories.a_laptop(asset_tag="E-9", department=engineering)
    assert b"It came in after the last recompute" in sign_in(viewer).get("/d/E-9/").content


def test_a_cluster_shows_what_its_machines_saved(
    counted: Recompute, nlp: Cluster, viewer: Person, sign_in: SignIn
) -> None:
    html = sign_in(viewer).get("/clusters/nlp-a/").content.decode()
    assert Footprint.objects.filter(recompute=counted, device__cluster=nlp).count() == 1
    assert "Avoided by these machines" in html
    assert "1 machine, " in html
    assert "compared with buying the new devices that the record of each deployment names" in html


def test_before_the_first_recompute_both_say_so(
    engineering: Department, nlp: Cluster, viewer: Person, sign_in: SignIn
) -> None:
    factories.a_laptop(asset_tag="E-1", department=engineering)
    client = sign_in(viewer)
    for address in ("/d/E-1/", "/clusters/nlp-a/"):
        assert b"The first recompute has not run yet." in client.get(address).content
