"""Test and grade."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventory import nouns
from inventory.actions._record import Outcome, only, record_verb
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Device, Person

GRADES = tuple(nouns.GRADES)


def record_tests(
    *,
    devices: Sequence[Device],
    passed: bool,
    battery_health_pct: float | None = None,
    note: str = "",
    on: date,
    by: Person,
) -> Outcome:
    """Record a test of each device. `battery_health_pct`: full charge as a percentage of design, 0 to 120."""
    if battery_health_pct is not None and not 0 <= battery_health_pct <= 120:
        raise IllegalAct(_("Battery health is a percentage of the design capacity, 0 to 120."))
    facts = {"passed": passed, "battery_health_pct": battery_health_pct, "note": note}
    return record_verb(devices=devices, verb=Verb.TEST, facts=facts, on=on, label=gettext_noop("Test"), by=by)


def record_test(
    *, device: Device, passed: bool, battery_health_pct: float | None = None, note: str = "", on: date, by: Person
) -> Device:
    """Record a test of one device. Raises IllegalAct."""
    return only(
        record_tests(devices=[device], passed=passed, battery_health_pct=battery_health_pct, note=note, on=on, by=by)
    )


def grade_devices(*, devices: Sequence[Device], grade: str, on: date, by: Person) -> Outcome:
    """Grade the looks of each device, A (like new) to D (for parts)."""
    if grade not in GRADES:
        raise IllegalAct(_("A grade is one of %(grades)s.") % {"grades": ", ".join(GRADES)})
    label = gettext_noop("Grade")
    return record_verb(devices=devices, verb=Verb.GRADE, facts={"grade": grade}, on=on, label=label, by=by)


def grade_device(*, device: Device, grade: str, on: date, by: Person) -> Device:
    """Grade one device. Raises IllegalAct."""
    return only(grade_devices(devices=[device], grade=grade, on=on, by=by))
