"""What each department gets at each site in each month, summed over chunks in whole grams."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from carbon.engine.components import NAMES
from carbon.fleet.columns import Integers, grouped
from carbon.fleet.lines import SCENARIOS, Lines

_WIDTH = len(NAMES) * len(SCENARIOS)


class Slot(NamedTuple):
    """A department at a site (None: none is recorded) in a month given by its first day."""

    department_id: int
    site_id: int | None
    month: date


def component_rows(names: tuple[str, ...]) -> Integers:
    """The places, among all stored components, of those that lines hold."""
    return np.concatenate([np.arange(3) + 3 * NAMES.index(name) for name in names])


def with_savings(components: Integers) -> Integers:
    """The same rows and S below them: A_emb + A_use - U - R, from whole grams."""
    a_emb, a_use, u, *burdens = components.reshape(len(NAMES), len(SCENARIOS), -1)
    return np.concatenate([components, a_emb + a_use - u - np.sum(burdens, axis=0)])


class Credit:
    """Grows chunk by chunk; as large as departments x sites x months, whatever the fleet.

    A device counts once in a month, in the slot where it served last in it: so the counts of slots can be added up.
    """

    def __init__(self) -> None:
        self.grams: defaultdict[Slot, Integers] = defaultdict(lambda: np.zeros(_WIDTH, dtype=np.int64))
        self.days: Counter[Slot] = Counter()
        self.devices: Counter[Slot] = Counter()

    def add(self, lines: Lines, grams: Integers) -> None:
        """Credit some lines, given in grams."""
        slots, place = grouped(lines.department, lines.site, lines.month)
        sums = np.zeros((slots.shape[1], grams.shape[0]), dtype=np.int64)
        np.add.at(sums, place, grams.T)
        days = np.zeros(slots.shape[1], dtype=np.int64)
        np.add.at(days, place, lines.days)
        devices = np.bincount(place[_last_of_each_month(lines)], minlength=slots.shape[1])
        rows = component_rows(lines.names)
        for nth, slot in enumerate(_slots(slots)):
            self.grams[slot][rows] += sums[nth]
            self.days[slot] += int(days[nth])
            self.devices[slot] += int(devices[nth])

    def totals(self, also: Iterable[tuple[int, int | None]]) -> dict[tuple[int, int | None], tuple[Integers, int]]:
        """Components in grams and service days by department and site, over all months; `also` those without any."""
        sums: dict[tuple[int, int | None], tuple[Integers, int]] = {
            where: (np.zeros(_WIDTH, dtype=np.int64), 0) for where in also
        }
        for slot, grams in self.grams.items():
            where = (slot.department_id, slot.site_id)
            to_date, days = sums.get(where, (np.zeros(_WIDTH, dtype=np.int64), 0))
            sums[where] = (to_date + grams, days + self.days[slot])
        return sums


def _last_of_each_month(lines: Lines) -> Integers:
    """The places of the last line with days served of each device in each month: lines stand in the order of days."""
    served = np.flatnonzero(lines.days > 0)
    pairs, place = grouped(lines.device[served], lines.month[served])
    last = np.zeros(pairs.shape[1], dtype=np.int64)
    np.maximum.at(last, place, served)
    return last


def _slots(slots: Integers) -> Iterator[Slot]:
    for department_id, site_id, month in slots.T.tolist():
        yield Slot(department_id, site_id or None, date(1970 + month // 12, month % 12 + 1, 1))
