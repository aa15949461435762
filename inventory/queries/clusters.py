"""What pages ask about clusters: totals of all, the nodes of one, and which devices could join it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, IntegerField, QuerySet, Sum, Value, When

from inventory.access import visible_devices
from inventory.lifecycle import Stage
from inventory.models import Cluster, Device, Person, Placement


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a cluster: the open placements whose devices a person sees, and totals of all of them."""

    seen: list[Placement]
    number: int
    ram_gb: Decimal

    @property
    def unseen(self) -> int:
        """How many belong to departments that the person does not see."""
        return self.number - len(self.seen)


def clusters_with_totals() -> list[Cluster]:
    """Every cluster by name, with `nodes` and `ram_gb` of the devices that serve in it now. One query."""
    totals = Cluster.objects.select_related("site").annotate(nodes=Count("devices"), ram_gb=Sum("devices__ram_gb"))
    return list(totals.order_by("name"))


def nodes_of(cluster: Cluster, person: Person) -> Nodes:
    """Who serves in a cluster now, by slot. Two queries."""
    serving = Placement.objects.filter(cluster=cluster, ended_on=None)
    totals = serving.aggregate(number=Count("pk"), ram_gb=Sum("device__ram_gb"))
    seen = serving.filter(device__in=visible_devices(person)).select_related("device__model", "device__department")
    in_order = sorted(
        seen, key=lambda placement: (not placement.slot, _slot(placement.slot), placement.device.asset_tag)
    )
    return Nodes(in_order, totals["number"], totals["ram_gb"] or Decimal(0))


def ready_for(cluster: Cluster, person: Person) -> QuerySet[Device]:
    """The ready devices that a person sees: those at the cluster's site first, then by memory."""
    near = Case(When(site=cluster.site_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    ready = visible_devices(person).in_stage(Stage.READY).with_names()
    return ready.annotate(distance=near).order_by("distance", "-ram_gb", "asset_tag")


def _slot(slot: str) -> tuple[str, int]:
    """Slots in the order people count: node 2 before node 10."""
    digits = slot[len(slot.rstrip("0123456789")) :]
    return (slot.removesuffix(digits) if digits else slot, int(digits or 0))
