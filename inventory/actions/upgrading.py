"""Upgrades: what is planned, what is fitted, what is taken out."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventory import nouns
from inventory.actions._record import Outcome, only, record_verb
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Device, Person

KINDS = tuple(nouns.PARTS)
CONDITIONS = ("new", "harvested")

# What one laptop can take, far above anything sold: beyond it a number is a slip of the finger.
LARGEST = {"ram": 256, "ssd": 16_000, "hdd": 24_000, "battery": 200}
RAM_MODULES_GB = (0.25, 0.5, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128)


def plan_upgrades(*, devices: Sequence[Device], kind: str, quantity: float, on: date, by: Person) -> Outcome:
    """Plan a part for each device. `quantity`: GB of memory or drive, Wh of battery."""
    _check_part(kind, quantity)
    facts = {"kind": kind, "quantity": quantity}
    return record_verb(devices=devices, verb=Verb.PLAN, facts=facts, on=on, label=gettext_noop("Plan"), by=by)


def plan_upgrade(*, device: Device, kind: str, quantity: float, on: date, by: Person) -> Device:
    """Plan a part for one device. Raises IllegalAct."""
    return only(plan_upgrades(devices=[device], kind=kind, quantity=quantity, on=on, by=by))


def cancel_plans(*, devices: Sequence[Device], reason: str = "", on: date, by: Person) -> Outcome:
    """Cancel the upgrade planned for each device."""
    label = gettext_noop("Plan cancelled")
    return record_verb(devices=devices, verb=Verb.CANCEL_PLAN, facts={"reason": reason}, on=on, label=label, by=by)


def cancel_plan(*, device: Device, reason: str = "", on: date, by: Person) -> Device:
    """Cancel the upgrade planned for one device. Raises IllegalAct."""
    return only(cancel_plans(devices=[device], reason=reason, on=on, by=by))


def install_parts(
    *,
    devices: Sequence[Device],
    kind: str,
    quantity: float,
    condition: str,
    slot: str = "",
    serial: str = "",
    on: date,
    by: Person,
) -> Outcome:
    """Fit a part to each device. `quantity`: GB of memory or drive, Wh of battery; `condition`: new or harvested.

    A harvested drive holds data until a wipe of it is recorded; a new one does not.
    """
    _check_part(kind, quantity)
    if kind == "ram" and quantity not in RAM_MODULES_GB:
        raise IllegalAct(_("There is no memory module of %(gb)g GB.") % {"gb": quantity})
    if condition not in CONDITIONS:
        raise IllegalAct(_("A part is new or harvested."))
    if serial and len(devices) > 1:
        raise IllegalAct(_("A serial names one part: fit it to one device."))
    facts = {"kind": kind, "quantity": quantity, "condition": condition, "slot": slot, "serial": serial}
    return record_verb(devices=devices, verb=Verb.INSTALL, facts=facts, on=on, label=gettext_noop("Part fitted"), by=by)


def install_part(
    *,
    device: Device,
    kind: str,
    quantity: float,
    condition: str,
    slot: str = "",
    serial: str = "",
    on: date,
    by: Person,
) -> Device:
    """Fit a part to one device. Raises IllegalAct. See `install_parts`."""
    return only(
        install_parts(
            devices=[device],
            kind=kind,
            quantity=quantity,
            condition=condition,
            slot=slot,
            serial=serial,
            on=on,
            by=by,
        )
    )


def remove_parts(
    *,
    devices: Sequence[Device],
    kind: str,
    quantity: float = 0,
    mass_kg: float = 0,
    fate: str = "recycled",
    slot: str = "",
    drive: str | None = None,
    on: date,
    by: Person,
) -> Outcome:
    """Take a part out of each device. `mass_kg` is what goes to `fate`; `stock` keeps the part for another machine."""
    _check_part(kind, quantity)
    if fate not in nouns.REMOVED:
        raise IllegalAct(_("A removed part is recycled, landfilled or kept in stock."))
    if drive is not None and kind not in ("ssd", "hdd"):
        raise IllegalAct(_("A drive is named for an SSD or a hard disk only."))
    if not 0 <= mass_kg <= 20:
        raise IllegalAct(_("A removed part weighs between 0 and 20 kg."))
    facts = {"kind": kind, "quantity": quantity, "mass_kg": mass_kg, "fate": fate, "slot": slot, "drive": drive}
    return record_verb(devices=devices, verb=Verb.REMOVE, facts=facts, on=on, label=gettext_noop("Part removed"), by=by)


def remove_part(
    *,
    device: Device,
    kind: str,
    quantity: float = 0,
    mass_kg: float = 0,
    fate: str = "recycled",
    slot: str = "",
    drive: str | None = None,
    on: date,
    by: Person,
) -> Device:
    """Take a part out of one device. Raises IllegalAct. See `remove_parts`."""
    return only(
        remove_parts(
            devices=[device],
            kind=kind,
            quantity=quantity,
            mass_kg=mass_kg,
            fate=fate,
            slot=slot,
            drive=drive,
            on=on,
            by=by,
        )
    )


def _check_part(kind: str, quantity: float) -> None:
    if kind not in KINDS:
        raise IllegalAct(_("A part is memory (ram), a drive (ssd, hdd) or a battery."))
    if not 0 <= quantity <= LARGEST[kind]:
        raise IllegalAct(
            _("%(part)s does not fit a laptop: the most is %(most)s.")
            % {"part": nouns.part(kind, quantity), "most": nouns.part(kind, LARGEST[kind])}
        )
