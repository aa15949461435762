import re

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.once

PERMITTED = {"d/device.html": {"device_savings"}, "clusters/cluster.html": {"cluster_savings"}}
"""Where inventory's pages leave room for what carbon says of the same thing, and what may stand there."""


def test_carbon_shows_on_inventorys_pages_only_where_room_was_left_for_it() -> None:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "templates").rglob("*.html"):
        name = str(path.relative_to(ROOT / "templates"))
        text = path.read_text(encoding="utf-8")
        if not name.startswith(("impact/", "exports/")) and re.search(r"{% load [^%]*\bcarbon_panels\b", text):
            found[name] = set(re.findall(r"{% (\w+_savings) ", text))
    assert found == PERMITTED
