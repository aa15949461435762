"""Colours of tokens.css as the browser takes them, and their contrast by WCAG 2.2."""

import re
from pathlib import Path

from tests.conftest import ROOT

TOKENS = ROOT / "static" / "css" / "tokens.css"
PAIR = re.compile(r"(--[a-z0-9-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)", re.IGNORECASE)


def palette(path: Path = TOKENS) -> dict[str, dict[str, str]]:
    """Return the colour of each token in each theme: {"light": {"ink": "#14212B", …}, "dark": {…}}."""
    found = PAIR.findall(path.read_text(encoding="utf-8"))
    return {
        "light": {name[2:]: light for name, light, _dark in found},
        "dark": {name[2:]: dark for name, _light, dark in found},
    }


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB, 0 (black) to 1 (white)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
