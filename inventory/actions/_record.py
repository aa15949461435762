"""Append an act to the ledger of one or many devices: role, lifecycle, event, fold, in one transaction.

Every verb goes through here. The number of queries does not depend on the number of devices.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inventory import ledger
from inventory.access import require, rights_of
from inventory.actions._materialise import materialise
from inventory.effects import day
from inventory.lifecycle import IllegalAct, Verb, no_day_of_an_act
from inventory.models import Batch, Device, DeviceEvent, Person
from inventory.roles import May

RIGHT_FOR: dict[Verb, May] = {
    Verb.RECEIVE: May.RECEIVE,
    Verb.TEST: May.PREPARE,
    Verb.GRADE: May.PREPARE,
    Verb.WIPE: May.PREPARE,
    Verb.PLAN: May.PREPARE,
    Verb.CANCEL_PLAN: May.PREPARE,
    Verb.INSTALL: May.PREPARE,
    Verb.REMOVE: May.PREPARE,
    Verb.DEPLOY: May.DEPLOY,
    Verb.SIGHT: May.DEPLOY,
    Verb.WITHDRAW: May.DEPLOY,
    Verb.TRANSFER: May.TRANSFER,
    Verb.RELEASE: May.DISPOSE,
    Verb.RECYCLE: May.DISPOSE,
    Verb.CORRECT: May.CORRECT,
    Verb.REVERSE_EVENT: May.REVERSE,
    Verb.REVERSE_BATCH: May.REVERSE,
}

# While an act is being checked it has no key yet; it comes after all that are recorded.
_NEXT = 2**62


@dataclass(frozen=True, slots=True)
class Blocked:
    """A device that an act was refused for, with the reason in words."""

    device: Device
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act on many devices: the good ones are committed, the others listed."""

    done: list[Device] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one device, about to be recorded."""

    device: Device
    verb: Verb
    facts: Mapping[str, Any]
    on: date
    reverses: int | None = None
    right: May | None = None  # where it takes another right than its verb


def only(outcome: Outcome) -> Device:
    """The one device of an act on one device. Raises IllegalAct with the reason when it was refused."""
    if outcome.blocked:
        raise IllegalAct(outcome.blocked[0].reason)
    return outcome.done[0]


def record_verb(
    *,
    devices: Sequence[Device],
    verb: Verb,
    facts: Mapping[str, Any],
    on: date,
    batch: Batch | None = None,
    label: str = "",
    by: Person,
) -> Outcome:
    """Record the same act on every device: each is checked, the good ones are committed, the rest come back blocked."""
    acts = [Act(device, verb, facts, on) for device in devices]
    return record(acts=acts, batch=batch, label=label, by=by)


@transaction.atomic
def record(*, acts: Sequence[Act], batch: Batch | None = None, label: str = "", by: Person) -> Outcome:
    """Record acts in order, several for a device if need be. All acts of a device are committed, or none of them.

    With `label` and more than one device, a batch is made, so that the whole is undone as one. Raises NotAllowed for a
    person who holds the right nowhere; where they do not hold it for a device's department, that device is blocked.
    """
    recorded_at = timezone.now()
    today = _local_day(recorded_at)
    wanted: dict[int, list[Act]] = defaultdict(list)
    for right in {act.right or RIGHT_FOR[act.verb] for act in acts}:
        require(by, right)
    for act in acts:
        wanted[act.device.pk].append(act)
    devices = {row.pk: row for row in Device.objects.select_for_update().filter(pk__in=wanted)}
    events = _events_of(wanted)
    good: list[int] = []
    blocked: list[Blocked] = []
    for key, of_device in wanted.items():
        of_device[:] = [_telling_of_service(act, events[key], today) for act in of_device]
        try:
            _check(devices[key], events[key], of_device, today, recorded_at, by)
        except IllegalAct as refusal:
            blocked.append(Blocked(devices[key], str(refusal)))
        else:
            good.append(key)
    if not good:
        return Outcome([], blocked, batch)
    if batch is None and label and len(wanted) > 1:
        batch = open_batch(label=label, recorded_at=recorded_at, by=by)
    rows = [
        DeviceEvent(
            device_id=key,
            verb=act.verb,
            happened_on=act.on,
            recorded_at=recorded_at,
            by=by,
            facts=dict(act.facts),
            batch=batch,
            reverses_id=act.reverses,
        )
        for key in good
        for act in wanted[key]
    ]
    for row in DeviceEvent.objects.bulk_create(rows, batch_size=500):
        events[row.device_id].append(row.as_event())
    done = [devices[key] for key in good]
    materialise([(device, ledger.fold(events[device.pk])) for device in done])
    return Outcome(done, blocked, batch)


def open_batch(
    *,
    label: str,
    recorded_at: datetime,
    kind: str = Batch.Kind.ACT,
    reference: str = "",
    source: str = "",
    by: Person,
) -> Batch:
    """A batch to hang acts on. Its reference is made from the moment when none is given."""
    stamp = timezone.localtime(recorded_at).strftime("%Y%m%d-%H%M%S")
    wished = (reference or f"{kind}-{stamp}")[:52]  # with room for a number behind it
    taken = set(Batch.objects.filter(reference__startswith=wished).values_list("reference", flat=True))
    numbered = (f"{wished}-{number}" for number in count(2))
    unique = wished if wished not in taken else next(name for name in numbered if name not in taken)
    return Batch.objects.create(reference=unique, kind=kind, label=label[:200], source=source[:200], created_by=by)


def _events_of(keys: Iterable[int]) -> dict[int, list[ledger.Event]]:
    found: dict[int, list[ledger.Event]] = defaultdict(list)
    for row in DeviceEvent.objects.filter(device__in=list(keys)).in_order():
        found[row.device_id].append(row.as_event())
    return found


def _check(
    device: Device, known: list[ledger.Event], acts: list[Act], today: date, recorded_at: datetime, by: Person
) -> None:
    """Every right held, no day in the future, and the whole ledger still legal with the new acts in their places."""
    rights = rights_of(by)
    events = list(known)
    for number, act in enumerate(acts):
        if not rights.may(act.right or RIGHT_FOR[act.verb], device.department_id):
            raise IllegalAct(_("Your role does not include this act for this device's department."))
        if said := no_day_of_an_act(act.on, today):
            raise IllegalAct(said)
        undone = next((event for event in known if event.sequence == act.reverses), None)
        if undone is not None and act.on < undone.happened_on:
            said = _("It took place on %(day)s and is not taken back before that day.")
            raise IllegalAct(said % {"day": date_format(undone.happened_on)})
        purchased = day(act.facts.get("purchased_on")) or device.purchased_on
        if purchased is not None and act.on < purchased:
            raise IllegalAct(
                _("%(day)s is before the purchase on %(purchase)s.")
                % {"day": date_format(act.on), "purchase": date_format(purchased)}
            )
        events.append(ledger.Event(_NEXT + number, act.verb, act.on, recorded_at, act.facts, act.reverses))
    new = {_NEXT + number for number in range(len(acts))}
    ledger.replay(events, new)


def right_to_take_back(event: DeviceEvent, by: Person) -> May:
    """The right by which a person takes an act back: their own acts, and those that they might have recorded.

    What was taken back stands again by the same right.
    """
    if event.by_id == by.pk:
        return May.REVERSE
    while event.reverses is not None:
        event = event.reverses
    if event.verb == Verb.CORRECT and "drives" in event.facts["changes"]:
        return May.PREPARE
    return RIGHT_FOR[Verb(event.verb)]


def reversal(event: DeviceEvent, on: date, reason: str, by: Person) -> Act:
    """The act that takes another act back."""
    right = right_to_take_back(event, by)
    return Act(event.device, Verb.REVERSE_EVENT, {"reason": reason}, on, reverses=event.pk, right=right)


def _telling_of_service(act: Act, known: list[ledger.Event], today: date) -> Act:
    """The act; if it takes back a deployment in which the machine may have served, it says so.

    It may have where the deployment stood for longer than the day of its recording, and where the machine was seen in
    service or withdrawn from it, though that was taken back since.
    """
    by_key = {event.sequence: event for event in known}
    undone, stood = by_key.get(act.reverses or 0), True
    while undone is not None and undone.reverses is not None:
        undone, stood = by_key[undone.reverses], not stood
    if undone is None or undone.verb is not Verb.DEPLOY or not stood:
        return act
    seen = any(event.verb in (Verb.SIGHT, Verb.WITHDRAW) and event.sequence > undone.sequence for event in known)
    if seen or _local_day(undone.recorded_at) < today:
        return with_facts(act, may_have_served=True)
    return act


def _local_day(moment: datetime) -> date:
    return timezone.localdate(moment, timezone.get_default_timezone())


def with_facts(act: Act, **facts: Any) -> Act:
    """The same act with more facts."""
    return replace(act, facts={**act.facts, **facts})
