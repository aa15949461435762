import pytest

from tests.static.colours import contrast, palette

pytestmark = pytest.mark.once

GROUNDS = ("bg", "surface", "sunken", "brand-tint", "ok-tint", "warn-tint", "bad-tint", "info-tint")
TEXT = 4.5  # WCAG 1.4.3
SHAPE = 3.0  # WCAG 1.4.11

TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "link") for ground in GROUNDS),
    *((word, ground) for word in ("ok", "warn", "bad", "info", "brand") for ground in ("bg", "surface", "sunken")),
    *((word, f"{word}-tint") for word in ("ok", "warn", "bad", "info", "brand")),
    *(("on-brand", ground) for ground in ("brand", "brand-over")),
    ("bg", "ink"),
]
SHAPE_PAIRS = [
    *((shape, ground) for shape in ("field", "focus") for ground in ("bg", "surface", "sunken")),
    *((f"chart-{role}", "surface") for role in ("baseline", "reuse", "avoided", "parts", "neutral")),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    colours = palette()[theme]
    assert contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_edges_rings_and_bars_stand_out(theme: str, shape: str, ground: str) -> None:
    colours = palette()[theme]
    assert contrast(colours[shape], colours[ground]) >= SHAPE


def test_both_themes_have_the_same_tokens_and_differ() -> None:
    light, dark = palette()["light"], palette()["dark"]
    assert len(light) >= 25
    assert [name for name in light if light[name] == dark[name]] == []


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#14212B", "#FFFFFF") == pytest.approx(16.4, abs=0.1)
