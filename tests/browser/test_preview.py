"""The preview of an import in a browser: mended in place, committed by key, in both themes and on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TooSlow
from pytest_django.live_server_helper import LiveServer

from inventory.models import Device, IntakeDraft, Person
from tests import factories
from tests.browser.conftest import static_file
from tests.cast import SignIn
from tests.inventory.drafting import draft_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = """Tag;Serial;Manufacturer;Model;RAM;Department;Received
ENG-1;5CG1234ABC;HP;EliteBook 840 G6;8;;2024-02-01
ENG-2;5CG1234ABC;HP;EliteBook 840 G6;8;;2024-02-01
ENG-3;To be filled by O.E.M.;Apple;A2159;8;Physics II;4/5/24
"""


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


def preview_of(rows: str, by: Person) -> str:
    return f"/intake/{draft_of(rows, by=by).pk}/"


def receive_by_key(bench: Page) -> None:
    """Press the key, and once more on a machine so slow that the page did not hear it; two receipts are one."""
    bench.wait_for_load_state("load")  # the keys are heard once the scripts are there
    bench.keyboard.press("Control+Enter")
    try:
        bench.wait_for_url("**/batches/**", timeout=8_000)
    except TooSlow:
        bench.keyboard.press("Control+Enter")
        bench.wait_for_url("**/batches/**")


def test_a_blocked_row_is_mended_where_it_stands_and_all_come_in_by_a_key(
    bench: Page, owner: Person, complaints: list[str]
) -> None:
    bench.goto(preview_of("\n".join(ROWS.splitlines()[:3]), owner))
    expect(bench.locator(".tally")).to_contain_text("1 blocked")
    bench.get_by_role("link", name="Edit row 3").click()
    expect(bench.get_by_role("textbox", name="Serial")).to_be_focused()
    bench.get_by_role("textbox", name="Serial").fill("5CG9999ABC")
    bench.keyboard.press("Control+Enter")
    expect(bench.locator(".tally")).to_have_text("2 rows 2 OK")
    receive_by_key(bench)
    assert sorted(Device.objects.values_list("serial", flat=True)) == ["5CG1234ABC", "5CG9999ABC"]
    assert complaints == []


def test_enter_in_a_tick_box_leaves_the_row_and_ctrl_enter_receives_it(bench: Page, owner: Person) -> None:
    bench.goto(preview_of("\n".join(ROWS.splitlines()[:2]), owner))
    bench.get_by_label("Select row 2").check()
    expect(bench.get_by_role("button", name="Leave out chosen")).to_be_visible()
    bench.keyboard.press("Enter")
    bench.wait_for_load_state("load")
    assert IntakeDraft.objects.get().settled == []
    bench.get_by_label("Select row 2").check()
    bench.keyboard.press("Control+Enter")
    bench.wait_for_url("**/d/ENG-1/")


def test_rows_are_pasted_and_seen_before_anything_comes_in(bench: Page, complaints: list[str]) -> None:
    factories.a_department("eng", "Engineering")
    bench.goto("/intake/")
    bench.get_by_role("textbox", name="Rows").fill(ROWS)
    bench.get_by_role("combobox", name="Department").select_option(label="Engineering")
    bench.get_by_role("button", name="Show what would come in").click()
    expect(bench.get_by_text("Serial number 5CG1234ABC is in row 2 already.")).to_be_visible()
    expect(bench.get_by_label("Dates such as 4/5/16")).to_be_visible()
    bench.get_by_role("button", name="Use Engineering for all").click()
    expect(bench.get_by_text("No department is called")).to_have_count(0)
    assert not Device.objects.exists()
    assert complaints == []


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 1366), ("light", 390), ("dark", 390)])
def test_everybody_can_use_the_pages_of_intake(bench: Page, owner: Person, theme: str, width: int) -> None:
    tag = factories.a_laptop().asset_tag
    here = preview_of(ROWS, owner)
    bench.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    bench.set_viewport_size({"width": width, "height": 844})
    for address in ("/intake/", here, f"{here}?edit=4", "/devices/new/", f"/labels/?device={tag}"):
        bench.goto(address)
        found = Axe().run(bench)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert not bench.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    assert IntakeDraft.objects.count() == 1
