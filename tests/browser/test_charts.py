"""Charts in a real browser under the site's policy: first the drawing, then Plotly in its place, readable by key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route, expect

from carbon.charts import rendered
from tests.carbon.charts import specimens

pytestmark = [pytest.mark.browser, pytest.mark.once]

HOME = "http://127.0.0.1/impact/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
TYPES = {"js": "text/javascript", "css": "text/css"}


@dataclass
class Visit:
    """A page of charts, what it fetched and what it complained of."""

    page: Page
    fetched: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, *, simple: bool = False) -> Page:
        charts = [specimens.departments(), specimens.months(), specimens.phases(), specimens.single()]
        figures = "".join(render_to_string("_components/chart.html", {"chart": rendered(chart)}) for chart in charts)
        sheets = "".join(
            f'<link rel="stylesheet" href="/static/css/{name}.css">' for name in ("tokens", "base", "components")
        )
        assets = render_to_string("_components/chart_assets.html").replace(settings.STATIC_URL, "/static/")
        html = f'<!doctype html><html lang="en" data-theme="light">{sheets}{assets}<main>{figures}</main></html>'
        if simple:
            html = html.replace("<main>", "<main data-simple-charts>")

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix("http://127.0.0.1").partition("?")[0]
            self.fetched.append(path)
            found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
            if found:
                route.fulfill(path=str(found), content_type=TYPES[path.rpartition(".")[2]])
            elif path == "/impact/":
                route.fulfill(
                    body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
                )
            else:
                route.fulfill(status=404)

        self.page.route("**/*", answer)
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(HOME)
        return self.page


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1200, "height": 3000}, accept_downloads=True)
    yield Visit(context.new_page())
    context.close()


def drawn(page: Page, name: str) -> None:
    expect(page.locator(f"#chart-{name}.is-plotly .chart-plot .main-svg").first).to_be_visible(timeout=20_000)


def test_plotly_takes_the_drawing_s_place_without_offending_the_policy(visit: Visit) -> None:
    page = visit.open()
    for name in ("sample", "months", "phases", "single"):
        drawn(page, name)
        expect(page.locator(f"#chart-{name} .chart-svg.wide")).to_be_hidden()
    assert page.locator(".modebar, [data-title]").count() == 0
    assert visit.complaints == []
    assert visit.fetched.count("/static/plotly/plotly.min.js") == 1


def test_a_theme_change_recolours_the_figure(visit: Visit) -> None:
    page = visit.open()
    drawn(page, "sample")
    bar = page.locator("#chart-sample .bars .point path").first
    expect(bar).to_have_css("fill", "rgb(10, 84, 66)")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(page.locator("#chart-sample .bars .point path").first).to_have_css("fill", "rgb(134, 240, 224)")


def test_simple_charts_never_fetch_plotly(visit: Visit) -> None:
    page = visit.open(simple=True)
    expect(page.locator("#chart-sample .chart-svg.wide")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [path for path in visit.fetched if "plotly" in path]


def test_a_phone_gets_labels_above_the_bars(visit: Visit) -> None:
    page = visit.open(simple=True)
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator("#chart-sample .chart-svg.narrow")).to_be_visible()
    expect(page.locator("#chart-sample .chart-svg.wide")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("simple", [False, True])
def test_arrow_keys_read_the_points_one_by_one(visit: Visit, simple: bool) -> None:
    page = visit.open(simple=simple)
    if not simple:
        drawn(page, "sample")
    said = page.locator("#chart-sample .chart-readout")
    page.locator("#chart-sample .chart-stage").focus()
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text(
        re.compile(r"^Computer Science: 12\.4\st\sCO₂e \(9\.1–16\.8\st, bounds\) · data quality A · 420 devices")
    )
    page.keyboard.press("End")
    expect(said).to_contain_text(re.compile(r"^Student Services: −1\.1\st"))
    page.keyboard.press("Escape")
    expect(said).to_be_empty()


def test_the_table_opens_by_button_and_by_key(visit: Visit) -> None:
    page = visit.open(simple=True)
    table = page.locator("#sample-table table")
    expect(table).to_be_hidden()
    page.locator("#chart-sample").get_by_role("button", name="Table").click()
    expect(table).to_be_visible()
    page.keyboard.press("Alt+t")
    expect(table).to_be_hidden()


def test_a_downloaded_drawing_needs_no_style_sheet(visit: Visit) -> None:
    page = visit.open(simple=True)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    with page.expect_download() as waiting:
        page.locator("#chart-sample").get_by_role("button", name="SVG").click()
    drawing = waiting.value.path().read_text("utf-8")
    root = ET.fromstring(drawing)
    fills = {node.get("fill") for node in root.iter("{http://www.w3.org/2000/svg}rect")}
    assert "rgb(10, 84, 66)" in fills  # ink on paper, whatever the theme of the screen
    assert "var(" not in drawing
    assert "class=" not in drawing
    assert "factor set 2025.2 · recompute 418" in "".join(root.itertext())


def test_a_downloaded_picture_is_sharp(visit: Visit) -> None:
    page = visit.open(simple=True)
    with page.expect_download() as waiting:
        page.locator("#chart-months").get_by_role("button", name="PNG").click()
    head = waiting.value.path().read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20]) > 1_500
