"""The pages of savings in a real browser: charts under the site's policy, what explains a line, one sheet of paper."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from carbon.models import Recompute
from inventory.models import Cluster, Department, Person, Site
from tests.browser.conftest import static_file
from tests.carbon.conftest import count_a_fleet
from tests.cast import SignIn

PAPER = 688  # px between the margins of A4

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def counted(engineering: Department, library: Department, nlp: Cluster, north: Site) -> Recompute:
    return count_a_fleet(engineering, library, nlp, north)


@pytest.fixture
def desk(
    chromium: Browser, live_server: LiveServer, counted: Recompute, officer: Person, sign_in: SignIn
) -> Iterator[Page]:
    session = sign_in(officer).cookies["sessionid"].value
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.route("**/static/**", static_file)
    yield page
    context.close()


def test_charts_are_drawn_by_plotly_without_a_complaint_of_the_policy(desk: Page) -> None:
    said: list[str] = []
    desk.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    desk.on("pageerror", lambda error: said.append(str(error)))
    desk.goto("/impact/")
    for name in ("departments", "months", "phases"):
        chart = desk.locator(f"#chart-{name}")
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_class(re.compile("is-plotly"), timeout=20_000)
    assert said == []


def test_departments_are_chosen_in_a_menu_and_stand_in_the_address(desk: Page) -> None:
    desk.goto("/impact/")
    desk.get_by_role("button", name="All departments").click()
    desk.get_by_label("Library").check()
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Show").click()
    desk.wait_for_url("**/impact/?department=lib*")
    expect(desk.locator(".sub").first).to_have_text("Library, all sites")


def test_a_line_of_the_ledger_opens_its_formula(desk: Page) -> None:
    desk.goto("/impact/devices/E-1/")
    formula = desk.locator("#explain-u .formula").first
    expect(formula).to_be_hidden()
    desk.locator("a[href='#explain-u']").click()
    expect(formula).to_be_visible()


def test_a_department_prints_on_one_sheet(desk: Page) -> None:
    desk.goto("/impact/departments/lib/")
    expect(desk.locator("#chart-months")).to_have_class(re.compile("is-live"))
    paper = desk.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


@pytest.mark.parametrize("address", ["/impact/", "/impact/devices/E-1/"])
def test_tables_are_tables_and_whole_on_paper(desk: Page, address: str) -> None:
    desk.goto(address)
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": PAPER, "height": 900})
    tables = desk.locator("main table.data")
    shown = [box for box in (tables.nth(n).bounding_box() for n in range(tables.count())) if box]
    assert shown
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PAPER for box in shown)
    assert tables.first.evaluate("table => getComputedStyle(table).display") == "table"


def test_the_menu_of_departments_opens_under_its_button_on_a_phone(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto("/impact/")
    button = desk.get_by_role("button", name="All departments")
    button.click()
    above, menu = button.bounding_box(), desk.locator("#departments").bounding_box()
    assert above is not None
    assert menu is not None
    assert menu["x"] == pytest.approx(above["x"], abs=1)
    assert menu["x"] + menu["width"] <= above["x"] + above["width"] + 1


def test_hovering_over_the_line_names_the_month(desk: Page) -> None:
    desk.goto("/impact/")
    chart = desk.locator("#chart-months")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_class(re.compile("is-plotly"), timeout=20_000)
    chart.locator(".nsewdrag").hover()
    expect(chart.locator(".hoverlayer .axistext")).to_have_text(re.compile(r"^[A-Z][a-z]{2} 20\d\d$"))


@pytest.mark.parametrize("address", ["/impact/", "/impact/departments/lib/", "/impact/devices/E-1/", "/exports/"])
def test_a_page_fits_a_phone_and_can_be_used_without_seeing_it(desk: Page, address: str) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(address)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(desk)
    assert [violation["id"] for violation in found.response["violations"]] == []
