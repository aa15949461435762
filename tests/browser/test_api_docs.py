"""The interface's page in a real browser: drawn and tried out under the site's policy, from this host alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from inventory.models import Person
from tests import factories
from tests.browser.conftest import static_file
from tests.cast import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def hosts() -> set[str]:
    return set()


@pytest.fixture
def page(
    chromium: Browser,
    live_server: LiveServer,
    owner: Person,
    sign_in: SignIn,
    complaints: list[str],
    hosts: set[str],
) -> Iterator[Page]:
    """The page, opened by who is logged in."""
    session = sign_in(owner).cookies["sessionid"].value
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.route("**/static/**", static_file)
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.locator(".opblock").first.wait_for()
    yield page
    context.close()


def test_the_description_is_drawn_without_a_complaint_and_from_here_alone(
    page: Page, complaints: list[str], hosts: set[str], live_server: LiveServer
) -> None:
    assert page.locator(".opblock").count() > 25
    assert page.get_by_text("/devices/{tag}/deploy/").is_visible()
    assert complaints == []
    assert hosts == {live_server.url.removeprefix("http://")}


def test_an_address_is_tried_out_by_who_is_logged_in(page: Page, complaints: list[str]) -> None:
    factories.a_laptop(asset_tag="GL-1")
    block = page.locator("#operations-devices-devices_list")
    block.click()
    block.get_by_role("button", name="Try it out").click()
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table")
    answer.wait_for()
    assert "GL-1" in answer.inner_text()
    assert complaints == []


def test_an_act_is_tried_out_with_the_forgery_token(page: Page, complaints: list[str]) -> None:
    device = factories.a_laptop(asset_tag="GL-1")
    block = page.locator("#operations-devices-devices_grade_create")
    block.click()
    block.get_by_role("button", name="Try it out").click()
    block.locator("input[placeholder=tag]").fill("GL-1")
    block.locator("textarea").fill('{"grade": "B"}')
    block.get_by_role("button", name="Execute").click()
    block.locator(".live-responses-table").wait_for()
    device.refresh_from_db()
    assert device.grade == "B"
    assert complaints == []
