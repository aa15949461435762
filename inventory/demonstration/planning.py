"""Put what the story tells on days: the intakes, and every deed with the machines that it is done to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from inventory.actions import deploy_devices, record_sightings, transfer_devices, withdraw_devices
from inventory.demonstration import places
from inventory.demonstration.catalogue import KINDS
from inventory.demonstration.deeds import Deed, deed
from inventory.demonstration.machines import Machine, draw
from inventory.demonstration.story import Lot, Wave

DAYS_IN_MONTH: Final = 30.4375
# Nodes of a cluster report by themselves, and somebody walks through all rooms at every third report: both well within
# the 90 days that a sighting counts for.
REPORT_DAYS: Final = 28
REPORTS_TO_A_ROUND: Final = 3
LAST_REPORT_DAYS_AGO: Final = 4

_AFTER_WORK: Final = 1000  # reports come after everything else on their day
_REPORTED: Final = deed(record_sightings, how="Agent's report")
_MET: Final = deed(record_sightings, how="Round through the rooms")


@dataclass(frozen=True, slots=True)
class Moment:
    """What one person does on one day; moments of the same day follow each other by `place`."""

    on: date
    place: int
    by: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Arriving:
    """A wave that comes in on a day, with its machines lot by lot."""

    on: date
    wave: Wave
    lots: tuple[tuple[Lot, list[Machine]], ...]


@dataclass(slots=True)
class Plan:
    """Everything that happens up to `today`; every moment with its machines."""

    today: date
    random: Random
    arriving: list[Arriving] = field(default_factory=list)
    moments: dict[Moment, list[Machine]] = field(default_factory=dict)
    machines: int = 0

    def add(self, wave: Wave) -> None:
        """Draw the machines of a wave and plan what becomes of them."""
        on = workday(self.today - timedelta(days=round(wave.months_ago * DAYS_IN_MONTH)))
        self.arriving.append(Arriving(on, wave, tuple((lot, self._draw(lot, on)) for lot in wave.lots)))
        for lot, machines in self.arriving[-1].lots:
            acts = list(_dated(lot, on))
            for place, (day, act) in enumerate(acts):
                by = places.OFFICER if act.act is transfer_devices else places.BENCH[wave.department]
                self._at(Moment(day, place, by, act), machines)
            for service in _services(lot, on, acts):
                for day in self._days_seen(lot, service):
                    seen = _REPORTED if service.is_node else _MET
                    self._at(Moment(day, _AFTER_WORK, places.AUDITOR, seen), machines)

    def in_order(self) -> list[tuple[Moment, list[Machine]]]:
        """The moments as they follow each other."""
        return sorted(self.moments.items(), key=lambda item: (item[0].on, item[0].place))

    def _draw(self, lot: Lot, on: date) -> list[Machine]:
        first = self.machines + 1
        self.machines += lot.number
        return draw(KINDS[lot.kind], range(first, first + lot.number), on, self.random)

    def _at(self, moment: Moment, machines: list[Machine]) -> None:
        self.moments.setdefault(moment, []).extend(machines)

    def _days_seen(self, lot: Lot, service: "_Service") -> Iterator[date]:
        days = REPORT_DAYS * (1 if service.is_node else REPORTS_TO_A_ROUND)
        day = self.today - timedelta(days=LAST_REPORT_DAYS_AGO)
        while day > service.start:
            if (self.today - day).days > lot.unseen_days and (service.end is None or day < service.end):
                yield day
            day -= timedelta(days=days)


@dataclass(frozen=True, slots=True)
class _Service:
    start: date
    end: date | None
    is_node: bool


def _dated(lot: Lot, on: date) -> Iterator[tuple[date, Deed]]:
    day = on
    for step in lot.path:
        day += timedelta(days=step.after_days)
        yield workday(day), step.deed


def _services(lot: Lot, on: date, acts: list[tuple[date, Deed]]) -> Iterator[_Service]:
    start, is_node = (on if lot.served_months else None), False
    for day, act in acts:
        if act.act is deploy_devices:
            start, is_node = day, dict(act.facts)["kind"] == "cluster"
        elif act.act is withdraw_devices and start is not None:
            yield _Service(start, day, is_node)
            start = None
    if start is not None:
        yield _Service(start, None, is_node)


def workday(day: date) -> date:
    """The Friday before, for a day of a weekend: the bench is closed then."""
    return day - timedelta(days=max(day.weekday() - 4, 0))
