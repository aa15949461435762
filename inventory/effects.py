"""Pure. What each verb changes about a device: one function for each, and the table of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from inventory.facts import DeviceFacts, Drive, DriveState, Left, Leg, Part, Placement, Plan, RemovedPart
from inventory.lifecycle import IllegalAct, Verb, stage_of


@dataclass(frozen=True, slots=True)
class Event:
    """One act on one device, as the fold sees it."""

    sequence: int
    verb: Verb
    happened_on: date
    recorded_at: datetime
    facts: Mapping[str, Any]
    reverses: int | None = None

    @property
    def order(self) -> tuple[date, int]:
        """Fold order: the day, then the sequence of recording."""
        return (self.happened_on, self.sequence)


def may_have_served(reversal: Event) -> bool:
    """Whether this takes back a deployment in which the machine may have served."""
    return bool(reversal.facts.get("may_have_served"))


def apply(facts: DeviceFacts, event: Event) -> None:
    """Change the facts as this act does."""
    _APPLY[event.verb](facts, event)
    if event.verb in _AT_THE_DEVICE and facts.placement is not None:
        seen = max(facts.placement.last_seen_on, event.happened_on)
        facts.placements[-1] = replace(facts.placement, last_seen_on=seen)
    stage = stage_of(facts)
    if facts.received and stage != facts.stage:
        facts.stage, facts.stage_since = stage, event.happened_on


def _receive(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    facts.received, facts.left = True, None
    facts.received_on = event.happened_on
    facts.first_received_on = facts.first_received_on or event.happened_on
    facts.stays += 1
    for name in ("manufacturer", "serial", "asset_tag", "hardware_uuid", "cpu"):
        setattr(facts, name, act.get(name) or getattr(facts, name))
    for name in ("model_id", "site_id", "ram_gb"):
        value = act.get(name)
        setattr(facts, name, value if value is not None else getattr(facts, name))
    facts.purchased_on = day(act.get("purchased_on")) or facts.purchased_on
    facts.passwords = tuple(act.get("passwords") or ())
    facts.otherwise_fate = act.get("otherwise_fate") or "unknown"
    facts.before_greenlab = bool(act.get("before_greenlab"))
    facts.test_passed, facts.grade, facts.plan = None, "", None
    listed = act.get("drives")
    facts.drives = None if listed is None else drives_from(listed)
    _own(facts, event.happened_on, act.get("department_id"))
    if act.get("collection_km"):
        leg = Leg(event.sequence, event.happened_on, act["collection_km"], act.get("collection_mode") or "van")
        facts.legs.append(leg)


def _test(facts: DeviceFacts, event: Event) -> None:
    facts.test_passed = bool(event.facts["passed"])
    health = event.facts.get("battery_health_pct")
    facts.battery_health_pct = health if health is not None else facts.battery_health_pct


def _grade(facts: DeviceFacts, event: Event) -> None:
    facts.grade = event.facts["grade"]


def _wipe(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    outcome = act["outcome"]
    if outcome == "none_present" and act.get("drive") is None:
        kept = facts.drives or {}
        # Before a proof was asked for, that of an earlier wipe stayed where it was.
        ground = {"proof": act["proof"], "evidence_id": act.get("evidence_id")} if act.get("proof") else {}
        facts.drives = {key: replace(drive, state=DriveState.ABSENT, **ground) for key, drive in kept.items()}
        return
    state = {"wiped": DriveState.WIPED, "destroyed": DriveState.DESTROYED, "none_present": DriveState.ABSENT}[outcome]
    if outcome == "wiped" and not act.get("proven"):
        state = DriveState.UNWIPED
    drives = facts.drives or {}
    keys = [act["drive"]] if act.get("drive") is not None else [drive.key for drive in facts.unwiped_drives()]
    for key in keys:
        drives[key] = replace(
            drives[key],
            state=state,
            proof=act.get("proof", ""),
            evidence_id=act.get("evidence_id"),
            wiped_on=event.happened_on,
        )


def _plan(facts: DeviceFacts, event: Event) -> None:
    facts.plan = Plan(event.facts["kind"], event.facts["quantity"])


def _cancel_plan(facts: DeviceFacts, _event: Event) -> None:
    facts.plan = None


def _install(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    kind, quantity = act["kind"], act["quantity"]
    part = Part(event.sequence, event.happened_on, kind, act["condition"], quantity, act.get("slot", ""))
    facts.parts.append(part)
    if kind == "ram":
        facts.ram_gb = (facts.ram_gb or 0) + quantity
    if kind in ("ssd", "hdd"):
        facts.drives = facts.drives if facts.drives is not None else {}
        fresh = drives_from([{**act, "medium": kind, "size_gb": quantity}], taken=facts.drives)
        for drive in fresh.values():
            # A new drive has held nobody's data; a harvested one has, until a wipe of it is recorded.
            state = DriveState.WIPED if act["condition"] == "new" else DriveState.UNWIPED
            proof = "new part" if act["condition"] == "new" else ""
            facts.drives[drive.key] = replace(drive, state=state, proof=proof, wiped_on=event.happened_on)
    if facts.plan is not None and facts.plan.kind == kind:
        plan = replace(facts.plan, fitted=facts.plan.fitted + quantity)
        facts.plan = None if plan.fitted >= plan.quantity else plan


def _remove(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    kind, quantity = act["kind"], act.get("quantity") or 0
    gone = RemovedPart(event.sequence, event.happened_on, kind, act.get("fate", "recycled"), act.get("mass_kg") or 0)
    facts.removed.append(gone)
    if kind == "ram" and facts.ram_gb is not None:
        facts.ram_gb = max(0, facts.ram_gb - quantity)
    if act.get("drive") is not None and facts.drives is not None:
        facts.drives[act["drive"]] = replace(facts.drives[act["drive"]], state=DriveState.ABSENT)
    for index, part in enumerate(facts.parts):
        if part.removed_on is None and part.kind == kind and part.slot == act.get("slot", ""):
            facts.parts[index] = replace(part, removed_on=event.happened_on)
            break


def _deploy(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    claim = act["claim"]
    facts.placements.append(
        Placement(
            sequence=event.sequence,
            kind=act["kind"],
            started_on=event.happened_on,
            cluster_id=act.get("cluster_id"),
            site_id=act.get("site_id") or facts.site_id,
            recipient=act.get("recipient", ""),
            slot=act.get("slot", ""),
            displaced_class=claim["displaced_class"],
            displaced_lifetime_months=claim["displaced_lifetime_months"],
            displaced_per_device=claim["displaced_per_device"],
            displacement_tier=claim["displacement_tier"],
            before_greenlab=bool(act.get("before_greenlab")),
            last_seen_on=event.happened_on,
        )
    )
    if act.get("delivery_km"):
        leg = Leg(event.sequence, event.happened_on, act["delivery_km"], act.get("delivery_mode") or "van")
        facts.legs.append(leg)


def _sight(_facts: DeviceFacts, _event: Event) -> None:
    """Nothing but being seen, which `apply` records."""


def _withdraw(facts: DeviceFacts, event: Event) -> None:
    place = facts.placements[-1]
    seen_on = place.last_seen_on
    if event.facts.get("lost"):
        facts.flags = (*(flag for flag in facts.flags if flag != "missing"), "missing")
    else:  # whoever takes a machine out of service has seen it: the days until then were served
        seen_on = max(seen_on, event.happened_on)
    facts.placements[-1] = replace(place, ended_on=event.happened_on, last_seen_on=seen_on)
    facts.before_greenlab = False
    _doubt_wipes(facts)


def _take_back(facts: DeviceFacts, _event: Event) -> None:
    """Of the reversals only those count by which a machine may have served: see `ledger.standing`."""
    _doubt_wipes(facts)


def _doubt_wipes(facts: DeviceFacts) -> None:
    """Whatever was on it in service is data again: an earlier wipe no longer proves the drives clean."""
    for key, drive in (facts.drives or {}).items():
        if drive.state is DriveState.WIPED:
            facts.drives[key] = replace(drive, state=DriveState.UNWIPED, proof="")  # type: ignore[index]


def _transfer(facts: DeviceFacts, event: Event) -> None:
    _own(facts, event.happened_on, event.facts["department_id"])


def _release(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    facts.left = Left(event.happened_on, act["how"], act.get("to", ""), act.get("custodian", ""))


def _recycle(facts: DeviceFacts, event: Event) -> None:
    act = event.facts
    facts.left = Left(event.happened_on, "recycled", act.get("to", ""), act.get("custodian", ""))


def _correct(facts: DeviceFacts, event: Event) -> None:
    """What was wrong from the start is set right; what changed on a day is a verb of its own."""
    for name, value in event.facts["changes"].items():
        match name:
            case "drives":
                facts.drives = recognised(drives_from(value), facts.drives or {})
            case "passwords" | "flags":
                setattr(facts, name, tuple(value))
            case "purchased_on":
                facts.purchased_on = day(value)
            case "department_id":
                _own_from_the_start(facts, value)
            case _:
                setattr(facts, name, value)


CORRECTABLE = frozenset(
    {
        "manufacturer",
        "model_id",
        "serial",
        "asset_tag",
        "hardware_uuid",
        "department_id",
        "site_id",
        "purchased_on",
        "cpu",
        "ram_gb",
        "passwords",
        "drives",
        "flags",
        "otherwise_fate",
    }
)

_APPLY: dict[Verb, Callable[[DeviceFacts, Event], None]] = {
    Verb.RECEIVE: _receive,
    Verb.TEST: _test,
    Verb.GRADE: _grade,
    Verb.WIPE: _wipe,
    Verb.PLAN: _plan,
    Verb.CANCEL_PLAN: _cancel_plan,
    Verb.INSTALL: _install,
    Verb.REMOVE: _remove,
    Verb.DEPLOY: _deploy,
    Verb.SIGHT: _sight,
    Verb.WITHDRAW: _withdraw,
    Verb.TRANSFER: _transfer,
    Verb.RELEASE: _release,
    Verb.RECYCLE: _recycle,
    Verb.CORRECT: _correct,
    Verb.REVERSE_EVENT: _take_back,
}

# What counts as having seen a device that is in service: acts that need somebody to stand at it.
_AT_THE_DEVICE = frozenset({Verb.SIGHT, Verb.INSTALL, Verb.REMOVE})


def drives_from(listed: Iterable[Mapping[str, Any]], taken: Mapping[str, Drive] | None = None) -> dict[str, Drive]:
    """Drives by key: the serial where there is one, otherwise the drive's number in the machine."""
    drives: dict[str, Drive] = {}
    occupied = dict(taken or {})
    for item in listed:
        serial = item.get("serial") or ""
        number = len(occupied) + 1
        key = serial or f"drive-{number}"
        while key in occupied:
            number += 1
            key = f"drive-{number}" if not serial else f"{serial}-{number}"
        drive = Drive(key, serial, item.get("model") or "", item.get("size_gb"), item.get("medium") or "")
        drives[key] = occupied[key] = drive
    return drives


def recognised(listed: dict[str, Drive], known: Mapping[str, Drive]) -> dict[str, Drive]:
    """A corrected list of drives keeps what is known about the drives that it still names.

    Drives without a serial are told apart by their number alone: once one of them is gone, the numbers may stand for
    others, and none keeps its wipe. A drive that is listed is there, whatever was said of it before.
    """
    numbered = [drive for drive in known.values() if not drive.serial]
    renumbered = any(drive.state is DriveState.ABSENT for drive in numbered) or len(numbered) > sum(
        not drive.serial for drive in listed.values()
    )

    def kept(drive: Drive) -> Drive:
        was = known.get(drive.key)
        if was is None or was.serial != drive.serial or was.state is DriveState.ABSENT:
            return drive
        if renumbered and not drive.serial:
            return drive
        return replace(drive, state=was.state, proof=was.proof, evidence_id=was.evidence_id, wiped_on=was.wiped_on)

    return {key: kept(drive) for key, drive in listed.items()}


def _own(facts: DeviceFacts, on: date, department_id: int | None) -> None:
    if department_id is None or department_id == facts.department_id:
        return
    facts.department_id = department_id
    facts.owners.append((on, department_id))


def _own_from_the_start(facts: DeviceFacts, department_id: int | None) -> None:
    facts.department_id = department_id
    if department_id is not None:
        start = facts.owners[-1][0] if facts.owners else day_of_receipt(facts)
        facts.owners[-1:] = [(start, department_id)]


def day_of_receipt(facts: DeviceFacts) -> date:
    """The first day of the present stay. Raises IllegalAct for a device that was never received."""
    if facts.received_on is None:
        raise IllegalAct(_("The device had not been received by that day."))
    return facts.received_on


def day(value: Any) -> date | None:
    """A date from its ISO text, as events store it."""
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None
