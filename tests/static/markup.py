"""What a reader of a page meets: controls and their names, headings, ids; for templates and for finished pages."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VALUES = re.compile(r"\{\{.*?\}\}", re.DOTALL)
CONTROLS = {"input", "select", "textarea"}
UNNAMED_KINDS = {"hidden", "submit", "button", "reset"}


def plain(template: str) -> str:
    """Return a template as HTML: tags out, every value an x."""
    return VALUES.sub("x", TAGS.sub("", template))


@dataclass
class Markup(HTMLParser):
    """One page, read once."""

    controls: list[dict[str, str]] = field(default_factory=list)
    labels_for: set[str] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tabindexes: list[int] = field(default_factory=list)
    images_without_text: int = 0
    _open_labels: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("tabindex", "").lstrip("-").isdigit():
            self.tabindexes.append(int(given["tabindex"]))
        if tag == "label":
            self._open_labels += 1
            self.labels_for.add(given.get("for", ""))
        elif tag in CONTROLS and given.get("type") not in UNNAMED_KINDS:
            self.controls.append(given | ({"aria-label": "its label"} if self._open_labels else {}))
        elif tag == "img" and "alt" not in given:
            self.images_without_text += 1
        elif re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._open_labels -= 1

    def nameless(self) -> list[dict[str, str]]:
        """Return the controls that no label and no aria-label names."""
        names = {"aria-label", "aria-labelledby"}
        return [
            one for one in self.controls if not names & set(one) and one.get("id", "") not in self.labels_for - {""}
        ]


def read(html: str) -> Markup:
    """Return the markup of finished HTML (or of plain(template))."""
    markup = Markup()
    markup.feed(html)
    return markup
