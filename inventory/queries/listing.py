"""The list of devices: filtered, sorted, in pages whose cost does not grow with the fleet."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from inventory.access import visible_devices
from inventory.lifecycle import Stage, Verb
from inventory.models import Batch, Device, DeviceEvent, DeviceModel, Person
from inventory.models.device import DeviceQuerySet
from inventory.queries.devices import stage_counts
from inventory.queries.work import KEPT_SECONDS, LISTS_AS_TEXT, condition, state_of_ledger, work_queue

PAGE = 50

# What a list can be sorted by: each has an index, so that a page is read and never sorted together.
SORTS = {"tag": ("asset_tag",), "since": ("stage_since", "pk"), "received": ("received_on", "pk")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the list. Empty values ask nothing."""

    stage: str = ""
    q: str = ""
    department_id: int | None = None
    site_id: int | None = None
    model_id: int | None = None
    cluster_id: int | None = None
    grade: str = ""
    batch: str = ""
    flag: str = ""
    matter: str = ""
    sort: str = ""

    @property
    def order(self) -> str:
        """How the list is sorted: by age within a stage, otherwise by tag."""
        return self.sort or ("since" if self.stage else "tag")


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursors of the pages before and after; empty where there is none."""

    rows: list[Device]
    before: str = ""
    after: str = ""


def matching(devices: DeviceQuerySet, wanted: Wanted, today: date) -> DeviceQuerySet:
    """The devices that somebody asks for, in no particular order."""
    exact = {
        "stage": wanted.stage,
        "department": wanted.department_id,
        "site": wanted.site_id,
        "model": wanted.model_id,
        "cluster": wanted.cluster_id,
        "grade": wanted.grade,
    }
    found: DeviceQuerySet = devices.filter(**{name: value for name, value in exact.items() if value})
    found = found.alias(**LISTS_AS_TEXT)
    if wanted.flag:
        found = found.filter(Q(marks__contains=f'"{wanted.flag}"'))
    if wanted.matter:
        found = found.filter(condition(wanted.matter, today))
    if wanted.batch:
        found = found.filter(in_batch(Batch.objects.filter(reference=wanted.batch).first()))
    for word in wanted.q.split():
        found = found.filter(_named(word))
    return found


def in_batch(batch: Batch | None) -> Q:
    """The devices that came in with a batch, or that its act was about."""
    if batch is None:
        return Q(pk__in=[])
    return Q(batch=batch) | Q(Exists(DeviceEvent.objects.filter(device=OuterRef("pk"), batch=batch)))


def came_in_by(batch: Batch) -> Q:
    """The devices that a batch received, where that was not taken back, or stands again."""
    stands = Q(reversal=None) | Q(reversal__reversal__isnull=False)
    received = DeviceEvent.objects.filter(stands, device=OuterRef("pk"), batch=batch, verb=Verb.RECEIVE)
    return Q(Exists(received))


def _named(word: str) -> Q:
    models = DeviceModel.objects.filter(Q(name__icontains=word) | Q(manufacturer__icontains=word))
    return (
        Q(asset_tag__icontains=word)
        | Q(serial__icontains=word)
        | Q(model__in=list(models.values_list("pk", flat=True)))
    )


def page_of(devices: DeviceQuerySet, sort: str, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """One page, found by where the last one ended. `sort` is a key of `SORTS`, with - for the other way round."""
    down = sort.startswith("-")
    columns = SORTS.get(sort.lstrip("-"), SORTS["tag"])
    backwards = bool(before) and not after
    falling = down != backwards
    place = _place(after or before, columns)
    if place:
        devices = devices.filter(_beyond(columns, place, falling=falling))
    ordered = devices.order_by(*(f"-{column}" if falling else column for column in columns))
    rows = list(ordered[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    earlier, later = (more, True) if backwards else (bool(place), more)
    return Page(
        rows,
        before=_cursor(rows[0], columns) if earlier else "",
        after=_cursor(rows[-1], columns) if later else "",
    )


def _cursor(device: Device, columns: Sequence[str]) -> str:
    return "~".join(str(getattr(device, column)) for column in columns)


def _place(cursor: str, columns: Sequence[str]) -> list[str]:
    """The values of a cursor, none when it is not one."""
    if columns == SORTS["tag"]:
        return [cursor] if cursor else []
    day, _tilde, key = cursor.partition("~")
    try:
        date.fromisoformat(day)
    except ValueError:
        return []
    return [day, key] if key.isdecimal() and len(key) < 19 else []


def _beyond(columns: Sequence[str], place: Sequence[str], *, falling: bool) -> Q:
    beyond, reached = ("lt", "lte") if falling else ("gt", "gte")
    first = columns[0]
    if len(columns) == 1:
        return Q(**{f"{first}__{beyond}": place[0]})
    # The first condition alone lets the index start at the right place.
    same_day = Q(**{f"{first}__{beyond}": place[0]}) | Q(**{f"{columns[1]}__{beyond}": int(place[1])})
    return Q(**{f"{first}__{reached}": place[0]}) & same_day


def numbers(person: Person, wanted: Wanted, today: date) -> dict[Stage, int]:
    """How many of the wanted devices are in each stage, whichever stage was asked for.

    For a department and a site the counts of the work queue serve; otherwise what is found is counted, once for each
    state of the ledger.
    """
    asked = replace(wanted, stage="", sort="")
    if asked == Wanted(department_id=wanted.department_id, site_id=wanted.site_id):
        queue = work_queue(person, today=today, department_id=wanted.department_id, site_id=wanted.site_id)
        return {counted.stage: counted.devices for counted in queue.stages}
    key = f"list-numbers:{person.pk}:{today.isoformat()}:{state_of_ledger()}:{hash_of(asked)}"
    kept: dict[Stage, int] | None = cache.get(key)
    if kept is None:
        found = matching(visible_devices(person), asked, today)
        kept = stage_counts(found)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def hash_of(wanted: Wanted) -> str:
    """A short name for what is asked, fit for a cache."""
    return sha256(repr(sorted(asdict(wanted).items())).encode()).hexdigest()[:24]
