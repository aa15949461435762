"""Every pair of stage and verb, and the gates that no role can open."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inventory.facts import DeviceFacts, Drive, DriveState, Left, Placement, Plan
from inventory.lifecycle import ACTS, IllegalAct, Stage, Verb, allowed_verbs, blockers, check, stage_of

DAY = date(2024, 3, 1)
UNWIPED = Drive("D1", serial="D1")


def facts_in(stage: Stage) -> DeviceFacts:
    """The facts of a device that is in that stage, with nothing else wrong."""
    facts = DeviceFacts(received=True, received_on=DAY, department_id=1, model_id=1, drives={})
    if stage is Stage.RECEIVED:
        facts.model_id = None
    if stage not in (Stage.RECEIVED, Stage.TESTING):
        facts.test_passed = True
    if stage is Stage.WIPING:
        facts.drives = {"D1": UNWIPED}
    if stage is Stage.UPGRADING:
        facts.plan = Plan("ram", 16)
    if stage is Stage.DEPLOYED:
        facts.placements = [a_placement()]
    if stage is Stage.OUT:
        facts.left = Left(DAY, "donated", "a school")
    return facts


def a_placement() -> Placement:
    return Placement(1, "person", DAY, None, 1, "lab", "", "laptop_all", 48, 1, "unknown", False, DAY)


def test_every_stage_is_recognised_by_its_facts():
    assert [stage_of(facts_in(stage)) for stage in Stage] == list(Stage)


# What an act needs beside its stage, so that the stage alone decides in the table below.
FACTS: dict[Verb, dict[str, Any]] = {
    Verb.WIPE: {"outcome": "destroyed"},
    Verb.RELEASE: {"how": "donated", "to": "a school"},
    Verb.RECYCLE: {"to": "a recycler", "custodian": "the recycler"},
    Verb.TRANSFER: {"department_id": 2},
}
READY_ONLY = {Verb.DEPLOY, Verb.RELEASE}
RECORDED = [verb for verb in Verb if verb not in (Verb.REVERSE_EVENT, Verb.REVERSE_BATCH)]


def expected(stage: Stage, verb: Verb) -> bool:
    if verb in READY_ONLY:
        return stage is Stage.READY
    if verb is Verb.CANCEL_PLAN:
        return stage is Stage.UPGRADING
    if verb is Verb.PLAN:
        return stage in ACTS[verb].stages and stage is not Stage.UPGRADING
    return stage in ACTS[verb].stages


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("verb", RECORDED)
def test_a_verb_is_legal_exactly_in_its_stages(stage, verb):
    if expected(stage, verb):
        check(verb, facts_in(stage), FACTS.get(verb, {}))
    else:
        with pytest.raises(IllegalAct, match=r"\.$"):
            check(verb, facts_in(stage), FACTS.get(verb, {}))


@pytest.mark.parametrize("stage", Stage)
def test_a_verb_that_is_not_offered_would_be_refused(stage):
    facts = facts_in(stage)
    for verb in set(RECORDED) - set(allowed_verbs(facts)):
        with pytest.raises(IllegalAct):
            check(verb, facts, FACTS.get(verb, {}))


def test_a_device_that_was_never_received_can_only_be_received():
    for verb in RECORDED:
        if verb is Verb.RECEIVE:
            check(verb, DeviceFacts(), {})
        else:
            with pytest.raises(IllegalAct, match="not been received"):
                check(verb, DeviceFacts(), {})


@pytest.mark.parametrize("state", DriveState)
def test_only_an_unwiped_drive_shuts_the_gate(state):
    facts = facts_in(Stage.READY)
    facts.drives = {"D1": replace(UNWIPED, state=state)}
    shut = state is DriveState.UNWIPED
    assert (stage_of(facts) is Stage.WIPING) == shut
    for verb in READY_ONLY:
        if shut:
            with pytest.raises(IllegalAct, match="drive D1 is not wiped"):
                check(verb, facts, FACTS.get(verb, {}))
        else:
            check(verb, facts, FACTS.get(verb, {}))


def test_a_lessor_return_and_recycling_need_safe_drives_or_a_named_custodian():
    facts = facts_in(Stage.WIPING)
    for verb, act in ((Verb.RELEASE, {"how": "returned", "to": "the lessor"}), (Verb.RECYCLE, {"to": "a recycler"})):
        with pytest.raises(IllegalAct, match="custodian"):
            check(verb, facts, act)
        check(verb, facts, {**act, "custodian": "M. Ruiz"})


def test_unknown_drives_are_not_safe_drives():
    facts = facts_in(Stage.RECEIVED)
    facts.drives = None
    with pytest.raises(IllegalAct, match="list of drives is not known"):
        check(Verb.RECYCLE, facts, {"to": "a recycler"})


@pytest.mark.parametrize("outcome", ["wiped", "destroyed"])
def test_drives_that_nobody_listed_are_not_wiped(outcome):
    facts = facts_in(Stage.RECEIVED)
    facts.drives = None
    with pytest.raises(IllegalAct, match="drives are not listed"):
        check(Verb.WIPE, facts, {"outcome": outcome})
    check(Verb.WIPE, facts, {"outcome": "none_present"})


def test_a_failed_test_allows_retest_harvest_and_recycling_only():
    facts = facts_in(Stage.READY)
    facts.test_passed = False
    assert stage_of(facts) is Stage.TESTING
    for verb in (Verb.TEST, Verb.REMOVE, Verb.RECYCLE):
        check(verb, facts, FACTS.get(verb, {}))
    for verb in (Verb.DEPLOY, Verb.RELEASE, Verb.PLAN, Verb.INSTALL):
        with pytest.raises(IllegalAct):
            check(verb, facts, FACTS.get(verb, {}))


def test_a_firmware_password_keeps_a_device_in_received():
    facts = facts_in(Stage.READY)
    facts.passwords = ("administrator",)
    assert stage_of(facts) is Stage.RECEIVED
    assert blockers(facts) == ["Administrator password (firmware) is set"]


def test_a_device_from_before_greenlab_is_deployed_once_without_its_gates():
    facts = facts_in(Stage.WIPING)
    facts.before_greenlab, facts.stays = True, 1
    check(Verb.DEPLOY, facts, {"before_greenlab": True})
    with pytest.raises(IllegalAct):
        check(Verb.DEPLOY, facts, {})
    facts.placements = [replace(a_placement(), ended_on=DAY)]
    with pytest.raises(IllegalAct):
        check(Verb.DEPLOY, facts, {"before_greenlab": True})
