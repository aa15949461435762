"""Receive: one device or many, from a form, a spreadsheet, a hardware report or the API."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.access import may, require, rights_of
from inventory.actions._record import Act, Blocked, open_batch, record
from inventory.actions.arrival import (
    Arrival,
    InService,
    Intake,
    Refusal,
    doubts,
    faults,
    gaps,
    receipt_facts,
    same_file_again,
)
from inventory.actions.deployment import placement_facts
from inventory.lifecycle import IllegalAct, Stage, Verb
from inventory.models import Batch, Device, DeviceEvent, DeviceModel, Drive, Person
from inventory.queries import Known, first_receipts, known_devices
from inventory.roles import May

__all__ = ["Arrival", "InService", "Intake", "Refusal", "find_or_add_model", "receive_device", "receive_devices"]


def receive_device(*, arrival: Arrival, on: date, by: Person) -> Device:
    """Receive one machine. Raises IllegalAct; a machine that is here already comes back as it is."""
    intake = receive_devices(arrivals=[arrival], on=on, by=by)
    if intake.refused:
        raise IllegalAct(intake.refused[0].reason)
    return (intake.received + intake.filled + intake.unchanged)[0]


def receive_devices(
    *,
    arrivals: Sequence[Arrival],
    reference: str = "",
    label: str = "",
    source: str = "",
    batch: Batch | None = None,
    on: date,
    by: Person,
) -> Intake:
    """Receive machines: the good ones are committed, the others come back with the reason. Safe to repeat.

    A machine that left is the same device with a new stay. One that is here keeps what people recorded; what was not
    known about it is filled in. `batch`: one that is open already, so that a long list can come in by parts.
    Raises IllegalAct when somebody else receives one of them at the same moment.
    """
    _require(arrivals, by)
    try:
        with transaction.atomic():
            return _receive(arrivals, reference, label, source, batch, on, by)
    except IntegrityError as clash:
        said = _("Somebody else received one of these machines at this very moment. Nothing was received: try again.")
        raise IllegalAct(said) from clash


def _receive(
    arrivals: Sequence[Arrival], reference: str, label: str, source: str, batch: Batch | None, on: date, by: Person
) -> Intake:
    known = known_devices([arrival.traits for arrival in arrivals])
    sorting = _Sorting(on, first_receipts(device for found in known for device in found.devices), by)
    for arrival, candidates in zip(arrivals, known, strict=True):
        sorting.add(arrival, candidates)
    if batch is None and sorting.arriving and (reference or len(sorting.arriving) > 1):
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
    return Intake(received, filled, sorting.unchanged, sorting.refused + refused, batch, sorting.doubts)


def _require(arrivals: Sequence[Arrival], by: Person) -> None:
    """Taking over what is in service already is a right of its own; it needs no right to receive."""
    for right, in_service in ((May.RECEIVE, False), (May.IMPORT_IN_SERVICE, True)):
        of_kind = [arrival for arrival in arrivals if (arrival.in_service is not None) == in_service]
        require(by, right, {arrival.department.pk if arrival.department else None for arrival in of_kind})


class _Sorting:
    """Arrivals, each on its way: new or back again, here with gaps to fill, here and unchanged, refused."""

    def __init__(self, on: date, first_receipts: Mapping[int, date], by: Person) -> None:
        self.on = on
        self.first_receipts = first_receipts
        self.rights = rights_of(by)
        self.arriving: list[tuple[Device | None, Arrival]] = []
        self.filling: list[tuple[Device, Arrival]] = []
        self.fills: list[Act] = []
        self.unchanged: list[Device] = []
        self.refused: list[Refusal] = []
        self.doubts: dict[int, str] = {}
        self._seen: set[str | int] = set()

    def add(self, arrival: Arrival, candidates: Known) -> None:
        """Sort one arrival in, by the devices that it may be."""
        device = candidates.device
        if reason := self._fault(arrival, candidates):
            self.refused.append(Refusal(arrival, reason))
        elif device is None or (device.stage == Stage.OUT and not same_file_again(device, arrival)):
            self.arriving.append((device, arrival))
        elif device.stage != Stage.OUT and gaps(device, arrival):
            self.fills.append(_fill(device, arrival, arrival.received_on or self.on))
            self.filling.append((device, arrival))
        else:
            self.unchanged.append(device)
        if device is not None and (told := doubts(device, arrival)):
            self.doubts[device.pk] = " ".join(told.values())

    def _fault(self, arrival: Arrival, candidates: Known) -> str | None:
        # Whoever guesses a tag or a serial learns that it is taken, and nothing else.
        if not all(self.rights.may(May.VIEW, device.department_id) for device in candidates.devices):
            return _("It is known already, in a department whose devices you do not see.")
        if candidates.disagree:
            named = ", ".join(device.asset_tag for device in candidates.devices)
            return _("The tag and the serial belong to different devices (%(named)s): look at both.") % {"named": named}
        marks: set[str | int] = {*arrival.traits.texts(), *(device.pk for device in candidates.devices)}
        if marks & self._seen:
            return _("It repeats another machine of the same list.")
        self._seen |= marks
        device = candidates.device
        first = self.first_receipts.get(device.pk) if device else None
        on = arrival.received_on or self.on
        return next(iter(faults(arrival, device, on, first_received_on=first, rights=self.rights)), None)


def _fill(device: Device, arrival: Arrival, on: date) -> Act:
    facts = {"changes": gaps(device, arrival), "reason": _("filled from a report"), "evidence_id": arrival.evidence_id}
    # An old register tells of days before the receipt, on which there was nothing to correct.
    return Act(device, Verb.CORRECT, facts, max(on, device.received_on))


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
    day = arrival.received_on or on
    return Device(
        # A tag of our own is made from the key, which there is only after this row.
        asset_tag=arrival.asset_tag or f"~{uuid4().hex[:30]}",
        # Not here before its receipt is recorded, which may be refused.
        stage=Stage.OUT,
        left_how="undone",
        left_on=day,
        stage_since=day,
        received_on=day,
        first_received_on=day,
        department=arrival.department,
        report_sha256=arrival.report_sha256,
    )


def _stay(device: Device, arrival: Arrival, on: date) -> list[Act]:
    """The acts that begin a stay: the receipt, the grade, and the service that a machine was in before GreenLab."""
    facts = receipt_facts(replace(arrival, asset_tag=arrival.asset_tag or device.asset_tag))
    day = arrival.received_on or on
    service = arrival.in_service
    if service is None:
        acts = [Act(device, Verb.RECEIVE, facts, day)]
    else:
        facts["before_greenlab"] = True
        acts = [Act(device, Verb.RECEIVE, facts, service.since, right=May.IMPORT_IN_SERVICE)]
    if arrival.grade:
        acts.append(Act(device, Verb.GRADE, {"grade": arrival.grade}, acts[0].on, right=acts[0].right or May.RECEIVE))
    return acts if service is None else [*acts, *_takeover(device, arrival, service, day)]


def _takeover(device: Device, arrival: Arrival, service: InService, day: date) -> list[Act]:
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
        Act(device, Verb.DEPLOY, {**placed, "before_greenlab": True}, service.since, right=May.IMPORT_IN_SERVICE),
        Act(device, Verb.SIGHT, {"how": _("taken over into GreenLab")}, day, right=May.IMPORT_IN_SERVICE),
    ]


def free_tags(keys: Sequence[int]) -> list[str]:
    """Tags of our own for the devices with those keys: GL-000123, and more when somebody used that already."""
    wished = [f"GL-{key:06d}" for key in keys]
    taken = {tag.upper() for tag in Device.objects.tagged(wished).values_list("asset_tag", flat=True)}
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
    if not may(by, May.IMPORT_IN_SERVICE):
        require(by, May.RECEIVE)
    found = DeviceModel.objects.filter(manufacturer__iexact=manufacturer, name__iexact=name).first()
    return found or DeviceModel.objects.create(manufacturer=manufacturer[:80], name=name[:120], form=form)
