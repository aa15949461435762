"""Departments, sites, device models and the shared settings in the browser."""

from decimal import Decimal

import pytest
from django.test import Client

from inventory.models import Department, DeviceModel, Installation, Person, Site
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db

SITE = {"code": "south", "name": "South", "grid_zone": "deu", "solar_share": "18", "room_overhead": "1.35"}


@pytest.fixture
def office(owner: Person, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_a_department_is_added_and_renamed(office: Client) -> None:
    office.post("/settings/departments/new/", {"code": "art", "name": "Art"})
    office.post("/settings/departments/art/", {"code": "art", "name": "Art and Design"})
    assert Department.objects.get(code="art").name == "Art and Design"


def test_a_code_that_addresses_could_not_hold_is_refused(office: Client) -> None:
    page = office.post("/settings/departments/new/", {"code": "Art & Co", "name": "Art"}).content.decode()
    assert "Use small letters, digits and hyphens." in page
    assert 'value="Art &amp; Co"' in page


def test_a_site_is_added_with_its_zone_in_capitals(office: Client) -> None:
    office.post("/settings/sites/new/", SITE)
    site = Site.objects.get(code="south")
    assert (site.grid_zone, site.solar_share, site.distance_km) == ("DEU", Decimal("0.18"), None)
    assert "18 %" in office.get("/settings/sites/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("grid_zone", "Germany!"), ("solar_share", "118"), ("room_overhead", "0.9")]
)
def test_a_site_that_can_not_be_is_refused_with_what_was_typed(office: Client, field: str, value: str) -> None:
    page = office.post("/settings/sites/new/", {**SITE, field: value}).content.decode()
    assert "One entry needs a look" in page
    assert not Site.objects.filter(code="south").exists()


def test_a_model_is_found_by_a_part_of_its_name_and_changed(office: Client) -> None:
    model = factories.a_model("ThinkPad T480")
    factories.a_model("Latitude 7490", "Dell")
    page = office.get("/settings/models/?q=think t4").content.decode()
    assert "ThinkPad T480" in page
    assert "Latitude" not in page
    form = {"manufacturer": "Lenovo", "name": "ThinkPad T480", "form": "laptop", "tdp_w": "25"}
    office.post(f"/settings/models/{model.pk}/", form)
    assert DeviceModel.objects.get(pk=model.pk).tdp_w == 25


def test_the_shared_settings_are_set(office: Client, polyglot: None) -> None:
    form = {"institution": "Uni", "language": "de", "fiscal_year_start": "10", "evidence_retention_months": "24"}
    office.post("/settings/installation/", form)
    shared = Installation.objects.get()
    assert (shared.institution, shared.language, shared.fiscal_year_start) == ("Uni", "de", 10)


@pytest.mark.parametrize("who", ["technician", "officer", "viewer", "outsider"])
@pytest.mark.parametrize("part", ["departments/", "sites/", "sites/new/", "installation/"])
def test_places_are_for_administrators(who: str, part: str, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(f"/settings/{part}").status_code == 403
    assert browser.post(f"/settings/{part}", SITE).status_code in {403, 405}
    assert not Site.objects.filter(code="south").exists()


def test_technicians_keep_the_models_viewers_do_not(technician: Person, viewer: Person, sign_in: SignIn) -> None:
    assert sign_in(technician).get("/settings/models/").status_code == 200
    assert sign_in(viewer).get("/settings/models/").status_code == 403


def test_the_first_page_offers_what_one_may_open(technician: Person, owner: Person, sign_in: SignIn) -> None:
    mine = sign_in(technician).get("/settings/").content.decode()
    assert "/settings/models/" in mine
    assert "/settings/people/" not in mine
    assert "/settings/people/" in sign_in(owner).get("/settings/").content.decode()


@pytest.mark.parametrize(
    "part",
    [
        "",
        "people/",
        "people/new/",
        "departments/",
        "departments/new/",
        "sites/",
        "sites/new/",
        "models/",
        "models/new/",
        "tokens/",
        "installation/",
        "audit/",
    ],
)
def test_every_page_is_there_on_an_empty_installation(office: Client, part: str) -> None:
    assert office.get(f"/settings/{part}").status_code == 200
