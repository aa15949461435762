"""One device or some: recognised, looked up by code, counted per stage, folded, told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from inventory import ledger
from inventory.lifecycle import Stage
from inventory.models import Device, DeviceEvent
from inventory.models.device import DeviceQuerySet

STANDING_DEVICES = Count("devices", filter=~Q(devices__left_how="undone"))
"""How many devices a department, a site or a model has; those whose receipt was undone are in no number."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a machine is recognised by, strongest first. Empty texts never count."""

    asset_tag: str = ""
    machine_key: str = ""
    hardware_uuid: str = ""
    report_sha256: str = ""

    def texts(self) -> list[str]:
        """The traits that are there, each marked by its kind."""
        named = {
            "tag": self.asset_tag.casefold(),
            "serial": self.machine_key,
            "uuid": self.hardware_uuid,
            "report": self.report_sha256,
        }
        return [f"{kind}:{text}" for kind, text in named.items() if text]


@dataclass(frozen=True, slots=True)
class Known:
    """The devices that some traits point to."""

    devices: list[Device] = field(default_factory=list)

    @property
    def device(self) -> Device | None:
        """The device, when the traits point to one."""
        return self.devices[0] if len(self.devices) == 1 else None

    @property
    def disagree(self) -> bool:
        """Whether the traits point to several devices, which a person has to decide."""
        return len(self.devices) > 1


def known_devices(traits: Sequence[Traits]) -> list[Known]:
    """For each set of traits the device that it names: by tag, else serial, else hardware UUID, else report.

    A weaker trait counts only when no stronger one is known anywhere, except that a tag and a serial which name two
    different devices disagree, and so do a serial and a tag the other way round. One query.
    """
    by_trait: dict[str, Device] = {}
    named = Q(pk__in=[])
    for column, values in {
        "asset_tag": {trait.asset_tag for trait in traits},
        "serial_key": {trait.machine_key for trait in traits},
        "hardware_uuid": {trait.hardware_uuid for trait in traits},
        "report_sha256": {trait.report_sha256 for trait in traits},
    }.items():
        present = sorted(values - {""})
        if column == "asset_tag":
            present = sorted({*present, *(value.upper() for value in present), *(value.lower() for value in present)})
        if present:
            named |= Q(**{f"{column}__in": present})
    for device in Device.objects.filter(named):
        own = Traits(device.asset_tag, device.serial_key, device.hardware_uuid, device.report_sha256)
        for text in own.texts():
            by_trait.setdefault(text, device)
    return [_recognise(trait, by_trait) for trait in traits]


def _recognise(trait: Traits, by_trait: dict[str, Device]) -> Known:
    tag_and_serial = [by_trait[text] for text in Traits(trait.asset_tag, trait.machine_key).texts() if text in by_trait]
    if tag_and_serial:
        return Known(list({device.pk: device for device in tag_and_serial}.values()))
    if trait.asset_tag or trait.machine_key:
        # It names itself, by a name that nobody has: only the same report file can still say that it is known.
        weaker = Traits(report_sha256=trait.report_sha256)
    else:
        weaker = Traits(hardware_uuid=trait.hardware_uuid, report_sha256=trait.report_sha256)
    found = [by_trait[text] for text in weaker.texts() if text in by_trait]
    return Known(found[:1])


def find_by_code(code: str, devices: DeviceQuerySet) -> DeviceQuerySet:
    """The devices that a scanned or typed code names exactly: a tag, a serial, or an address that ends in a tag."""
    text = code.strip().rstrip("/")
    if "/" in text and "://" in text:
        text = text.rsplit("/", 1)[-1]
    return devices.filter(Q(asset_tag__iexact=text) | Q(serial__iexact=text)).order_by("stage_since")


def stage_counts(devices: DeviceQuerySet) -> dict[Stage, int]:
    """How many of the devices are in each stage, in the order of the work. One query."""
    found = dict(devices.order_by().values_list("stage").annotate(devices=Count("pk")))
    return {stage: found.get(stage.value, 0) for stage in Stage}


def facts_of(devices: Iterable[Device]) -> dict[int, ledger.DeviceFacts]:
    """The folded facts of these devices, by key. One query."""
    keys = [device.pk for device in devices]
    events: dict[int, list[ledger.Event]] = defaultdict(list)
    for row in DeviceEvent.objects.filter(device__in=keys).in_order():
        events[row.device_id].append(row.as_event())
    return {key: ledger.fold(events[key]) for key in keys}


def timeline(device: Device) -> list[DeviceEvent]:
    """The acts on a device, latest first, with who did them and whether they were taken back. One query."""
    rows = device.events.select_related("by", "batch", "reversal", "reverses")
    return list(rows.order_by("-happened_on", "-pk"))
