"""One device as lists, boards and batches show it: a row with what it waits for, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inventory import nouns, words
from inventory.facts import DriveState
from inventory.lifecycle import IN_HAND, Stage
from inventory.models import Device, Drive, Placement
from inventory.models.device import DeviceQuerySet
from inventory.queries.work import LATE_DAYS


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a device."""

    device: Device
    word: nouns.Words
    age: str
    age_tone: str
    waits: list[str]
    where: str
    disk_gb: str
    ram_gb: str
    flags: list[nouns.Words]

    @property
    def tag(self) -> str:
        return self.device.asset_tag

    @property
    def url(self) -> str:
        return self.device.get_absolute_url()

    @property
    def model(self) -> str:
        return model_of(self.device)


def for_rows(devices: DeviceQuerySet) -> DeviceQuerySet:
    """Fetch with each device what its row shows: two queries beside the one for the devices."""
    opened = Prefetch("placements", Placement.objects.filter(ended_on=None), to_attr="open_placements")
    drives = Prefetch("drives", Drive.objects.order_by("pk"), to_attr="listed_drives")
    return devices.with_names().prefetch_related(opened, drives)


def rows_of(devices: Iterable[Device], today: date) -> list[Row]:
    """Rows of devices that `for_rows` fetched."""
    return [row_of(device, today) for device in devices]


def row_of(device: Device, today: date) -> Row:
    """The row of one device."""
    drives: list[Any] = getattr(device, "listed_drives", [])
    placements: list[Any] = getattr(device, "open_placements", [])
    stage = Stage(device.stage)
    disk_gb = sum(
        drive.size_gb or 0 for drive in drives if drive.state not in (DriveState.ABSENT, DriveState.DESTROYED)
    )
    return Row(
        device=device,
        word=words.STAGES[stage],
        age=words.since(device.stage_since, today),
        age_tone=lateness(stage, (today - device.stage_since).days),
        waits=waits_for(device, drives) if stage in IN_HAND else [],
        where=place_of(device, placements[0]) if placements else "",
        disk_gb=nouns.amount(round(disk_gb)) if disk_gb else "",
        ram_gb=nouns.amount(device.ram_gb),
        flags=[nouns.FLAGS.get(flag, flag) for flag in device.flags],
    )


def lateness(stage: Stage, days: int) -> str:
    """The tone of an age: warn when a device is late in its stage, bad when it is very late."""
    few, many = LATE_DAYS.get(stage, (10**6, 10**6))
    return "bad" if days >= many else "warn" if days >= few else ""


def waits_for(device: Device, drives: list[Any]) -> list[str]:
    """What keeps a device from being ready, short enough for a row."""
    waits = []
    if device.model_id is None:
        waits.append(_("model not known"))
    if device.department_id is None:
        waits.append(_("department not known"))
    if not device.drives_known:
        waits.append(_("drives not listed"))
    waits += [_("%(password)s is set") % {"password": nouns.PASSWORDS.get(which, which)} for which in device.passwords]
    if device.test_passed is None:
        waits.append(_("no test yet"))
    elif not device.test_passed:
        waits.append(_("test failed"))
    unwiped = sum(drive.state == DriveState.UNWIPED for drive in drives)
    if unwiped:
        waits.append(ngettext("%(n)d drive not wiped", "%(n)d drives not wiped", unwiped) % {"n": unwiped})
    if device.plan_kind:
        waits.append(_("%(part)s to fit") % {"part": nouns.part(device.plan_kind, device.plan_quantity)})
    return waits


def place_of(device: Device, placement: Placement) -> str:
    """Where a device serves."""
    place = str(device.cluster) if device.cluster else placement.recipient
    return f"{place} · {placement.slot}" if placement.slot else place


def model_of(device: Device) -> str:
    """The model's name, or what is known instead of it."""
    return str(device.model) if device.model else device.manufacturer or _("Model not known")
