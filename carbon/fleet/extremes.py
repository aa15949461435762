"""The devices of each department that save most and lose most, gathered while the chunks go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from typing import Final

from carbon.fleet.block import Block
from carbon.models import COLUMNS

KEPT: Final = 5
"""Of savers, and of losers, in each department."""

_SAVED: Final = COLUMNS.index("s_g")
_Ranked = defaultdict[int, list[tuple[int, int]]]


class Extremes:
    """Holds a few devices of each department, so that no page has to look at all of them."""

    def __init__(self) -> None:
        self._savers: _Ranked = defaultdict(list)  # by department: (-grams, device)
        self._losers: _Ranked = defaultdict(list)  # by department: (grams, device)

    def add(self, block: Block) -> None:
        """Look at the devices of a chunk."""
        savers, losers = _Ranked(list), _Ranked(list)
        for account, grams in zip(block.accounts, block.figures[_SAVED].tolist(), strict=True):
            if grams > 0:
                savers[account.department_id].append((-grams, account.device_id))
            elif grams < 0:
                losers[account.department_id].append((grams, account.device_id))
        for kept, found in ((self._savers, savers), (self._losers, losers)):
            for department_id, ranked in found.items():
                kept[department_id] = nsmallest(KEPT, kept[department_id] + ranked)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Department and device of each."""
        for kept in (self._savers, self._losers):
            for department_id, ranked in kept.items():
                yield from ((department_id, device_id) for _grams, device_id in ranked)
