"""The history of one device: its acts with what they did in names, and which of them can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from inventory import ledger
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Cluster, Department, Device, DeviceEvent, DeviceModel, Evidence, Site
from inventory.models.device import DeviceQuerySet

_PENDING = 2**62  # an act that is only being tried comes after all that are recorded


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the keys that events hold."""

    departments: dict[int, str] = field(default_factory=dict)
    sites: dict[int, str] = field(default_factory=dict)
    clusters: dict[int, str] = field(default_factory=dict)
    models: dict[int, str] = field(default_factory=dict)
    evidence: dict[int, str] = field(default_factory=dict)


def names_in(rows: Iterable[DeviceEvent]) -> Names:
    """The names of everything that these events mention. Five queries."""
    keys: dict[str, set[int]] = {
        name: set() for name in ("department_id", "site_id", "cluster_id", "model_id", "evidence_id")
    }
    for row in rows:
        for told in (row.facts, row.facts.get("changes") or {}, row.facts.get("claim") or {}):
            for name, found in keys.items():
                if isinstance(told.get(name), int):
                    found.add(told[name])
    return Names(
        {one.pk: str(one) for one in Department.objects.filter(pk__in=keys["department_id"])},
        {one.pk: str(one) for one in Site.objects.filter(pk__in=keys["site_id"])},
        {one.pk: str(one) for one in Cluster.objects.filter(pk__in=keys["cluster_id"])},
        {one.pk: str(one) for one in DeviceModel.objects.filter(pk__in=keys["model_id"])},
        dict(Evidence.objects.filter(pk__in=keys["evidence_id"]).values_list("pk", "name")),
    )


def void_keys(rows: Iterable[DeviceEvent]) -> set[int]:
    """The keys of the acts that were taken back and stay so."""
    void: set[int] = set()
    for row in sorted(rows, key=lambda row: row.pk, reverse=True):
        if row.reverses_id is not None and row.pk not in void:
            void.add(row.reverses_id)
    return void


# A sighting and a grade open no gate: no later act rests on one. A device that is seen every day has a long history.
_GROUND_OF_NOTHING = frozenset({Verb.SIGHT, Verb.GRADE})


def undoable(rows: Sequence[DeviceEvent], now: datetime) -> set[int]:
    """The keys of the acts that can be taken back today: no later act rests on them. Asks no question."""
    events = [row.as_event() for row in rows]
    taken_back = {row.reverses_id for row in rows}
    return {
        event.sequence
        for event in events
        if event.sequence not in taken_back
        and (event.verb in _GROUND_OF_NOTHING or _stands_without(events, event.sequence, now))
    }


def rests_on(rows: Sequence[DeviceEvent], key: int, now: datetime) -> int | None:
    """The key of the first act that would lose its ground if this one were taken back. Asks no question."""
    undo = ledger.Event(_PENDING, Verb.REVERSE_EVENT, now.date(), now, {}, reverses=key)
    try:
        ledger.replay([*(row.as_event() for row in rows), undo], {_PENDING})
    except ledger.LosesItsGround as refusal:
        return refusal.event.sequence
    except IllegalAct:
        return None
    return None


def _stands_without(events: list[ledger.Event], sequence: int, now: datetime) -> bool:
    undo = ledger.Event(_PENDING, Verb.REVERSE_EVENT, now.date(), now, {}, reverses=sequence)
    try:
        ledger.replay([*events, undo], {_PENDING})
    except IllegalAct:
        return False
    return True


def neighbours(device: Device, devices: DeviceQuerySet) -> tuple[str, str]:
    """The tags before and after a device in the queue of its stage, oldest first; empty at its ends. Two queries."""
    queue = devices.filter(stage=device.stage)
    since, key = device.stage_since, device.pk
    before = (
        queue.filter(stage_since__lte=since).exclude(stage_since=since, pk__gte=key).order_by("-stage_since", "-pk")
    )
    after = queue.filter(stage_since__gte=since).exclude(stage_since=since, pk__lte=key).order_by("stage_since", "pk")
    tags = [queue.values_list("asset_tag", flat=True).first() for queue in (before, after)]
    return tags[0] or "", tags[1] or ""


def mentions(device: Device, evidence_id: int) -> bool:
    """Whether an act on the device, or one of its drives, rests on that evidence."""
    if device.drives.filter(evidence=evidence_id).exists():
        return True
    facts: list[dict[str, Any]] = list(device.events.values_list("facts", flat=True))
    return any(evidence_id in (told.get("evidence_id"), (told.get("claim") or {}).get("evidence_id")) for told in facts)
