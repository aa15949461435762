"""Pure. The fold: a device's events, in order, become the facts that hold about it.

Nothing here knows the database. The same fold makes the row of a device when an act is recorded, the state of any
past day, and the proof (by replay) that both agree.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inventory.effects import Event, apply, may_have_served
from inventory.facts import DeviceFacts
from inventory.lifecycle import IllegalAct, check
from inventory.words import VERBS

__all__ = ["DeviceFacts", "Event", "LosesItsGround", "fold", "replay", "standing"]


class LosesItsGround(IllegalAct):
    """A recorded act that would be legal no longer: `event` is that act."""

    def __init__(self, sentence: str, event: Event) -> None:
        super().__init__(sentence)
        self.event = event


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that count, in fold order: without reversed ones and without the reversals themselves.

    A reversal can be reversed in turn, which lets the first act stand again. The reversal of a deployment counts where
    the machine may have served meanwhile (see `effects`).
    """
    known = list(events)
    void: set[int] = set()
    for event in sorted(known, key=lambda event: event.sequence, reverse=True):
        if event.reverses is not None and event.sequence not in void:
            void.add(event.reverses)
    counting = (event for event in known if event.reverses is None or may_have_served(event))
    return sorted((event for event in counting if event.sequence not in void), key=lambda event: event.order)


def fold(events: Iterable[Event], before: date | None = None, known_at: datetime | None = None) -> DeviceFacts:
    """The facts that these events make.

    `before` cuts valid time (days before it count, the day itself does not); `known_at` cuts the time of recording.
    """
    known = [event for event in events if known_at is None or event.recorded_at <= known_at]
    facts = DeviceFacts()
    for event in standing(known):
        if before is None or event.happened_on < before:
            apply(facts, event)
    return facts


def replay(events: Iterable[Event], new: Collection[int] = ()) -> DeviceFacts:
    """Fold while checking that each act was legal on its day.

    Raises IllegalAct: with its own reason for the events whose sequences are `new`, and naming the later act that
    would no longer be legal otherwise. What was recorded before a rule was made stands: of the acts that are not new,
    those are named which the new ones leave without their ground, not those that the rule would refuse today anyway.
    """
    facts, known = DeviceFacts(), list(events)
    undoing = any(event.reverses is not None for event in known if event.sequence in new)
    for event in standing(known):
        try:
            _check(event, facts)
        except IllegalAct as refusal:
            if event.sequence in new:
                raise
            if not new or str(refusal) != _refused_anyway(known, new).get(event.sequence):
                raise _without_ground(event, refusal, undoing) from refusal
        apply(facts, event)
    return facts


def _without_ground(event: Event, refusal: IllegalAct, undoing: bool) -> LosesItsGround:
    said = _("“%(act)s” of %(day)s would no longer hold: %(reason)s")
    if undoing:
        said = _("“%(act)s” of %(day)s rests on this: take that back first.")
    told = {"act": VERBS[event.verb].done, "day": date_format(event.happened_on), "reason": refusal}
    return LosesItsGround(said % told, event)


def _check(event: Event, facts: DeviceFacts) -> None:
    if event.reverses is None:
        check(event.verb, facts, event.facts)


def _refused_anyway(events: Iterable[Event], new: Collection[int]) -> dict[int, str]:
    """The acts that would be refused today without the new ones already, with the reasons."""
    facts, refused = DeviceFacts(), {}
    for event in standing(event for event in events if event.sequence not in new):
        try:
            _check(event, facts)
        except IllegalAct as refusal:
            refused[event.sequence] = str(refusal)
        apply(facts, event)
    return refused
