"""A real Chromium where one is found; with CI=true it must be."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Route, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium(chromium: str) -> Iterator[Browser]:
    """The browser of this machine, without any page open; each test opens and closes its own context."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def _beside_the_loop_of_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, beside which Django would refuse the database."""

    def unseen() -> None:
        raise RuntimeError("no running event loop")

    with pytest.MonkeyPatch.context() as patch:
        # Not by DJANGO_ALLOW_ASYNC_UNSAFE, which the processes of other tests would inherit.
        patch.setattr("django.utils.asyncio.get_running_loop", unseen)
        yield


def static_file(route: Route) -> None:
    """Answer a request for a static file from where it lies: the test server has none of its own."""
    found = finders.find(route.request.url.partition("/static/")[2])
    route.fulfill(path=str(found)) if found else route.fulfill(status=404)
