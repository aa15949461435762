"""A technician's hour at the bench: the list by keys, an act on many, undo; with the site's own content policy."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from inventory.models import Device, Person
from tests import factories
from tests.browser.conftest import static_file
from tests.cast import SignIn

# A scanner is told from a hand by its speed, which a busy machine can't keep: every key comes at the same instant.
SCANNER_CLOCK = "Object.defineProperty(Event.prototype, 'timeStamp', {get: () => 1});"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bench(chromium: Browser, live_server: LiveServer, owner: Person, sign_in: SignIn) -> Iterator[Page]:
    session = sign_in(owner).cookies["sessionid"].value
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.route("**/static/**", static_file)
    yield page
    context.close()


@pytest.fixture
def complaints(bench: Page) -> list[str]:
    said: list[str] = []
    bench.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    bench.on("pageerror", lambda error: said.append(str(error)))
    return said


def stages() -> list[str]:
    return sorted(Device.objects.values_list("stage", flat=True))


def test_two_laptops_are_chosen_by_key_wiped_and_the_wipe_undone(bench: Page, complaints: list[str]) -> None:
    for _one in range(2):
        factories.a_tested_laptop()
    bench.goto("/devices/?stage=wiping")
    for key in ("j", "x", "j", "x"):
        bench.keyboard.press(key)
        bench.wait_for_timeout(80)  # keys wait a moment, lest they are the letters of a scan
    expect(bench.locator("[data-select-count]")).to_have_text("2")
    bench.get_by_role("button", name="Record wipe").click()
    bench.get_by_label("Destroyed").check()
    expect(bench.get_by_label("Tool")).to_be_hidden()
    bench.get_by_label("I did this or saw it for myself").check()
    bench.keyboard.press("Control+Enter")
    toast = bench.locator("[data-toast]")
    expect(toast).to_contain_text("Wipe recorded: 2 devices.")
    assert bench.url.endswith("/devices/?stage=wiping")
    assert stages() == ["ready", "ready"]
    bench.locator("h1").click()
    bench.keyboard.press("Control+z")
    expect(toast).to_contain_text("taken back: 2 devices.")
    assert stages() == ["wiping", "wiping"]
    assert complaints == []


def test_the_form_of_an_act_is_filled_from_its_first_field_by_keys(bench: Page) -> None:
    device = factories.a_laptop()
    bench.goto(f"/devices/act/record_test/?device={device.asset_tag}")
    expect(bench.get_by_label("Passed")).to_be_focused()
    bench.keyboard.press("Space")
    bench.keyboard.press("Control+Enter")
    bench.wait_for_url(f"**/d/{device.asset_tag}/")
    assert stages() == ["wiping"]


def test_a_scan_on_any_page_opens_the_device(bench: Page) -> None:
    device = factories.a_laptop()
    bench.add_init_script(SCANNER_CLOCK)
    bench.goto("/work/")
    bench.keyboard.type(device.asset_tag)
    bench.keyboard.press("Enter")
    expect(bench.locator("h1")).to_contain_text(device.asset_tag)


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_the_bench_keep_the_rules_for_everybody(bench: Page, width: int, theme: str) -> None:
    device = factories.a_deployed_laptop()
    factories.a_tested_laptop(drives=[{"serial": "S4EVONE"}, {"serial": "WDTWO77"}])
    waiting = Device.objects.get(stage="wiping").asset_tag
    bench.set_viewport_size({"width": width, "height": 768})
    bench.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    found = {}
    for path in ("/work/", "/work/?view=board", "/devices/", f"/d/{device.asset_tag}/", f"/d/{waiting}/",
                 f"/devices/act/record_wipe/?device={waiting}", f"/devices/act/deploy_device/?device={waiting}",
                 f"/devices/act/correct_device/?device={waiting}", "/search/?q=ThinkPad", "/batches/"):  # fmt: skip
        bench.goto(path)
        found[path] = [violation["id"] for violation in Axe().run(bench).response["violations"]]
        assert bench.evaluate("document.documentElement.scrollWidth") <= width, path
    assert {path: rules for path, rules in found.items() if rules} == {}
