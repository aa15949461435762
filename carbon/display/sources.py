"""The sources of published figures, each spelt out once under the table of those that rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Published(Protocol):
    """A published figure: one of the engine, or a row of a factor set."""

    @property
    def source(self) -> str:
        """Who published it."""

    @property
    def source_ref(self) -> str:
        """Where it stands there."""

    @property
    def licence(self) -> str:
        """On which terms it may be passed on."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source, with its number in the list."""

    number: int
    source: str
    source_ref: str
    licence: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Figures with their sources, in the order of both."""

    rows: list[tuple[Published, Source]]
    sources: list[Source]


def cited(figures: Iterable[Published]) -> Cited:
    """The figures, each with its source; figures of one place in one work share theirs."""
    found: dict[tuple[str, str, str], Source] = {}
    rows = []
    for figure in figures:
        named = (figure.source, figure.source_ref, figure.licence)
        rows.append((figure, found.setdefault(named, Source(len(found) + 1, *named))))
    return Cited(rows, list(found.values()))
