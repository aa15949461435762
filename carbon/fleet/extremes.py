"""The devices of each department that save most and lose most, gathered while the chunks go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from typing import Final

from carbon.engine.components import NAMES
from carbon.fleet.block import Block
from carbon.fleet.lines import SCENARIOS

KEPT: Final = 5
"""Of savers, and of losers, in each department."""

_SAVED: Final = len(NAMES) * len(SCENARIOS)  # S stands below the components, its central figure first


class Extremes:
    """Holds a few devices of each department, so that no page has to look at all of them."""

    def __init__(self) -> None:
        self._ranked: defaultdict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)

    def add(self, block: Block) -> None:
        """Look at the devices of a chunk."""
        for account, grams in zip(block.accounts, block.figures[_SAVED].tolist(), strict=True):
            if grams:
                self._ranked[account.department_id, grams > 0].append((-abs(grams), account.device_id))
        for ranked in self._ranked.values():
            ranked[:] = nsmallest(KEPT, ranked)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Department and device of each."""
        for (department_id, _saves), ranked in self._ranked.items():
            yield from ((department_id, device_id) for _grams, device_id in ranked)
