import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.once

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\b(src\s*=|type=\"application/json\"))", re.IGNORECASE),
    "script in an attribute": re.compile(
        r"(javascript:|hx-on[:-]|hx-vals=['\"]js:|hx-headers=['\"]js:)", re.IGNORECASE
    ),
}
ELSEWHERE = re.compile(r"(?:src|href|action|data|srcset|poster)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)
LOADED = re.compile(r"<(?:script|link|img|iframe|video|audio|source|object|embed|form)\b[^>]*", re.IGNORECASE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_nothing_that_the_content_policy_would_block(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_loads_nothing_from_another_host(path: Path) -> None:
    loaded = LOADED.findall(path.read_text(encoding="utf-8"))
    assert [tag for tag in loaded if ELSEWHERE.search(tag)] == []


@pytest.mark.parametrize("path", [path for path in TEMPLATES if "_components" in path.parts], ids=named)
def test_a_component_opens_with_the_variables_it_takes(path: Path) -> None:
    assert re.match(r"\{# takes\b.+#\}", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    ['<p style="x">', "<style>", '<a onclick="x()">', "<script>x()</script>", '<a href="javascript:x()">'],
)
def test_the_scan_sees_what_is_inline(text: str) -> None:
    assert any(pattern.search(text) for pattern in INLINE.values())
