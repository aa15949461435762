import csv

import pytest

from carbon.models import Footprint, Recompute
from inventory import actions
from inventory.models import Department, Device, Person
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn


def test_a_department_has_its_own_figures_and_its_own_devices(
    counted: Recompute, technician: Person, sign_in: SignIn
) -> None:
    html = sign_in(technician).get("/impact/departments/eng/").content.decode()
    assert {tag for tag in ("E-1", "E-2", "L-1", "K-1") if f">{tag}<" in html} == {"E-1", "E-2"}
    assert "Every device is counted." in html
    assert "/impact/months.csv?department=eng" in html


def test_the_page_of_a_department_that_somebody_does_not_see_is_not_there(
    counted: Recompute, technician: Person, viewer: Person, sign_in: SignIn
) -> None:
    assert sign_in(technician).get("/impact/departments/lib/").status_code == 404
    assert sign_in(viewer).get("/impact/departments/lib/").status_code == 200
    assert sign_in(viewer).get("/impact/departments/nope/").status_code == 404


@pytest.mark.parametrize("question", ["", "?from=2024-04&to=2024-05", "?site=north"])
def test_the_file_behind_its_button_adds_up_to_its_headline(
    question: str, counted: Recompute, library: Department, viewer: Person, sign_in: SignIn
) -> None:
    by = factories.the_administrator()
    device = Device.objects.get(asset_tag="E-1")
    actions.transfer_device(device=device, department=library, on=factories.after(30), by=by)
    recompute_now()
    client = sign_in(viewer)
    page = client.get(f"/impact/departments/eng/{question}")
    text = client.get(page.context["csv_url"]).getvalue().decode()
    added_up = sum(int(row["s_avoided_gco2e"]) for row in csv.DictReader(text.splitlines()))
    assert added_up == page.context["head"].central_g != 0


def test_losses_are_listed_beside_savings(
    counted: Recompute, engineering: Department, viewer: Person, sign_in: SignIn
) -> None:
    factories.a_tested_laptop(asset_tag="E-3", department=engineering)
    assert Footprint.objects.get(recompute=recompute_now(), device__asset_tag="E-3").s_g < 0
    html = sign_in(viewer).get("/impact/departments/eng/").content.decode()
    savings, losses = html.partition("Largest losses")[::2]
    assert "E-3" in losses
    assert "E-1" in savings


def test_the_period_stands_under_the_name(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/departments/eng/?from=2024-04&to=2024-06").content.decode()
    assert '<p class="sub">All sites, Apr 2024 to Jun 2024 · What its devices avoided' in html


def test_single_devices_are_listed_in_one_unit(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/departments/eng/").content.decode()
    assert "Net avoided, kg CO₂e" in html.partition("Largest savings")[2]


def test_the_largest_are_of_whole_lives_and_say_so(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/departments/eng/?from=2024-04&site=north").content.decode()
    assert html.count("whole life so far, whoever owned it and wherever it served") == 2


def test_it_shows_where_the_devices_are_now(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/impact/departments/eng/").content.decode()
    assert "/devices/?department=eng&amp;stage=deployed" in html


def test_a_period_that_does_not_fit_gets_no_figures(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    answer = sign_in(viewer).get("/impact/departments/eng/?from=2024-06&to=2024-04")
    assert answer.status_code == 400
    assert "Net avoided emissions" not in answer.content.decode()


def test_before_the_first_recompute_it_says_so(engineering: Department, viewer: Person, sign_in: SignIn) -> None:
    assert b"No savings have been computed yet" in sign_in(viewer).get("/impact/departments/eng/").content
