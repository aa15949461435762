"""What comes in: one machine as far as it is known, and what becomes of a list of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventory.actions.deployment import Claim
from inventory.actions.testing import GRADES
from inventory.identity import machine_key, usable_uuid, uuid_key
from inventory.models import Batch, Cluster, Department, Device, DeviceModel, Site
from inventory.nouns import OTHERWISE
from inventory.queries import Traits


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


def implausible(arrival: Arrival, on: date) -> str | None:
    """What can't be true of any machine, in words."""
    ram_gb, distance_km, service = arrival.ram_gb, arrival.collection_km, arrival.in_service
    begun_on = service.since if service else on
    wrong = (
        (gettext_noop("The purchase on %(day)s is after the receipt."), _is_after(arrival.purchased_on, begun_on)),
        (gettext_noop("Its service begins after the day on which it is taken over."), service and service.since > on),
        (gettext_noop("Memory is between 0 and 1024 GB."), ram_gb is not None and not 0 <= ram_gb <= 1024),
        (
            gettext_noop("A distance is between 0 and 40,000 km."),
            distance_km is not None and not 0 <= distance_km <= 40_000,
        ),
        (gettext_noop("Where it would have gone: %(fates)s."), arrival.otherwise_fate not in OTHERWISE),
        (gettext_noop("A grade is one of %(grades)s."), arrival.grade and arrival.grade not in GRADES),
    )
    sentence = next((sentence for sentence, holds in wrong if holds), None)
    day = arrival.purchased_on.isoformat() if arrival.purchased_on else ""
    return sentence and _(sentence) % {"day": day, "fates": ", ".join(OTHERWISE), "grades": ", ".join(GRADES)}


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
