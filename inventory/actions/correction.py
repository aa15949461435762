"""Set right what was recorded wrongly: correct a fact, take back one act, or take back a whole batch."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inventory.access import require, visible_devices
from inventory.actions._record import Act, Outcome, only, record, reversal
from inventory.actions.arrival import UNFIT_TAG
from inventory.effects import CORRECTABLE, drives_from, recognised
from inventory.facts import Drive, DriveState
from inventory.identity import is_fit_tag, machine_key
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Batch, Department, Device, DeviceEvent, DeviceModel, Person
from inventory.queries import facts_of
from inventory.roles import May


def correct_device(*, device: Device, changes: Mapping[str, Any], reason: str = "", on: date, by: Person) -> Device:
    """Set facts right that were wrong from the start. Keys of `changes` are those of `effects.CORRECTABLE`.

    Raises IllegalAct for a fact that is not corrected this way, for a tag or serial that another device has, and for a
    drive that is struck off the list without a reason.
    """
    unknown = sorted(set(changes) - set(CORRECTABLE))
    if unknown:
        raise IllegalAct(_("These facts can't be corrected by hand: %(names)s.") % {"names": ", ".join(unknown)})
    if not changes:
        raise IllegalAct(_("Nothing was changed."))
    _check_values(device, changes)
    if changes.get("department_id") is not None:
        require(by, May.CORRECT, [changes["department_id"]])
    if "drives" in changes:
        # The list of drives opens and shuts the gate as a wipe does: it takes the same right.
        require(by, May.PREPARE, [device.department_id])
        _check_struck(device, changes["drives"], reason)
    act = Act(device, Verb.CORRECT, {"changes": dict(changes), "reason": reason}, on)
    return only(record(acts=[act], by=by))


def _check_struck(device: Device, listed: Sequence[Mapping[str, Any]], reason: str) -> None:
    """A drive that may hold data, or may again once the machine has served, is not struck out without a word."""
    known = facts_of([device])[device.pk].drives or {}
    if not reason and _present(recognised(drives_from(listed), known)) < _present(known):
        raise IllegalAct(_("A drive that may hold data is struck off the list: say why."))


def _present(drives: Mapping[str, Drive]) -> int:
    return sum(drive.state in (DriveState.UNWIPED, DriveState.WIPED) for drive in drives.values())


def _check_values(device: Device, changes: Mapping[str, Any]) -> None:
    others = Device.objects.exclude(pk=device.pk)
    tag = changes.get("asset_tag", device.asset_tag)
    if tag != device.asset_tag and not is_fit_tag(tag):
        raise IllegalAct(str(UNFIT_TAG))
    if others.tagged([tag]).exists():
        raise IllegalAct(_("The tag %(tag)s belongs to another device.") % {"tag": tag})
    manufacturer = changes.get("manufacturer", device.manufacturer)
    key = machine_key(manufacturer, changes.get("serial", device.serial))
    if key and others.filter(serial_key=key).exists():
        raise IllegalAct(_("Another device has this manufacturer and serial."))
    if device.department_id is not None and changes.get("department_id", device.department_id) is None:
        # Emptied and filled again it would be a transfer, which takes another right.
        raise IllegalAct(_("A device that has a department keeps one: name the right one, or transfer it."))
    ram_gb = changes.get("ram_gb")
    if ram_gb is not None and not 0 <= ram_gb <= 1024:
        raise IllegalAct(_("Memory is between 0 and 1024 GB."))
    for name, model in (("model_id", DeviceModel), ("department_id", Department)):
        if changes.get(name) is not None and not model.objects.filter(pk=changes[name]).exists():
            raise IllegalAct(_("There is no such entry."))


def reverse_event(*, event: DeviceEvent, reason: str = "", on: date, by: Person) -> Device:
    """Take back one act by a further one. Refused when a later act rests on it, which is named. Safe to repeat.

    People take back their own acts, and those of others that they might have recorded themselves. A deployment that is
    taken back on the day of its recording was a slip, and leaves the drives wiped. Later, or once the machine was seen
    in service or withdrawn from it, it may hold data of that service: its drives count as unwiped again.
    """
    if DeviceEvent.objects.filter(reverses=event).exists():
        raise IllegalAct(_("This act was taken back already."))
    return only(record(acts=[reversal(event, on, reason, by)], by=by))


def reverse_batch(*, batch: Batch, reason: str = "", on: date, by: Person) -> Outcome:
    """Take back every act of a batch that still stands. Devices on which later acts rest are listed, not touched.

    Devices that the person does not see are neither touched nor listed.
    """
    seen = batch.events.filter(device__in=visible_devices(by))
    standing = seen.filter(reversal=None).exclude(verb=Verb.REVERSE_EVENT).select_related("device")
    acts = [reversal(event, on, reason, by) for event in standing]
    if not acts:
        raise IllegalAct(_("Everything in this batch was taken back already."))
    label = _("Reversal of %(batch)s") % {"batch": batch.reference}
    return record(acts=acts, label=label, by=by)
