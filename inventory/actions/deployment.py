"""Service: deploy to a cluster, a person or an outside recipient; see, withdraw, transfer."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventory.actions._record import Outcome, only, record_verb
from inventory.lifecycle import IllegalAct, Verb
from inventory.models import Cluster, Department, Device, Evidence, Person, Placement, Site
from inventory.nouns import DISPLACED

Kind = Placement.Kind

# What is usually not bought, for each kind of place: a person's laptop is used 4 years, a desktop of a room 5.
USUAL_CLASS = {Kind.CLUSTER: "desktop_sff", Kind.PERSON: "laptop_all", Kind.OUTSIDE: "laptop_all"}
USUAL_MONTHS = {Kind.CLUSTER: 60, Kind.PERSON: 48, Kind.OUTSIDE: 48}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a deployed device is claimed to replace. Fixed on the day; changed only by a later act, as a restatement.

    `displaced_per_device`: new machines needed per reused device for the same function (1 for a person's place; new
    over reused throughput for compute, with `ratio_evidence`). `displacement_tier`: document, stated or unknown.
    """

    displaced_class: str = "laptop_all"
    displaced_lifetime_months: float = 48
    displaced_per_device: float = 1
    displacement_tier: str = Placement.Tier.UNKNOWN
    document: str = ""
    ratio_evidence: str = ""
    evidence_id: int | None = None


def claim_for(kind: str, told: Mapping[str, Any]) -> Claim:
    """The claim that was told, under the names of `Claim`, with the usual of that kind of place where nothing was.

    A ratio may be 0, so only None stands for one that was not told.
    """
    place, ratio = Kind(kind), told.get("displaced_per_device")
    return Claim(
        displaced_class=told.get("displaced_class") or USUAL_CLASS[place],
        displaced_lifetime_months=told.get("displaced_lifetime_months") or USUAL_MONTHS[place],
        displaced_per_device=1 if ratio is None else ratio,
        displacement_tier=told.get("displacement_tier") or Placement.Tier.UNKNOWN,
        document=told.get("document", ""),
        ratio_evidence=told.get("ratio_evidence", ""),
    )


def deploy_devices(
    *,
    devices: Sequence[Device],
    kind: str,
    cluster: Cluster | None = None,
    site: Site | None = None,
    recipient: str = "",
    slot: str = "",
    claim: Claim | None = None,
    evidence: Evidence | None = None,
    delivery_km: float | None = None,
    on: date,
    by: Person,
) -> Outcome:
    """Put each device into service from that day on. An unwiped drive can't go, whoever asks.

    `kind`: cluster (with `cluster`), person (a person or lab) or outside; `site` where the electricity comes from (the
    cluster's own, or the device's when not given).
    """
    facts = placement_facts(
        kind=kind,
        cluster=cluster,
        site=site,
        recipient=recipient,
        slot=slot,
        claim=claim or Claim(),
        evidence=evidence,
        delivery_km=delivery_km,
    )
    return record_verb(devices=devices, verb=Verb.DEPLOY, facts=facts, on=on, label=gettext_noop("Deployment"), by=by)


def deploy_device(
    *,
    device: Device,
    kind: str,
    cluster: Cluster | None = None,
    site: Site | None = None,
    recipient: str = "",
    slot: str = "",
    claim: Claim | None = None,
    evidence: Evidence | None = None,
    delivery_km: float | None = None,
    on: date,
    by: Person,
) -> Device:
    """Put one device into service. Raises IllegalAct. See `deploy_devices`."""
    return only(
        deploy_devices(
            devices=[device],
            kind=kind,
            cluster=cluster,
            site=site,
            recipient=recipient,
            slot=slot,
            claim=claim,
            evidence=evidence,
            delivery_km=delivery_km,
            on=on,
            by=by,
        )
    )


def placement_facts(
    *,
    kind: str,
    cluster: Cluster | None,
    site: Site | None,
    recipient: str,
    slot: str,
    claim: Claim,
    evidence: Evidence | None,
    delivery_km: float | None,
) -> dict[str, Any]:
    """The facts of a deployment, checked. Raises IllegalAct in words when something is missing or contradicts."""
    if kind not in Placement.Kind.values:
        raise IllegalAct(_("A device is deployed to a cluster, to a person or lab, or to an outside recipient."))
    if (kind == Placement.Kind.CLUSTER) != (cluster is not None):
        raise IllegalAct(_("Name the cluster of a deployment to a cluster, and only of that."))
    if kind != Placement.Kind.CLUSTER and not recipient:
        raise IllegalAct(_("Say who receives the device."))
    _check_claim(claim, evidence)
    return {
        "kind": kind,
        "cluster_id": cluster.pk if cluster else None,
        "site_id": cluster.site_id if cluster else (site.pk if site else None),
        "recipient": recipient,
        "slot": slot,
        "delivery_km": delivery_km,
        "claim": {**asdict(claim), "evidence_id": evidence.pk if evidence else claim.evidence_id},
    }


def _check_claim(claim: Claim, evidence: Evidence | None) -> None:
    if claim.displaced_class not in DISPLACED:
        raise IllegalAct(_("Choose the class of new machine that would have been bought."))
    if not 1 <= claim.displaced_lifetime_months <= 180:
        raise IllegalAct(_("The lifetime of a new machine is between 1 and 180 months."))
    if not 0 <= claim.displaced_per_device <= 10:
        raise IllegalAct(_("New machines replaced by one device: between 0 and 10."))
    if claim.displacement_tier not in Placement.Tier.values:
        raise IllegalAct(_("Displacement is documented, stated or unknown."))
    documented = claim.displacement_tier == Placement.Tier.DOCUMENT
    if documented and not (claim.document or evidence or claim.evidence_id):
        raise IllegalAct(_("Documented displacement needs the document: attach it or give its reference."))


def record_sightings(*, devices: Sequence[Device], how: str = "", on: date, by: Person) -> Outcome:
    """Record that each device was seen in service on that day. Service counts to 90 days after the last sighting."""
    label = gettext_noop("Sighting")
    return record_verb(devices=devices, verb=Verb.SIGHT, facts={"how": how}, on=on, label=label, by=by)


def record_sighting(*, device: Device, how: str = "", on: date, by: Person) -> Device:
    """Record that one device was seen in service. Raises IllegalAct."""
    return only(record_sightings(devices=[device], how=how, on=on, by=by))


def withdraw_devices(
    *, devices: Sequence[Device], reason: str = "", lost: bool = False, on: date, by: Person
) -> Outcome:
    """Take each device out of service: that day is the first one not served. Its drives count as unwiped again.

    A device that is `lost` was not seen on that day: its service counts as if it had gone on unseen, and it is flagged
    missing.
    """
    facts = {"reason": reason, "lost": lost}
    return record_verb(devices=devices, verb=Verb.WITHDRAW, facts=facts, on=on, label=gettext_noop("Return"), by=by)


def withdraw_device(*, device: Device, reason: str = "", lost: bool = False, on: date, by: Person) -> Device:
    """Take one device out of service. Raises IllegalAct. See `withdraw_devices`."""
    return only(withdraw_devices(devices=[device], reason=reason, lost=lost, on=on, by=by))


def transfer_devices(*, devices: Sequence[Device], department: Department, on: date, by: Person) -> Outcome:
    """Hand each device to another department: savings from that day on are credited there."""
    return record_verb(
        devices=devices,
        verb=Verb.TRANSFER,
        facts={"department_id": department.pk},
        on=on,
        label=gettext_noop("Transfer"),
        by=by,
    )


def transfer_device(*, device: Device, department: Department, on: date, by: Person) -> Device:
    """Hand one device to another department. Raises IllegalAct."""
    return only(transfer_devices(devices=[device], department=department, on=on, by=by))
