"""The work queue: how many devices are in each stage, how late they are, and what needs a person.

It is summed from the tally that every act keeps (see `StageTally`), once for each state of the ledger, and the sums are
kept by department and site: the page costs the same at 240 devices and at 100,000, whoever looks, however they filter.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.core.cache import cache
from django.db.models import CharField, Q, Sum
from django.db.models.functions import Cast

from inventory.access import rights_of
from inventory.lifecycle import IN_HAND, Stage
from inventory.models import DeviceEvent, Person, StageTally
from inventory.roles import May

# Days in a stage after which a device is late, and very late. What waits for somebody's hands is late after a week's
# work; a part may have to be ordered; what is ready costs nothing but shelf and battery.
LATE_DAYS: dict[Stage, tuple[int, int]] = {
    Stage.RECEIVED: (3, 7),
    Stage.TESTING: (5, 10),
    Stage.WIPING: (5, 10),
    Stage.UPGRADING: (14, 28),
    Stage.READY: (30, 60),
}
UNSEEN_DAYS = 90  # service counts to the last sighting and 90 days (docs/method.md)

# Counts of the ledger's present state never go stale; acts still being committed beside them may, for this long.
KEPT_SECONDS = 60


MATTERS = ("late", "failed", "locked", "nameless", "missing", "unseen")


@dataclass(frozen=True, slots=True)
class Counted:
    """The devices of one stage (of one department and site, or of all that somebody asked for) and their `MATTERS`."""

    stage: Stage
    department_id: int | None = None
    site_id: int | None = None
    devices: int = 0
    oldest_since: date | None = None
    late: int = 0
    failed: int = 0
    locked: int = 0
    nameless: int = 0
    missing: int = 0
    unseen: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        oldest = [day for day in (self.oldest_since, other.oldest_since) if day]
        return replace(
            self,
            devices=self.devices + other.devices,
            oldest_since=min(oldest, default=None),
            **{name: getattr(self, name) + getattr(other, name) for name in MATTERS},
        )


@dataclass(frozen=True, slots=True)
class WorkQueue:
    """The counts of every stage, in the order of the work."""

    stages: list[Counted]

    @property
    def devices(self) -> int:
        """All devices, those that are out included."""
        return sum(counted.devices for counted in self.stages)

    @property
    def in_hand(self) -> int:
        """The devices on the bench or on the shelf."""
        return sum(counted.devices for counted in self.stages if counted.stage in IN_HAND)

    def matter(self, name: str) -> int:
        """The devices of one of `MATTERS`, over all stages."""
        return sum(getattr(counted, name) for counted in self.stages)


def work_queue(
    person: Person, *, today: date, department_id: int | None = None, site_id: int | None = None
) -> WorkQueue:
    """The devices that a person sees, by stage; of one department and one site if asked. One query, or two."""
    rights = rights_of(person)
    everything = rights.everywhere(May.VIEW)
    seen = set() if everything else {*rights.departments(May.VIEW), *([None] if rights.may(May.RECEIVE) else [])}
    sums = {stage: Counted(stage) for stage in Stage}
    for counted in _counted(today):
        if (
            (everything or counted.department_id in seen)
            and department_id in (None, counted.department_id)
            and site_id in (None, counted.site_id)
        ):
            sums[counted.stage] += counted
    return WorkQueue(list(sums.values()))


def _counted(today: date) -> list[Counted]:
    """Every stage of every department and site. Kept until the ledger has a new event, or the day changes."""
    state = state_of_ledger()
    if not state:
        return []
    key = f"work-queue:{today.isoformat()}:{state}"
    kept: list[Counted] | None = cache.get(key)
    if kept is None:
        kept = _sum(today)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def state_of_ledger() -> str:
    """A text that changes with every act, empty while there is none: what was worked out holds until it changes."""
    latest = DeviceEvent.objects.order_by("-pk").values_list("pk", "recorded_at").first()
    return f"{latest[0]}:{latest[1].timestamp()}" if latest else ""


# Lists kept as JSON, as text: the two databases agree on nothing else about what a list contains.
LISTS_AS_TEXT = {"locks": Cast("passwords", CharField()), "marks": Cast("flags", CharField())}


def condition(matter: str, today: date) -> Q:
    """Which devices a matter is about, on rows that `LISTS_AS_TEXT` is added to. One of `MATTERS`."""
    match matter:
        case "late":
            days = {stage: today - timedelta(days=few) for stage, (few, _many) in LATE_DAYS.items()}
            return reduce(or_, (Q(stage=stage, stage_since__lte=day) for stage, day in days.items()))
        case "failed":
            return ~Q(stage=Stage.OUT) & Q(test_passed=False)
        case "locked":
            return ~Q(stage=Stage.OUT) & ~Q(locks="[]")
        case "nameless":
            return ~Q(stage=Stage.OUT) & Q(model=None)
        case "missing":
            return ~Q(stage=Stage.OUT) & Q(marks__contains='"missing"')
        case _:
            return Q(stage=Stage.DEPLOYED, seen_on__lt=today - timedelta(days=UNSEEN_DAYS))


def _sum(today: date) -> list[Counted]:
    rows = StageTally.objects.values_list("stage", "department_id", "site_id", "since").annotate(
        *(Sum(name) for name in ("devices", "failed", "locked", "nameless", "missing"))
    )
    sums: dict[tuple[str, int | None, int | None], Counted] = {}
    for stage_name, department_id, site_id, since, devices, failed, locked, nameless, missing in rows:
        if devices:
            stage, place = Stage(stage_name), (stage_name, department_id, site_id)
            late = since <= today - timedelta(days=LATE_DAYS[stage][0]) if stage in LATE_DAYS else False
            unseen = stage is Stage.DEPLOYED and since < today - timedelta(days=UNSEEN_DAYS)
            counted = Counted(
                stage,
                department_id,
                site_id,
                devices,
                since,
                late=devices if late else 0,
                failed=failed,
                locked=locked,
                nameless=nameless,
                missing=missing,
                unseen=devices if unseen else 0,
            )
            sums[place] = sums[place] + counted if place in sums else counted
    return list(sums.values())
