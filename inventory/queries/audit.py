"""Who did what: the acts on devices and those on the installation, in one list, latest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from inventory.access import require, rights_of
from inventory.lifecycle import Verb
from inventory.models import AuditEntry, DeviceEvent, Person
from inventory.roles import May

PAGE = 50
_MOMENT = "%Y%m%dT%H%M%S.%fZ"
_CURSOR = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)~([01])~(\d{1,18})", re.ASCII)
MOST_LINES = 5_000  # read for one page: an act on a whole fleet goes on on the next


@dataclass(frozen=True, slots=True)
class Line:
    """One act: of the ledger, or of the audit log. At the same moment the ledger's come first."""

    at: datetime
    source: int  # 1 the ledger, 0 the log
    pk: int
    by: Person | None
    act: str
    event: DeviceEvent | None = None
    entry: AuditEntry | None = None

    @property
    def place(self) -> tuple[datetime, int, int]:
        """Where it stands in the list."""
        return (self.at, self.source, self.pk)

    @property
    def cursor(self) -> str:
        """The same, as an address can hold it."""
        return f"{self.at.astimezone(UTC).strftime(_MOMENT)}~{self.source}~{self.pk}"


@dataclass(slots=True)
class Entry:
    """What a page shows as one: an act, with the number of devices that it was recorded for together."""

    line: Line
    devices: int = 1

    def takes(self, line: Line) -> bool:
        """Whether a line is part of the same act on many devices."""
        mine, other = self.line.event, line.event
        if mine is None or other is None or mine.batch_id is None:
            return False
        return (mine.batch_id, mine.verb, mine.recorded_at) == (other.batch_id, other.verb, other.recorded_at)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the list; `day` is a day of `zone`."""

    by_id: int | None = None
    act: str = ""
    day: date | None = None
    zone: tzinfo = UTC
    after: str = ""


def lines(person: Person, wanted: Wanted) -> Iterator[Line]:
    """The acts that a person may read, latest first. Two queries, read as they are asked for. Raises NotAllowed.

    Acts on the installation are for those with the right in all of it; others read of their departments' devices.
    """
    require(person, May.AUDIT)
    rights = rights_of(person)
    events, entries = DeviceEvent.objects.all(), AuditEntry.objects.all()
    if not rights.everywhere(May.AUDIT):
        events = events.filter(device__department__in=rights.departments(May.AUDIT))
        entries = entries.none()
    if wanted.act:
        of_ledger = wanted.act in set(Verb)
        events = events.filter(verb=wanted.act) if of_ledger else events.none()
        entries = entries.none() if of_ledger else entries.filter(act=wanted.act)
    acts = _narrowed(events, "recorded_at", 1, wanted).select_related("device", "by", "batch")
    notes = _narrowed(entries, "at", 0, wanted).select_related("by")
    return merge(
        (_of_event(row) for row in acts.iterator(chunk_size=PAGE * 4)),
        (_of_entry(row) for row in notes.iterator(chunk_size=PAGE * 4)),
        key=lambda line: line.place,
        reverse=True,
    )


def page(person: Person, wanted: Wanted) -> tuple[list[Entry], str]:
    """One page, and the cursor of the next; empty on the last. An act on many devices at once is one entry."""
    entries: list[Entry] = []
    last = None
    for line in islice(lines(person, wanted), MOST_LINES):
        if entries and entries[-1].takes(line):
            entries[-1].devices += 1
        elif len(entries) == PAGE:
            return entries, last.cursor if last else ""
        else:
            entries.append(Entry(line))
        last = line
    ended_early = last is not None and sum(entry.devices for entry in entries) == MOST_LINES
    return entries, last.cursor if last and ended_early else ""


def acts_noted() -> list[str]:
    """The acts that the audit log knows of, by name."""
    return list(AuditEntry.objects.order_by("act").values_list("act", flat=True).distinct())


def _of_event(row: DeviceEvent) -> Line:
    return Line(row.recorded_at, 1, row.pk, row.by, row.verb, event=row)


def _of_entry(row: AuditEntry) -> Line:
    return Line(row.at, 0, row.pk, row.by, row.act, entry=row)


def _narrowed(rows: QuerySet[Any], moment: str, source: int, wanted: Wanted) -> QuerySet[Any]:
    if wanted.by_id is not None:
        rows = rows.filter(by=wanted.by_id)
    if wanted.day is not None:
        start = datetime(wanted.day.year, wanted.day.month, wanted.day.day, tzinfo=wanted.zone)
        rows = rows.filter(**{f"{moment}__gte": start})
        if wanted.day < date.max:
            rows = rows.filter(**{f"{moment}__lt": start + timedelta(days=1)})
    if place := _place(wanted.after):
        rows = rows.filter(_below(moment, source, *place))
    return rows.order_by(f"-{moment}", "-pk")


def _below(moment: str, source: int, at: datetime, source_there: int, pk_there: int) -> Q:
    """What stands below a place in the list: at the same moment first the ledger, each by falling key."""
    earlier = Q(**{f"{moment}__lt": at})
    if source > source_there:
        return earlier
    same = Q(**{moment: at})
    return earlier | (same if source < source_there else same & Q(pk__lt=pk_there))


def _place(cursor: str) -> tuple[datetime, int, int] | None:
    """The place that a cursor names; None when it is none."""
    told = _CURSOR.fullmatch(cursor)
    try:
        return (datetime.strptime(told[1], _MOMENT).replace(tzinfo=UTC), int(told[2]), int(told[3])) if told else None
    except ValueError:
        return None
