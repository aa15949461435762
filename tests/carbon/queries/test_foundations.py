"""The devices behind a total: by quality, and those that are shown apart."""

from carbon.models import Recompute
from carbon.queries import Filters, Share, headline, savings_apart, savings_by_tier
from inventory import actions
from inventory.actions.intake import InService
from inventory.models import Cluster, Department, Person, Site
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn

EVERYTHING = Filters()


def apart(shown: Recompute, filters: Filters = EVERYTHING) -> dict[str, Share]:
    return {share.key: share for share in savings_apart(shown, filters)}


def test_the_tiers_together_are_the_total(counted: Recompute) -> None:
    shares, total = savings_by_tier(counted, EVERYTHING), headline(counted, EVERYTHING)
    assert sum(share.devices for share in shares) == total.devices
    assert sum(share.low_g for share in shares) == total.low_g
    assert sum(share.central_g for share in shares) == total.central_g
    assert sum(share.high_g for share in shares) == total.high_g


def test_where_nothing_stands_apart_nothing_is_shown(counted: Recompute) -> None:
    assert savings_apart(counted, EVERYTHING) == []


def test_devices_in_service_before_greenlab_are_counted_and_shown_apart(
    counted: Recompute, engineering: Department, nlp: Cluster, viewer: Person, sign_in: SignIn
) -> None:
    before = headline(counted, EVERYTHING).central_g
    service = InService(kind="cluster", cluster=nlp, since=factories.after(-1))
    arrival = factories.an_arrival(in_service=service, department=engineering)
    actions.receive_devices(arrivals=[arrival], on=factories.DAY, by=factories.the_administrator())
    shown = recompute_now()
    share = apart(shown)["before_greenlab"]
    assert (share.devices, share.central_g) == (1, headline(shown, EVERYTHING).central_g - before)
    assert apart(shown, Filters(departments=("lib",))) == {}
    html = sign_in(viewer).get("/impact/foundations/").content.decode()
    assert "In service before GreenLab, not proven" in html
    assert "not proven" not in sign_in(viewer).get("/impact/?from=2024-04").content.decode()


def test_devices_that_would_have_served_elsewhere_are_shown_apart(
    counted: Recompute, engineering: Department, north: Site
) -> None:
    for fate in ("resold", "lease_return", "stored"):
        factories.a_tested_laptop(otherwise_fate=fate, department=engineering, site=north)
    assert apart(recompute_now())["another_life"].devices == 2


def test_a_figure_without_a_range_says_so(counted: Recompute, north: Site, viewer: Person, sign_in: SignIn) -> None:
    arrival = factories.an_arrival(department=factories.a_department("law"), site=north, collection_km=12)
    actions.receive_devices(arrivals=[arrival], on=factories.DAY, by=factories.the_administrator())
    recompute_now()
    html = sign_in(viewer).get("/impact/foundations/?department=law").content.decode()
    assert "no range stated" in html.partition('id="foundations"')[2].partition("</section>")[0]
