import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from inventory.views.help import help_page
from inventory.views.styleguide import styleguide
from tests.conftest import ROOT
from tests.static.markup import Markup, read

pytestmark = pytest.mark.once


@pytest.fixture
def visit(rf: RequestFactory) -> HttpRequest:
    return rf.get("/styleguide/")


@pytest.fixture
def page(visit: HttpRequest) -> Markup:
    return read(styleguide(visit).content.decode())


def test_the_style_guide_shows_every_component(visit: HttpRequest) -> None:
    shown = {
        "board_card", "button", "chart", "chart_assets", "confirm", "crumbs", "drop", "empty", "facts", "field",
        "figure_number", "filters", "form_errors", "icon", "key", "messages", "pagination", "pill", "problems",
        "progress",
        "section_head", "shell_foot", "shell_keys", "shell_nav", "shell_top", "shell_user", "stage", "stage_track",
        "stats", "timeline_entry", "toast",
    }  # fmt: skip
    drawn_in = "".join(
        (ROOT / "templates" / name).read_text(encoding="utf-8")
        for name in ("base.html", "styleguide/index.html", "styleguide/_table.html", "styleguide/_small.html")
    )
    indirect = {"icon", "key", "shell_user"}
    assert [name for name in sorted(shown - indirect) if f"_components/{name}.html" not in drawn_in] == []


def test_headings_are_in_order(page: Markup) -> None:
    assert page.headings.count(1) == 1
    steps = zip(page.headings, page.headings[1:], strict=False)
    assert [(one, after) for one, after in steps if after > one + 1] == []


def test_every_control_is_named_and_every_id_is_given_once(page: Markup) -> None:
    assert len(page.controls) > 10
    assert page.nameless() == []
    assert len(page.ids) == len(set(page.ids))


def test_an_error_is_told_at_the_field_and_above_the_form(visit: HttpRequest) -> None:
    html = styleguide(visit).content.decode()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_serial_helptext id_serial_error"' in html
    assert '<a href="#id_serial">' in html


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_says_what_was_kept_without_a_request_or_a_database(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert read(html).headings == [1]
    assert any(word in html for word in ("Nothing was changed", "nothing was recorded", "was not recorded"))


def test_the_help_page_can_be_read_without_an_account(visit: HttpRequest) -> None:
    assert read(help_page(visit).content.decode()).headings[:3] == [1, 2, 2]
