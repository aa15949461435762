"""The scripts of the shell on the style guide, served from memory; the clock of the keys is in the test's hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect

from inventory.views.styleguide import sample

pytestmark = [pytest.mark.browser, pytest.mark.once]

HOME = "http://127.0.0.1/styleguide/"
KEY_CLOCK = "window.keyAt = 0; Object.defineProperty(Event.prototype, 'timeStamp', {get: () => window.keyAt});"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'"
)
NAV = [{"label": "Batches", "url": "/batches/", "icon": "batches", "count": 9}]

Type = Callable[..., None]


class Ines:
    """The person logged in, as far as the shell asks."""

    is_authenticated = True
    email = "ines@example.org"

    def get_username(self) -> str:
        return "ines"


@pytest.fixture
def page(chromium: Browser, rf: RequestFactory) -> Iterator[Page]:
    html = render_to_string("styleguide/index.html", {**sample(), "nav": NAV, "user": Ines()}, rf.get("/styleguide/"))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://127.0.0.1")
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/").split("?")[0])
            route.fulfill(path=Path(str(found))) if found else route.fulfill(status=404)
        else:
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    context = chromium.new_context()
    context.add_init_script(KEY_CLOCK)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(HOME)
    yield page
    context.close()


@pytest.fixture
def press(page: Page) -> Type:
    """Press one key after another, so many milliseconds apart."""

    def press(*keys: str, apart_ms: int) -> None:
        for key in keys:
            page.evaluate("ms => { window.keyAt += ms }", apart_ms)
            page.keyboard.press(key)

    return press


@pytest.fixture
def scan(press: Type) -> Callable[[str], None]:
    return lambda code: press(*code, "Enter", apart_ms=5)


def test_a_scan_on_any_page_is_looked_up(page: Page, scan: Type) -> None:
    scan("GL-004303")
    page.wait_for_url("**/search/?q=GL-004303")


def test_a_scan_is_looked_up_even_when_a_button_has_the_focus(page: Page, scan: Type) -> None:
    page.locator("main a.button").first.focus()
    scan("GL-004303")
    page.wait_for_url("**/search/?q=GL-004303")


def test_the_enter_of_a_scanner_does_not_send_a_form(page: Page, scan: Type) -> None:
    page.locator("#id_serial").focus()
    scan("5CG1234ABC")
    expect(page.locator("#id_ram_gb")).to_be_focused()
    expect(page.locator("#id_serial")).to_have_value("5CG1234ABC")
    assert page.url == HOME


def test_the_enter_of_a_hand_sends_the_form(page: Page, press: Type) -> None:
    page.locator("#id_serial").focus()
    press(*"5CG1234ABC", "Enter", apart_ms=120)
    page.wait_for_url("**/styleguide/?serial=5CG1234ABC*")


def test_a_short_burst_is_not_a_scan(page: Page, scan: Type) -> None:
    page.evaluate("document.addEventListener('scan', () => { window.seen = true })")
    scan("12345")
    assert page.evaluate("window.seen") is None


def test_a_page_may_take_the_scan_for_itself(page: Page, scan: Type) -> None:
    page.evaluate("document.addEventListener('scan', (e) => { window.seen = e.detail.code; e.preventDefault() })")
    scan("GL-004303")
    assert page.evaluate("window.seen") == "GL-004303"
    assert page.url == HOME


def test_slash_goes_to_the_search_box(page: Page, press: Type) -> None:
    press("/", apart_ms=120)
    expect(page.locator("#scan")).to_be_focused()


def test_g_and_a_letter_go_to_a_page(page: Page) -> None:
    page.keyboard.press("g")
    page.wait_for_timeout(100)
    page.keyboard.press("b")
    page.wait_for_url("**/batches/")


def test_single_keys_are_silent_for_people_who_switched_them_off(page: Page, press: Type) -> None:
    page.evaluate("document.documentElement.dataset.shortcuts = 'off'")
    press("?", apart_ms=120)
    page.wait_for_timeout(100)
    expect(page.locator("#keys")).to_be_hidden()


def test_a_range_of_rows_is_counted(page: Page) -> None:
    rows = page.locator("table td.check input")
    rows.nth(0).click()
    rows.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-select-count]")).to_have_text("3")


def test_the_theme_changes_at_once_and_with_it_the_colours_of_charts(page: Page) -> None:
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--chart-avoided')"
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert page.evaluate(colour) == "rgb(10, 84, 66)"
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(colour) == "rgb(134, 240, 224)"


@pytest.mark.parametrize("width", [320, 390, 720, 1366])
def test_no_width_makes_the_page_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_the_rules_of_accessibility_hold_for_every_component(page: Page, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    broken = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in broken] == []
