"""Pure. The stages of a device, the verbs that staff use, and what each verb needs.

Stage is a function of facts: nobody sets it. The table `ACTS` says from which stages a verb may be used and which
facts must hold; it refuses acts, draws the buttons, names the API's acts and generates the test of every pair.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inventory.facts import DeviceFacts, DriveState
from inventory.nouns import PASSWORDS

Facts = Mapping[str, Any]


class Stage(StrEnum):
    """Where a device is in the work: the first condition that is not met, in this order."""

    RECEIVED = "received"
    TESTING = "testing"
    WIPING = "wiping"
    UPGRADING = "upgrading"
    READY = "ready"
    DEPLOYED = "deployed"
    OUT = "out"


class Verb(StrEnum):
    """What staff do, in their words."""

    RECEIVE = "receive_device"
    TEST = "record_test"
    GRADE = "grade_device"
    WIPE = "record_wipe"
    PLAN = "plan_upgrade"
    CANCEL_PLAN = "cancel_plan"
    INSTALL = "install_part"
    REMOVE = "remove_part"
    DEPLOY = "deploy_device"
    SIGHT = "record_sighting"
    WITHDRAW = "withdraw_device"
    TRANSFER = "transfer_device"
    RELEASE = "release_device"
    RECYCLE = "recycle_device"
    CORRECT = "correct_device"
    REVERSE_EVENT = "reverse_event"
    REVERSE_BATCH = "reverse_batch"


class IllegalAct(Exception):
    """An act that the device's facts do not allow. The text is for the person at the bench."""


EARLIEST = date(1980, 1, 1)  # no machine that is worth reusing is older: an earlier day is a slip

IN_HAND = frozenset({Stage.RECEIVED, Stage.TESTING, Stage.WIPING, Stage.UPGRADING, Stage.READY})
PRESENT = IN_HAND | {Stage.DEPLOYED}
EVERYWHERE = PRESENT | {Stage.OUT}

Condition = Callable[[DeviceFacts, Facts], str | None]


@dataclass(frozen=True, slots=True)
class Act:
    """What a verb needs: the stages it may be used from, and conditions that answer with a sentence when they fail."""

    stages: frozenset[Stage]
    needs: tuple[Condition, ...] = ()


def stage_of(facts: DeviceFacts) -> Stage:
    """The stage that these facts put a device in: the first unmet condition (see `unmet`)."""
    if facts.left is not None:
        return Stage.OUT
    if facts.placement is not None:
        return Stage.DEPLOYED
    for stage in (Stage.RECEIVED, Stage.TESTING, Stage.WIPING, Stage.UPGRADING):
        if unmet(facts, stage):
            return stage
    return Stage.READY


def unmet(facts: DeviceFacts, stage: Stage) -> list[str]:
    """What still has to be done before a device passes a stage, in words; empty when it is passed."""
    match stage:
        case Stage.RECEIVED:
            return _unidentified(facts)
        case Stage.TESTING:
            if facts.test_passed is None:
                return [_("no test is recorded")]
            return [] if facts.test_passed else [_("the last test failed")]
        case Stage.WIPING:
            # A drive without a serial is called drive-1: not "drive drive-1".
            names = [drive.label.removeprefix("drive-") for drive in facts.unwiped_drives()]
            return [_("drive %(drive)s is not wiped") % {"drive": name} for name in names]
        case Stage.UPGRADING:
            return [_("the planned %(part)s is not fitted") % {"part": facts.plan.label}] if facts.plan else []
        case _:
            return []


def _unidentified(facts: DeviceFacts) -> list[str]:
    missing = []
    if facts.model_id is None:
        missing.append(_("the model is not known"))
    if facts.department_id is None:
        missing.append(_("the department is not known"))
    if facts.drives is None:
        missing.append(_("the list of drives is not known"))
    missing += [_("%(password)s is set") % {"password": PASSWORDS.get(name, name)} for name in facts.passwords]
    return missing


def blockers(facts: DeviceFacts) -> list[str]:
    """Everything that keeps a device from being ready, over all stages."""
    stages = (Stage.RECEIVED, Stage.TESTING, Stage.WIPING, Stage.UPGRADING)
    return [sentence for stage in stages for sentence in unmet(facts, stage)]


def check(verb: Verb, facts: DeviceFacts, act: Facts) -> None:
    """Refuse an act that the device's facts do not allow.

    Raises IllegalAct with the reason.
    """
    rule = ACTS[verb]
    stage = stage_of(facts) if facts.received else None
    if stage is None and verb is not Verb.RECEIVE:
        raise IllegalAct(_("The device had not been received by that day."))
    if stage is not None and stage not in rule.stages:
        raise IllegalAct(_wrong_stage(verb, facts, stage))
    for need in rule.needs:
        if reason := need(facts, act):
            raise IllegalAct(reason)


def no_day_of_an_act(day: date, today: date) -> str | None:
    """Why nothing can have been done to a device on that day, in words; None for a day on which it can."""
    if day > today:
        return _("%(day)s is in the future.") % {"day": date_format(day)}
    if day < EARLIEST:
        return _("%(day)s is too early: nothing here happened before %(year)d.") % {
            "day": date_format(day),
            "year": EARLIEST.year,
        }
    return None


def allowed_verbs(facts: DeviceFacts) -> list[Verb]:
    """The verbs to offer for a device: those whose stage fits and whose conditions do not depend on what is typed."""
    stage = stage_of(facts)
    offered = []
    for verb, rule in ACTS.items():
        if stage in rule.stages and not any(need(facts, {}) for need in rule.needs if need in _BEFORE_TYPING):
            offered.append(verb)
    return offered


def _wrong_stage(verb: Verb, facts: DeviceFacts, stage: Stage) -> str:
    if verb in (Verb.DEPLOY, Verb.RELEASE) and stage in IN_HAND:
        return _not_ready(blockers(facts))
    if verb is Verb.RECEIVE:
        return _("The device is already here.")
    if stage is Stage.OUT:
        return _("The device has left the programme; receive it again first.")
    if stage is Stage.DEPLOYED:
        return _("The device is deployed; withdraw it first.")
    return _("The device is not deployed.")


def _not_ready(missing: list[str]) -> str:
    return _("Not ready: %(reasons)s.") % {"reasons": "; ".join(missing)}


# Conditions. Each answers None, or a sentence that says what is missing. A new rule goes behind the older ones of its
# verb: what was recorded before it stands as long as its own refusal stays the same (see `ledger.replay`).


def _ready_or_before_greenlab(facts: DeviceFacts, act: Facts) -> str | None:
    # Only the act that takes a service over passes without the gates: no later deployment, were it taken back, and
    # none of a machine that GreenLab has known before.
    if act.get("before_greenlab") and facts.before_greenlab and facts.stays == 1 and not facts.placements:
        return None
    missing = blockers(facts)
    return _not_ready(missing) if missing else None


def _not_failed(facts: DeviceFacts, _act: Facts) -> str | None:
    if facts.test_passed is False:
        return _("The last test failed: retest it, harvest its parts or recycle it.")
    return None


def _has_that_drive(facts: DeviceFacts, act: Facts) -> str | None:
    key = act.get("drive")
    if key is None:
        return None
    if facts.drives is None or key not in facts.drives:
        return _("The device has no drive %(drive)s.") % {"drive": key}
    return None


def _drives_listed(facts: DeviceFacts, act: Facts) -> str | None:
    """A wipe of drives that nobody listed would prove nothing, and would look as if it did."""
    if facts.drives is None and act.get("outcome") in ("wiped", "destroyed"):
        return _(
            "Its drives are not listed, so none would count as wiped: list them first, or record that there is none."
        )
    return None


def _plan_open(facts: DeviceFacts, _act: Facts) -> str | None:
    return None if facts.plan else _("No upgrade is planned.")


def _no_plan_open(facts: DeviceFacts, _act: Facts) -> str | None:
    if facts.plan is None:
        return None
    return _("An upgrade is planned already (%(part)s); cancel it first.") % {"part": facts.plan.label}


def _drives_safe_or_custodian(facts: DeviceFacts, act: Facts) -> str | None:
    """Lessor return and recycling need the drive condition, or a named custodian who takes over the data risk."""
    if act.get("custodian"):
        return None
    if facts.drives is None:
        return _(
            "The list of drives is not known: record the drives, or name the custodian who takes over the data risk."
        )
    unsafe = facts.unwiped_drives()
    if unsafe:
        named = ", ".join(drive.label for drive in unsafe)
        return _("Not wiped: %(drives)s. Wipe it, or name the custodian who takes over the data risk.") % {
            "drives": named
        }
    return None


def _gates_for_release(facts: DeviceFacts, act: Facts) -> str | None:
    if act.get("how") == "returned":
        return _drives_safe_or_custodian(facts, act)
    missing = blockers(facts)
    return _not_ready(missing) if missing else None


def _other_drives_listed(facts: DeviceFacts, act: Facts) -> str | None:
    """A list of drives that begins with the one just fitted would say that there is no other."""
    if facts.drives is None and act.get("kind") in ("ssd", "hdd"):
        return _("Its drives are not listed: list those in it, or record that there is none, before one is fitted.")
    return None


def _no_data_into_service(facts: DeviceFacts, act: Facts) -> str | None:
    """A harvested drive holds data until it is wiped, and nothing is wiped while it serves."""
    if facts.placement is not None and act.get("condition") == "harvested" and act.get("kind") in ("ssd", "hdd"):
        return _(
            "A harvested drive may hold data, and the device is deployed: withdraw it first, fit the drive, wipe it."
        )
    return None


def _part_is_there(facts: DeviceFacts, act: Facts) -> str | None:
    """A drive leaves the house wiped or destroyed, or stays in stock: thrown away with its data, it would be a leak."""
    key = act.get("drive")
    if key is None:
        return None
    if reason := _has_that_drive(facts, act):
        return reason
    drive = (facts.drives or {})[key]
    if drive.state is DriveState.UNWIPED and act.get("fate") != "stock":
        return _("Not wiped: %(drive)s. Wipe or destroy it before it goes, or keep it in stock.") % {
            "drive": drive.label
        }
    return None


def _another_department(facts: DeviceFacts, act: Facts) -> str | None:
    if act.get("department_id") is not None and act["department_id"] == facts.department_id:
        return _("The device belongs to that department already.")
    return None


_BEFORE_TYPING: frozenset[Condition] = frozenset({_ready_or_before_greenlab, _not_failed, _plan_open, _no_plan_open})

ACTS: dict[Verb, Act] = {
    Verb.RECEIVE: Act(frozenset({Stage.OUT})),  # the first receipt has no stage at all
    Verb.TEST: Act(IN_HAND),
    Verb.GRADE: Act(IN_HAND),
    Verb.WIPE: Act(IN_HAND, (_has_that_drive, _drives_listed)),
    Verb.PLAN: Act(IN_HAND, (_not_failed, _no_plan_open)),
    Verb.CANCEL_PLAN: Act(IN_HAND, (_plan_open,)),
    Verb.INSTALL: Act(PRESENT, (_not_failed, _no_data_into_service, _other_drives_listed)),
    Verb.REMOVE: Act(PRESENT, (_part_is_there,)),
    Verb.DEPLOY: Act(IN_HAND, (_ready_or_before_greenlab,)),
    Verb.SIGHT: Act(frozenset({Stage.DEPLOYED})),
    Verb.WITHDRAW: Act(frozenset({Stage.DEPLOYED})),
    Verb.TRANSFER: Act(PRESENT, (_another_department,)),
    Verb.RELEASE: Act(IN_HAND, (_gates_for_release,)),
    Verb.RECYCLE: Act(IN_HAND, (_drives_safe_or_custodian,)),
    Verb.CORRECT: Act(EVERYWHERE),
}
