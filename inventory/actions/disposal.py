"""The end: release (donate, sell, return to the lessor) and recycling."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inventory.access import require
from inventory.actions._record import Outcome, only, record_verb
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Device, Person
from inventory.roles import May

WAYS = ("donated", "sold", "returned")


def release_devices(
    *, devices: Sequence[Device], how: str, to: str, custodian: str = "", on: date, by: Person
) -> Outcome:
    """Let each device go to `to`: donated, sold, or returned to its lessor.

    Donation and sale need every gate; a return needs safe drives, or a named `custodian` who takes over the data risk
    in writing, which only a person with that right may accept.
    """
    if how not in WAYS:
        raise IllegalAct(_("A device is donated, sold or returned."))
    if not to:
        raise IllegalAct(_("Say who receives the device."))
    if custodian and how != "returned":
        raise IllegalAct(_("An unwiped drive is never donated or sold: a custodian does not change that."))
    facts = {"how": how, "to": to, "custodian": custodian}
    return _leave(devices, Verb.RELEASE, facts, _("Release"), on, by)


def release_device(*, device: Device, how: str, to: str, custodian: str = "", on: date, by: Person) -> Device:
    """Let one device go. Raises IllegalAct. See `release_devices`."""
    return only(release_devices(devices=[device], how=how, to=to, custodian=custodian, on=on, by=by))


def recycle_devices(
    *,
    devices: Sequence[Device],
    to: str,
    certificate: str = "",
    reason: str = "",
    custodian: str = "",
    on: date,
    by: Person,
) -> Outcome:
    """Hand each device to a recycler. Its drives must be safe, or a named custodian takes over the data risk."""
    if not to:
        raise IllegalAct(_("Say which recycler takes the device."))
    facts = {"to": to, "certificate": certificate, "reason": reason, "custodian": custodian}
    return _leave(devices, Verb.RECYCLE, facts, _("Recycling"), on, by)


def recycle_device(
    *,
    device: Device,
    to: str,
    certificate: str = "",
    reason: str = "",
    custodian: str = "",
    on: date,
    by: Person,
) -> Device:
    """Hand one device to a recycler. Raises IllegalAct."""
    return only(
        recycle_devices(
            devices=[device], to=to, certificate=certificate, reason=reason, custodian=custodian, on=on, by=by
        )
    )


def _leave(devices: Sequence[Device], verb: Verb, facts: dict[str, Any], label: str, on: date, by: Person) -> Outcome:
    if facts["custodian"]:
        require(by, May.ACCEPT_DATA_RISK, {device.department_id for device in devices})
    return record_verb(devices=devices, verb=verb, facts=facts, on=on, label=label, by=by)
