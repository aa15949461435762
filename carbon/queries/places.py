"""Where savings arise: the sites of a recompute, and one cluster."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from carbon.engine.components import NAMES, Components
from carbon.engine.uncertainty import Bounds
from carbon.models import COLUMNS, DepartmentTotal, Footprint, Recompute


def sites_counted(recompute: Recompute) -> list[tuple[str, str]]:
    """Code and name of every site that figures of a recompute are booked at, by name. One query."""
    rows = DepartmentTotal.objects.filter(recompute=recompute, site__isnull=False)
    return list(rows.values_list("site__code", "site__name").distinct().order_by("site__name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSaving:
    """What the devices that are now in a cluster have saved so far, wherever they served before."""

    figures: Bounds
    devices: int
    service_days: int


def cluster_saving(recompute: Recompute, cluster_id: int) -> ClusterSaving:
    """Of the devices of a cluster that are assessed. One query, found by the cluster's devices."""
    rows = Footprint.objects.filter(recompute=recompute, device__cluster_id=cluster_id)
    sums = rows.aggregate(
        devices_sum=Count("device_id"), days_sum=Sum("service_days"), **{name: Sum(name) for name in COLUMNS}
    )
    low, central, high = (
        Components(**{name: sums[f"{name}{end}_g"] or 0 for name in NAMES}) for end in ("_low", "", "_high")
    )
    return ClusterSaving(
        figures=Bounds(low=low, central=central, high=high),
        devices=sums["devices_sum"],
        service_days=sums["days_sum"] or 0,
    )
