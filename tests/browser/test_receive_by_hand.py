"""One laptop at the door, with a scanner and without the mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from inventory.models import Device, Person
from tests import factories
from tests.browser.conftest import static_file
from tests.cast import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Every key counts as pressed at the same moment: as fast as a scanner, on however slow a machine.
SCANNER_CLOCK = "Object.defineProperty(Event.prototype, 'timeStamp', {get: () => 1});"


@pytest.fixture
def door(chromium: Browser, live_server: LiveServer, owner: Person, sign_in: SignIn) -> Iterator[Page]:
    factories.a_model()
    factories.a_department()
    session = sign_in(owner).cookies["sessionid"].value
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.add_init_script(SCANNER_CLOCK)
    page.route("**/static/**", static_file)
    yield page
    context.close()


def scan(page: Page, code: str) -> None:
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_scanned_serial_leads_past_the_tag_to_the_model(door: Page) -> None:
    door.goto("/devices/new/")
    scan(door, "PF1X9K2L")
    expect(door.get_by_label("Model")).to_be_focused()
    expect(door.get_by_label("Asset tag")).to_have_value("")


def test_a_model_names_its_maker_and_enter_in_the_last_list_receives(door: Page) -> None:
    door.goto("/devices/new/?serial=PF1X9K2L")
    expect(door.get_by_label("Model")).to_be_focused()
    door.keyboard.insert_text("ThinkPad T480")
    expect(door.get_by_label("Manufacturer")).to_have_value("Lenovo")
    door.keyboard.press("Enter")
    door.get_by_label("Drives").select_option("1")
    door.get_by_label("Drives").press("Enter")
    door.wait_for_url("**/d/*/")
    device = Device.objects.get(serial="PF1X9K2L")
    assert (str(device.model), device.drives.count()) == ("Lenovo ThinkPad T480", 1)


def test_a_scan_that_nobody_knows_is_received_by_enter(door: Page) -> None:
    door.goto("/work/")
    scan(door, "PF1X9K2L")
    offer = door.get_by_role("link", name="Receive it")
    expect(offer).to_be_focused()
    door.keyboard.press("Enter")
    expect(door.locator("#id_serial")).to_have_value("PF1X9K2L")
    expect(door.get_by_label("Model")).to_be_focused()
