import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.static.markup import plain, read

pytestmark = pytest.mark.once

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_control_has_a_label(path: Path) -> None:
    assert read(plain(path.read_text(encoding="utf-8"))).nameless() == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_control_jumps_the_queue_of_the_tab_key(path: Path) -> None:
    assert [place for place in read(plain(path.read_text(encoding="utf-8"))).tabindexes if place > 0] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_picture_has_a_text(path: Path) -> None:
    assert read(plain(path.read_text(encoding="utf-8"))).images_without_text == 0


def test_the_language_of_a_page_is_that_of_its_reader() -> None:
    pages = [path for path in TEMPLATES if "<html" in path.read_text(encoding="utf-8")]
    assert len(pages) >= 2
    assert [
        named(path) for path in pages if '<html lang="{{ LANGUAGE_CODE' not in path.read_text(encoding="utf-8")
    ] == []


def test_every_icon_named_in_a_template_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (ROOT / "static" / "icons.svg").read_text()))
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    named_here = set(re.findall(r'icon\.html" with name="([a-z-]+)"', text))
    assert named_here
    assert named_here - drawn == set()


@pytest.mark.parametrize(
    ("html", "seen"),
    [('<input id="a">', 1), ('<label for="a"></label><input id="a">', 0), ("<label>Tag <input></label>", 0),
     ('<input type="hidden">', 0), ('<select aria-label="Grade"></select>', 0), ("<textarea></textarea>", 1)],
)  # fmt: skip
def test_the_reader_sees_controls_without_a_name(html: str, seen: int) -> None:
    assert len(read(html).nameless()) == seen


def test_the_reader_sees_through_the_tags_of_templates() -> None:
    template = (
        '{% if a %}<label for="{{ x }}">{% endif %}</label><input id="{{ x }}"{% if b %} tabindex="3"{% endif %}>'
    )
    assert read(plain(template)).nameless() == []
    assert read(plain(template)).tabindexes == [3]
