"""The fold: order, reversal, as-of, known-at, and the agreement of replay with what was written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.ledger import Event, fold, replay, standing
from inventory.lifecycle import IllegalAct, Stage, Verb, stage_of

DAY = date(2024, 3, 1)
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
ARRIVED = {"model_id": 1, "department_id": 1, "drives": [{"serial": "D1", "size_gb": 256}]}
WIPED = {"outcome": "wiped", "proven": True, "proof": "purge; log"}
CLAIM = {
    "displaced_class": "laptop_all",
    "displaced_lifetime_months": 48,
    "displaced_per_device": 1,
    "displacement_tier": "unknown",
}
LAB = {"kind": "person", "recipient": "lab", "claim": CLAIM}


def event(sequence, verb, facts=None, day=0, reverses=None):
    on = DAY + timedelta(days=day)
    return Event(sequence, verb, on, NOON + timedelta(days=sequence), facts or {}, reverses)


def a_life():
    return [
        event(1, Verb.RECEIVE, ARRIVED),
        event(2, Verb.TEST, {"passed": True}, day=1),
        event(3, Verb.WIPE, WIPED, day=1),
        event(4, Verb.DEPLOY, LAB, day=2),
        event(5, Verb.SIGHT, {}, day=40),
        event(6, Verb.WITHDRAW, {}, day=100),
    ]


def test_a_life_folds_into_its_facts():
    facts = fold(a_life())
    assert stage_of(facts) is Stage.WIPING  # what was on it in service is data again
    place = facts.placements[0]
    assert (place.started_on, place.ended_on, place.last_seen_on) == (
        DAY + timedelta(days=2),
        DAY + timedelta(days=100),
        DAY + timedelta(days=100),
    )


def test_as_of_a_day_leaves_that_day_out():
    on_the_day = fold(a_life(), before=DAY + timedelta(days=2))
    the_day_after = fold(a_life(), before=DAY + timedelta(days=3))
    assert (stage_of(on_the_day), stage_of(the_day_after)) == (Stage.READY, Stage.DEPLOYED)


def test_known_at_leaves_out_what_was_recorded_later():
    assert stage_of(fold(a_life(), known_at=NOON + timedelta(days=2))) is Stage.WIPING
    assert stage_of(fold(a_life(), known_at=NOON + timedelta(days=3))) is Stage.READY


def test_events_of_a_day_fold_in_the_order_of_recording():
    failed, passed = event(2, Verb.TEST, {"passed": False}), event(3, Verb.TEST, {"passed": True})
    assert fold([event(1, Verb.RECEIVE, ARRIVED), passed, failed]).test_passed is True


def test_a_backdated_event_folds_on_its_day():
    early = event(7, Verb.TEST, {"passed": False, "battery_health_pct": 40}, day=0)
    assert fold([*a_life(), early]).battery_health_pct == 40
    assert fold([*a_life(), early]).test_passed is True


def test_a_reversed_event_does_not_count_and_a_reversed_reversal_lets_it_count_again():
    undo = event(7, Verb.REVERSE_EVENT, day=101, reverses=6)
    redo = event(8, Verb.REVERSE_EVENT, day=102, reverses=7)
    assert stage_of(fold([*a_life(), undo])) is Stage.DEPLOYED
    assert stage_of(fold([*a_life(), undo, redo])) is Stage.WIPING
    assert [item.sequence for item in standing([*a_life(), undo])] == [1, 2, 3, 4, 5]


def test_replay_names_the_later_act_that_a_reversal_would_leave_without_ground():
    undo = event(7, Verb.REVERSE_EVENT, day=101, reverses=3)
    with pytest.raises(IllegalAct, match=r"“Deployed” of .* rests on this: take that back first"):
        replay([*a_life(), undo], {7})


def test_replay_gives_a_new_act_its_own_reason():
    with pytest.raises(IllegalAct, match=r"^The device is not deployed"):
        replay([*a_life(), event(7, Verb.SIGHT, day=101)], {7})


def test_a_new_stay_starts_afresh_and_keeps_the_identity():
    life = [
        event(1, Verb.RECEIVE, {**ARRIVED, "serial": "PF1"}),
        event(2, Verb.TEST, {"passed": True}),
        event(3, Verb.WIPE, WIPED),
        event(4, Verb.RELEASE, {"how": "donated", "to": "school"}, day=5),
        event(5, Verb.RECEIVE, {"drives": [{"serial": "D1"}]}, day=500),
    ]
    facts = replay(life)
    assert (facts.stays, facts.serial, facts.test_passed, facts.left) == (2, "PF1", None, None)
    assert stage_of(facts) is Stage.TESTING


def test_memory_fitted_and_removed_adds_up():
    facts = fold(
        [
            event(1, Verb.RECEIVE, {**ARRIVED, "ram_gb": 8}),
            event(2, Verb.REMOVE, {"kind": "ram", "quantity": 4, "mass_kg": 0.02, "fate": "stock"}),
            event(3, Verb.INSTALL, {"kind": "ram", "quantity": 16, "condition": "new"}),
        ]
    )
    assert facts.ram_gb == 20


def test_a_plan_is_met_by_parts_that_add_up():
    life = [event(1, Verb.RECEIVE, ARRIVED), event(2, Verb.PLAN, {"kind": "ram", "quantity": 16})]
    half = event(3, Verb.INSTALL, {"kind": "ram", "quantity": 8, "condition": "harvested"})
    other = event(4, Verb.INSTALL, {"kind": "ram", "quantity": 8, "condition": "harvested"})
    assert fold([*life, half]).plan is not None
    assert fold([*life, half, other]).plan is None


def test_a_harvested_drive_brings_data_and_a_new_one_does_not():
    for condition, unwiped in (("harvested", 2), ("new", 1)):
        part = event(2, Verb.INSTALL, {"kind": "ssd", "quantity": 256, "condition": condition, "serial": "D9"})
        assert len(fold([event(1, Verb.RECEIVE, ARRIVED), part]).unwiped_drives()) == unwiped


def test_a_wipe_without_proof_leaves_the_drive_unwiped():
    wipe = event(2, Verb.WIPE, {"outcome": "wiped", "proven": False})
    assert fold([event(1, Verb.RECEIVE, ARRIVED), wipe]).unwiped_drives()


def test_transfers_split_ownership_by_day():
    facts = fold([event(1, Verb.RECEIVE, ARRIVED), event(2, Verb.TRANSFER, {"department_id": 2}, day=30)])
    assert facts.owners == [(DAY, 1), (DAY + timedelta(days=30), 2)]


@settings(max_examples=60)
@given(st.permutations(a_life()))
def test_the_fold_does_not_depend_on_the_order_in_which_rows_arrive(shuffled):
    assert fold(shuffled) == fold(a_life())


def before_the_rule():
    """A drive was fitted to a machine whose drives nobody had listed, and the machine then deployed."""
    return [
        event(1, Verb.RECEIVE, {**ARRIVED, "drives": None}),
        event(2, Verb.TEST, {"passed": True}),
        event(3, Verb.INSTALL, {"kind": "ssd", "quantity": 256, "condition": "new", "serial": "NEW1"}, day=1),
        event(4, Verb.DEPLOY, LAB, day=2),
    ]


def test_what_was_recorded_before_a_rule_does_not_stand_in_the_way_of_later_acts():
    seen = event(5, Verb.SIGHT, {}, day=40)
    assert stage_of(replay([*before_the_rule(), seen], {5})) is Stage.DEPLOYED


def test_an_act_that_takes_the_ground_of_such_a_one_is_refused_all_the_same():
    failed = event(5, Verb.TEST, {"passed": False}, day=1)
    with pytest.raises(IllegalAct, match="would no longer hold"):
        replay([*before_the_rule(), failed], {5})
    with pytest.raises(IllegalAct, match="would no longer hold"):
        replay(before_the_rule())
