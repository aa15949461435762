"""What comes in: one machine as far as it is known, and what becomes of a list of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from inventory.access import Rights
from inventory.actions._fitting import too_long
from inventory.actions.deployment import Claim
from inventory.actions.testing import GRADES
from inventory.identity import (
    is_fit_tag,
    is_placeholder,
    machine_key,
    manufacturer_key,
    serial_key,
    usable_serial,
    usable_uuid,
    uuid_key,
)
from inventory.lifecycle import EARLIEST, Stage
from inventory.models import Batch, Cluster, Department, Device, DeviceModel, Drive, Placement, Site
from inventory.nouns import OTHERWISE
from inventory.queries import Traits
from inventory.roles import May

UNFIT_TAG = gettext_lazy("A tag is something to see, to type and to scan: without ? # \\, and no blank at its ends.")


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
    `received_on` is its own day, where it differs from that of the whole list.
    """

    manufacturer: str = ""
    model: DeviceModel | None = None
    serial: str = ""
    asset_tag: str = ""
    hardware_uuid: str = ""
    department: Department | None = None
    site: Site | None = None
    received_on: date | None = None
    purchased_on: date | None = None
    cpu: str = ""
    ram_gb: float | None = None
    drives: Sequence[Mapping[str, Any]] | None = None
    passwords: tuple[str, ...] = ()
    grade: str = ""
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
            hardware_uuid=stored_uuid(self.hardware_uuid),
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
    doubts: dict[int, str] = field(default_factory=dict)  # by the key of a device: what was told and not taken


def faults(
    arrival: Arrival, device: Device | None, on: date, *, first_received_on: date | None, rights: Rights
) -> list[str]:
    """Why an arrival cannot be taken as that device (None: as a new one), in words.

    `first_received_on`: when GreenLab first received the device, other than by taking its service over.
    """
    told = [implausible(arrival, on), _known_before(arrival, device, first_received_on)]
    told += [_another_machine(arrival, device), _not_to_list(arrival, device, rights)]
    return [sentence for sentence in told if sentence]


def _known_before(arrival: Arrival, device: Device | None, first_received_on: date | None) -> str | None:
    """A service that GreenLab might have seen begin went through its gates, whether or not the receipt still stands."""
    service = arrival.in_service
    if device is None or service is None or device.stage != Stage.OUT or same_file_again(device, arrival):
        return None
    if first_received_on is None or service.since < first_received_on:
        return None
    told = {"tag": device.asset_tag, "day": date_format(first_received_on)}
    return _("%(tag)s was received here on %(day)s: a service is taken over only if it began before.") % told


def _another_machine(arrival: Arrival, device: Device | None) -> str | None:
    """A tag that is known with another serial, maker or model: a label on the wrong machine, or a typing error.

    Not ours to decide. Where the serials agree it is the machine, however its maker and model are written.
    """
    if device is None or device.left_how == "undone":
        return None
    serials = [text for text in (arrival.serial, device.serial) if text and not is_placeholder(text)]
    told = {"tag": device.asset_tag, "serial": device.serial}
    if len(serials) == 2 and serial_key(serials[0]) != serial_key(serials[1]):
        return _("%(tag)s has serial %(serial)s here: either its tag or its serial is another machine's.") % told
    if len(serials) == 2 and usable_serial(serials[0]):
        return None
    makers = [manufacturer_key(text) for text in (arrival.manufacturer, device.manufacturer) if text]
    other_model = arrival.model is not None and device.model_id not in (None, arrival.model.pk)
    if not other_model and len(set(makers)) < 2:
        return None
    kind = str(device.model) if other_model else device.manufacturer
    return _("%(tag)s is a %(kind)s here: either its tag is another machine's, or one of the two is wrong.") % {
        "tag": device.asset_tag,
        "kind": kind,
    }


def _not_to_list(arrival: Arrival, device: Device | None, rights: Rights) -> str | None:
    """The list of drives opens and shuts the wipe gate: taking over a machine does not include it."""
    if device is None or device.stage == Stage.OUT or "drives" not in gaps(device, arrival):
        return None
    if any(rights.may(right, device.department_id) for right in (May.RECEIVE, May.PREPARE)):
        return None
    return _("The drives of %(tag)s are not listed here, and your role does not include listing them.") % {
        "tag": device.asset_tag
    }


def doubts(device: Device, arrival: Arrival) -> dict[str, str]:
    """What is told of a device that is here and not taken, in words by the name of its fact: it stays as recorded."""
    if device.stage == Stage.OUT:
        return {}
    told = {}
    if arrival.asset_tag and arrival.asset_tag.casefold() != device.asset_tag.casefold():
        said = _("Here its tag is %(tag)s, not %(told)s. If that is wrong, correct the tag on its page.")
        told["asset_tag"] = said % {"tag": device.asset_tag, "told": arrival.asset_tag}
    if arrival.in_service and device.stage != Stage.DEPLOYED:
        said = _("It is said to be in service, but %(tag)s stands in the workshop: deploy it from its page.")
        told["status"] = said % {"tag": device.asset_tag}
    return told


def same_file_again(device: Device, arrival: Arrival) -> bool:
    """Whether it left since the very file was read that is read now: an old file is no sign that it came back."""
    return device.left_how != "undone" and bool(device.report_sha256) and device.report_sha256 == arrival.report_sha256


def implausible(arrival: Arrival, on: date) -> str | None:
    """What can't be true of any machine, in words."""
    ram_gb, distance_km, service = arrival.ram_gb, arrival.collection_km, arrival.in_service
    begun_on = service.since if service else on
    tag = arrival.asset_tag
    wrong = (
        (UNFIT_TAG, tag and not is_fit_tag(tag)),
        (gettext_noop("Nothing here happened before %(earliest)s."), begun_on < EARLIEST),
        (gettext_noop("The purchase on %(day)s is after the receipt."), _is_after(arrival.purchased_on, begun_on)),
        (
            gettext_noop("A service that is taken over began before the day on which that is done."),
            service and service.since >= on,
        ),
        (gettext_noop("Memory is between 0 and 1024 GB."), ram_gb is not None and not 0 <= ram_gb <= 1024),
        (
            gettext_noop("A distance is between 0 and 40,000 km."),
            distance_km is not None and not 0 <= distance_km <= 40_000,
        ),
        (gettext_noop("Where it would have gone is one of: %(fates)s."), arrival.otherwise_fate not in OTHERWISE),
        (gettext_noop("A grade is one of %(grades)s."), arrival.grade and arrival.grade not in GRADES),
    )
    sentence = next((sentence for sentence, holds in wrong if holds), None)
    if sentence is None:
        return too_long(_texts(arrival))
    return _(str(sentence)) % {
        "day": date_format(arrival.purchased_on) if arrival.purchased_on else "",
        "earliest": EARLIEST.year,
        "fates": ", ".join(OTHERWISE),
        "grades": ", ".join(GRADES),
    }


def _texts(arrival: Arrival) -> Iterator[Model]:
    """The rows that the texts of an arrival will stand in."""
    names = ("asset_tag", "manufacturer", "serial", "cpu")
    yield Device(**{name: getattr(arrival, name) for name in names})
    for drive in arrival.drives or ():
        yield Drive(**{name: drive.get(name) or "" for name in ("serial", "model", "medium")})
    if arrival.in_service is not None:
        yield Placement(recipient=arrival.in_service.recipient, slot=arrival.in_service.slot)


def _is_after(one: date | None, other: date) -> bool:
    return one is not None and one > other


def gaps(device: Device, arrival: Arrival) -> dict[str, Any]:
    """What the arrival tells that nobody has recorded yet: human edits win over later reports.

    Keys are those of `effects.CORRECTABLE`.
    """
    told = {
        "manufacturer": (device.manufacturer, arrival.manufacturer),
        "model_id": (device.model_id, arrival.model.pk if arrival.model else None),
        "serial": (device.serial, arrival.serial),
        "hardware_uuid": (device.hardware_uuid, stored_uuid(arrival.hardware_uuid)),
        "department_id": (device.department_id, arrival.department.pk if arrival.department else None),
        "site_id": (device.site_id, arrival.site.pk if arrival.site else None),
        "cpu": (device.cpu, arrival.cpu),
        "ram_gb": (device.ram_gb, arrival.ram_gb),
    }
    changes: dict[str, Any] = {name: value for name, (known, value) in told.items() if not known and value}
    if not device.drives_known and arrival.drives is not None:
        changes["drives"] = [dict(drive) for drive in arrival.drives]
    return changes


def stored_uuid(text: str) -> str:
    """One key for a UUID in either byte order; empty where it identifies nothing."""
    usable = usable_uuid(text)
    return uuid_key(usable) if usable else ""


def receipt_facts(arrival: Arrival) -> dict[str, Any]:
    """The facts of the event that receives this arrival."""
    return {
        "manufacturer": arrival.manufacturer,
        "model_id": arrival.model.pk if arrival.model else None,
        "serial": arrival.serial,
        "asset_tag": arrival.asset_tag,
        "hardware_uuid": stored_uuid(arrival.hardware_uuid),
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
