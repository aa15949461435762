"""Labels on sheets: A4 with 3 x 7 places of 63.5 x 38.1 mm, begun at the first free place of a part-used sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS, ROWS = 3, 7
PLACES = COLUMNS * ROWS


@dataclass(frozen=True, slots=True)
class Label:
    """What one label shows. `qr` is SVG."""

    tag: str
    title: str
    serial: str
    institution: str
    qr: str


def pages_of(labels: Sequence[Label], start: int) -> list[list[Label | None]]:
    """The labels on sheets of 21 places each; None is a place that stays empty. `start`: first free place, from 1."""
    places: list[Label | None] = [None] * (start - 1) + list(labels)
    places += [None] * (-len(places) % PLACES)
    return [places[first : first + PLACES] for first in range(0, len(places), PLACES)]


def next_free(start: int, labels: int) -> int:
    """The first free place after that many labels were printed, from 1."""
    return (start - 1 + labels) % PLACES + 1
