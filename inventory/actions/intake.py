"""Receive: one device or many, from a form, a spreadsheet, a hardware report or the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.access import require
from inventory.actions._record import Act, Blocked, open_batch, record
from inventory.actions.deployment import Claim, placement_facts
from inventory.identity import machine_key, usable_uuid, uuid_key
from inventory.lifecycle import IllegalAct, Stage, Verb
from inventory.models import Batch, Cluster, Department, Device, DeviceEvent, DeviceModel, Drive, Person, Site
from inventory.queries import Known, Traits, known_devices
from inventory.roles import May

FATES = ("stored", "recycled", "landfilled", "resold", "lease_return", "unknown")


@dataclass(frozen=True, slots=True)
class InService:
    """A service that began before GreenLab: where, since when, and what it is claimed to replace."""

    kind: str
    since: date
    cluster: Cluster | None = None
    site: Site | None = None
    recipient: str = ""
    slot: str = ""
    claim: Claim = field(default_factory=Claim)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One machine that comes in, as far as it is known. `drives` None: nobody has looked; (): there are none.

    Each drive is a mapping of serial, model, size_gb (decimal GB) and medium. `row` is where it stood in its source.
    """

    manufacturer: str = ""
    model: DeviceModel | None = None
    serial: str = ""
    asset_tag: str = ""
    hardware_uuid: str = ""
    department: Department | None = None
    site: Site | None = None
    purchased_on: date | None = None
    cpu: str = ""
    ram_gb: float | None = None
    drives: Sequence[Mapping[str, Any]] | None = None
    passwords: tuple[str, ...] = ()
    otherwise_fate: str = "unknown"
    collection_km: float | None = None
    report_sha256: str = ""
    evidence_id: int | None = None
    note: str = ""
    in_service: InService | None = None
    row: int | None = None

    @property
    def traits(self) -> Traits:
        """What this machine is recognised by."""
        return Traits(
            asset_tag=self.asset_tag,
            machine_key=machine_key(self.manufacturer, self.serial),
            hardware_uuid=_uuid(self.hardware_uuid),
            report_sha256=self.report_sha256,
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """An arrival that was not taken, with the reason in words."""

    arrival: Arrival
    reason: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the arrivals.

    `received` are new or came back, `filled` were here and got what was not known, `unchanged` were here already.
    """

    received: list[Device] = field(default_factory=list)
    filled: list[Device] = field(default_factory=list)
    unchanged: list[Device] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    batch: Batch | None = None


def receive_device(*, arrival: Arrival, on: date, by: Person) -> Device:
    """Receive one machine. Raises IllegalAct; a machine that is here already comes back as it is."""
    intake = receive_devices(arrivals=[arrival], on=on, by=by)
    if intake.refused:
        raise IllegalAct(intake.refused[0].reason)
    return (intake.received + intake.filled + intake.unchanged)[0]


@transaction.atomic
def receive_devices(
    *,
    arrivals: Sequence[Arrival],
    reference: str = "",
    label: str = "",
    source: str = "",
    on: date,
    by: Person,
) -> Intake:
    """Receive machines: the good ones are committed, the others come back with the reason. Safe to repeat.

    A machine that left is the same device with a new stay. One that is here keeps what people recorded; what was not
    known about it is filled in.
    """
    departments = {arrival.department.pk if arrival.department else None for arrival in arrivals}
    require(by, May.RECEIVE, departments)
    if any(arrival.in_service for arrival in arrivals):
        require(by, May.IMPORT_IN_SERVICE, departments)
    known = known_devices([arrival.traits for arrival in arrivals])
    sorting = _Sorting(on)
    for arrival, candidates in zip(arrivals, known, strict=True):
        sorting.add(arrival, candidates)
    batch = None
    if sorting.arriving and (reference or len(sorting.arriving) > 1):
        now = timezone.now()
        batch = open_batch(label=label, recorded_at=now, kind="intake", reference=reference, source=source, by=by)
    arriving = _with_rows(sorting.arriving, batch, on)
    acts = [act for device, arrival in arriving for act in _stay(device, arrival, on)]
    outcome = record(acts=acts + sorting.fills, batch=batch, by=by)
    came_from = {device.pk: arrival for device, arrival in [*arriving, *sorting.filling]}
    refused = [Refusal(came_from[blocked.device.pk], blocked.reason) for blocked in outcome.blocked]
    _drop_unreceived(outcome.blocked)
    arrived = {device.pk for device, _arrival in arriving}
    received = [device for device in outcome.done if device.pk in arrived]
    filled = [device for device in outcome.done if device.pk not in arrived]
    return Intake(received, filled, sorting.unchanged, sorting.refused + refused, batch)


class _Sorting:
    """Arrivals, each on its way: new or back again, here with gaps to fill, here and unchanged, refused."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.arriving: list[tuple[Device | None, Arrival]] = []
        self.filling: list[tuple[Device, Arrival]] = []
        self.fills: list[Act] = []
        self.unchanged: list[Device] = []
        self.refused: list[Refusal] = []
        self._seen: set[str] = set()

    def add(self, arrival: Arrival, candidates: Known) -> None:
        """Sort one arrival in, by the devices that it may be."""
        device = candidates.device
        if reason := self._fault(arrival, candidates):
            self.refused.append(Refusal(arrival, reason))
        elif device is None or device.stage == Stage.OUT:
            self.arriving.append((device, arrival))
        elif changes := _gaps(device, arrival):
            facts = {"changes": changes, "reason": _("filled from a report")}
            self.fills.append(Act(device, Verb.CORRECT, facts, self.on))
            self.filling.append((device, arrival))
        else:
            self.unchanged.append(device)

    def _fault(self, arrival: Arrival, candidates: Known) -> str | None:
        if candidates.disagree:
            named = ", ".join(device.asset_tag for device in candidates.devices)
            return _("The tag and the serial belong to different devices (%(named)s): look at both.") % {"named": named}
        for trait in arrival.traits.texts():
            if trait in self._seen:
                return _("It repeats another machine of the same list.")
            self._seen.add(trait)
        return _implausible(arrival, self.on)


def _implausible(arrival: Arrival, on: date) -> str | None:
    """What can't be true of any machine, in words."""
    if arrival.purchased_on and arrival.purchased_on > on:
        purchase = arrival.purchased_on.isoformat()
        return _("The purchase on %(purchase)s is after the receipt.") % {"purchase": purchase}
    if arrival.ram_gb is not None and not 0 <= arrival.ram_gb <= 1024:
        return _("Memory is between 0 and 1024 GB.")
    if arrival.collection_km is not None and not 0 <= arrival.collection_km <= 40_000:
        return _("A distance is between 0 and 40,000 km.")
    if arrival.otherwise_fate not in FATES:
        return _("Where it would have gone: %(fates)s.") % {"fates": ", ".join(FATES)}
    return None


def _uuid(text: str) -> str:
    """One key for a UUID in either byte order; empty where it identifies nothing."""
    usable = usable_uuid(text)
    return uuid_key(usable) if usable else ""


def _with_rows(
    arriving: list[tuple[Device | None, Arrival]], batch: Batch | None, on: date
) -> list[tuple[Device, Arrival]]:
    """Each arrival with its row: a new one for a machine that was never here, of the batch that it came in."""
    new = Device.objects.bulk_create([_new_row(arrival, on) for device, arrival in arriving if device is None])
    untagged = [device for device in new if device.asset_tag.startswith("~")]
    for device, tag in zip(untagged, free_tags([device.pk for device in untagged]), strict=True):
        device.asset_tag = tag
    fresh = iter(new)
    rows = [(device or next(fresh), arrival) for device, arrival in arriving]
    for device, _arrival in rows:
        device.batch = batch or device.batch
    Device.objects.bulk_update([device for device, _arrival in rows], ["asset_tag", "batch"], batch_size=500)
    return rows


def _new_row(arrival: Arrival, on: date) -> Device:
    return Device(
        # A tag of our own is made from the key, which there is only after this row.
        asset_tag=arrival.asset_tag or f"~{uuid4().hex[:30]}",
        stage=Stage.RECEIVED,
        stage_since=on,
        received_on=on,
        first_received_on=on,
        department=arrival.department,
        report_sha256=arrival.report_sha256,
    )


def _stay(device: Device, arrival: Arrival, on: date) -> list[Act]:
    """The acts that begin a stay: the receipt, and the service that a machine was in before GreenLab."""
    facts = _receipt(replace(arrival, asset_tag=device.asset_tag))
    service = arrival.in_service
    if service is None:
        return [Act(device, Verb.RECEIVE, facts, on)]
    placed = placement_facts(
        kind=service.kind,
        cluster=service.cluster,
        site=service.site or arrival.site,
        recipient=service.recipient,
        slot=service.slot,
        claim=service.claim,
        evidence=None,
        delivery_km=None,
    )
    return [
        Act(device, Verb.RECEIVE, {**facts, "before_greenlab": True}, service.since),
        Act(device, Verb.DEPLOY, placed, service.since),
        Act(device, Verb.SIGHT, {"how": _("taken over into GreenLab")}, on),
    ]


def _receipt(arrival: Arrival) -> dict[str, Any]:
    return {
        "manufacturer": arrival.manufacturer,
        "model_id": arrival.model.pk if arrival.model else None,
        "serial": arrival.serial,
        "asset_tag": arrival.asset_tag,
        "hardware_uuid": _uuid(arrival.hardware_uuid),
        "department_id": arrival.department.pk if arrival.department else None,
        "site_id": arrival.site.pk if arrival.site else None,
        "purchased_on": arrival.purchased_on.isoformat() if arrival.purchased_on else None,
        "cpu": arrival.cpu,
        "ram_gb": arrival.ram_gb,
        "drives": None if arrival.drives is None else [dict(drive) for drive in arrival.drives],
        "passwords": list(arrival.passwords),
        "otherwise_fate": arrival.otherwise_fate,
        "collection_km": arrival.collection_km,
        "evidence_id": arrival.evidence_id,
        "note": arrival.note,
    }


def _gaps(device: Device, arrival: Arrival) -> dict[str, Any]:
    """What the arrival tells that nobody has recorded yet: human edits win over later reports."""
    told = {
        "manufacturer": (device.manufacturer, arrival.manufacturer),
        "model_id": (device.model_id, arrival.model.pk if arrival.model else None),
        "serial": (device.serial, arrival.serial),
        "hardware_uuid": (device.hardware_uuid, _uuid(arrival.hardware_uuid)),
        "department_id": (device.department_id, arrival.department.pk if arrival.department else None),
        "site_id": (device.site_id, arrival.site.pk if arrival.site else None),
        "cpu": (device.cpu, arrival.cpu),
        "ram_gb": (device.ram_gb, arrival.ram_gb),
    }
    changes: dict[str, Any] = {name: value for name, (known, value) in told.items() if not known and value}
    if not device.drives_known and arrival.drives is not None:
        changes["drives"] = [dict(drive) for drive in arrival.drives]
    return changes


def free_tags(keys: Sequence[int]) -> list[str]:
    """Tags of our own for the devices with those keys: GL-000123, and more when somebody used that already."""
    wished = [f"GL-{key:06d}" for key in keys]
    taken = set(Device.objects.filter(asset_tag__in=wished).values_list("asset_tag", flat=True))
    return [f"{tag}-{uuid4().hex[:6].upper()}" if tag in taken else tag for tag in wished]


def _drop_unreceived(blocked: Sequence[Blocked]) -> None:
    """A device row that was made for a receipt which was then refused is not kept."""
    keys = [item.device.pk for item in blocked]
    with_events = set(DeviceEvent.objects.filter(device__in=keys).values_list("device_id", flat=True))
    unreceived = [key for key in keys if key not in with_events]
    Drive.objects.filter(device__in=unreceived).delete()
    Device.objects.filter(pk__in=unreceived).delete()


@transaction.atomic
def find_or_add_model(*, manufacturer: str, name: str, form: str = DeviceModel.Form.LAPTOP, by: Person) -> DeviceModel:
    """The model of that manufacturer and name, whatever its case; added to the catalogue when it is new."""
    require(by, May.RECEIVE)
    found = DeviceModel.objects.filter(manufacturer__iexact=manufacturer, name__iexact=name).first()
    return found or DeviceModel.objects.create(manufacturer=manufacturer[:80], name=name[:120], form=form)
