"""A scan where something was typed already: what was typed is worth more than the way to another page."""

import re

import pytest
from playwright.sync_api import Page, expect

from inventory.models import Device
from tests import factories
from tests.browser.test_bench_work import SCANNER_CLOCK, bench, complaints  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scanner(bench: Page) -> Page:  # noqa: F811
    bench.add_init_script(SCANNER_CLOCK)
    return bench


def scan(page: Page, code: str) -> None:
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_scan_beside_a_form_half_filled_in_keeps_the_page_and_offers_the_way(scanner: Page) -> None:
    one, other = factories.a_laptop(), factories.a_laptop()
    scanner.goto(f"/devices/act/record_test/?device={one.asset_tag}")
    scanner.get_by_label("What was found").fill("hinge is loose")
    scanner.locator("h1").click()
    scan(scanner, other.asset_tag)
    toast = scanner.locator("[data-toast]")
    expect(toast).to_contain_text(f"{other.asset_tag} scanned.")
    expect(scanner.get_by_label("What was found")).to_have_value("hinge is loose")
    toast.get_by_role("link", name="Open it").click()
    expect(scanner.locator("h1")).to_contain_text(other.asset_tag)


def test_a_scan_never_lands_in_the_free_text_of_an_act(scanner: Page) -> None:
    device = factories.a_laptop()
    scanner.goto(f"/devices/act/record_test/?device={device.asset_tag}")
    note = scanner.get_by_label("What was found")
    note.fill("hinge ")
    scan(scanner, "GL-999999")
    expect(note).to_have_value("hinge ")
    expect(scanner.locator("[data-toast]")).to_contain_text("GL-999999 scanned.")


def test_the_serial_of_a_part_may_be_scanned(scanner: Page) -> None:
    device = factories.a_laptop()
    scanner.goto(f"/devices/act/install_part/?device={device.asset_tag}")
    serial = scanner.get_by_label("Serial of the part")
    serial.focus()
    scan(scanner, "M471A1K43CB1")
    expect(serial).to_have_value("M471A1K43CB1")


def test_a_scan_beside_the_fields_of_a_new_device_is_its_serial(scanner: Page) -> None:
    scanner.goto("/devices/new/")
    scanner.locator("#id_model").fill("EliteBook 840 G6")
    scanner.locator("h1").click()
    scan(scanner, "5CG1234ABC")
    expect(scanner.locator("#id_serial")).to_have_value("5CG1234ABC")
    expect(scanner.locator("#id_model")).to_have_value("EliteBook 840 G6")


def test_a_label_scanned_there_is_offered_and_nothing_typed_is_lost(scanner: Page) -> None:
    device = factories.a_laptop(asset_tag="GL-000208")
    scanner.goto("/devices/new/")
    scanner.locator("#id_model").fill("EliteBook 840 G6")
    scanner.locator("h1").click()
    scan(scanner, device.asset_tag)
    expect(scanner.locator("[data-toast]")).to_contain_text("GL-000208 scanned.")
    expect(scanner.locator("#id_model")).to_have_value("EliteBook 840 G6")


def test_one_after_the_other_stays_so_with_the_keys_alone(scanner: Page) -> None:
    for serial in ("PF0AAAA1", "PF0AAAA2"):
        if serial == "PF0AAAA1":
            scanner.goto("/devices/new/")
        scanner.locator("#id_serial").fill(serial)
        scanner.locator("#id_model").fill("ThinkPad T480")
        scanner.locator("#id_manufacturer").fill("Lenovo")
        if serial == "PF0AAAA1":
            scanner.get_by_role("button", name="Receive and add another").click()
        else:
            scanner.keyboard.press("Control+Enter")
        scanner.wait_for_url(re.compile("another=1"))
        expect(scanner.locator("#id_serial")).to_have_value("")
    assert Device.objects.count() == 2


def test_where_rows_are_ticked_a_scan_ticks_one_more_and_a_key_presses_the_act(scanner: Page) -> None:
    one, other = factories.a_laptop(), factories.a_laptop()
    scanner.goto("/devices/?stage=testing")
    scanner.get_by_label(f"Select {one.asset_tag}").check()
    scanner.locator("h1").click()
    scan(scanner, other.asset_tag)
    expect(scanner.locator("[data-select-count]")).to_have_text("2")
    scan(scanner, "GL-999999")
    expect(scanner.locator("[data-toast]")).to_contain_text("GL-999999 scanned.")
    scanner.wait_for_timeout(100)
    scanner.keyboard.press("t")
    expect(scanner.locator("h1")).to_have_text("Record test")
    expect(scanner.get_by_role("button", name="Record for 2 devices")).to_be_visible()


def test_the_focus_begins_on_the_choice_that_is_made(scanner: Page) -> None:
    device = factories.a_laptop()
    scanner.goto(f"/devices/act/install_part/?device={device.asset_tag}&kind=ssd")
    expect(scanner.get_by_label("SSD", exact=True)).to_be_focused()
