"""The carbon panels on inventory's pages: a device's ledger in brief, and what a cluster has saved."""

from __future__ import annotations

from typing import Any

from django import template

from carbon import queries
from carbon.access import Cluster, Device
from carbon.charts.numbers import unit_for
from carbon.display import figures, ledger
from carbon.display.words import next_step
from carbon.models import Footprint, NotAssessed

register = template.Library()


@register.inclusion_tag("impact/_device_savings.html")
def device_savings(device: Device) -> dict[str, Any]:
    """The device's figure in the recompute shown, line by line. Three queries at most."""
    recompute = queries.current_recompute()
    context: dict[str, Any] = {"device": device, "recompute": recompute}
    if recompute is None:
        return context
    of_device = {"recompute": recompute, "device_id": device.pk}
    row = Footprint.objects.filter(**of_device).first()
    context["made_by"] = queries.provenance(recompute)
    if row is None:
        missing = NotAssessed.objects.filter(**of_device).first()
        return context | {
            "missing": missing,
            "next": next_step(missing.reason_code, missing.reason) if missing else None,
        }
    bounds = row.bounds()
    return context | {
        "row": row,
        "net": figures.saving(bounds, unit=ledger.UNIT),
        "lines": [line for line in ledger.lines(bounds) if line.cases.central not in {"0", "+0"}],
        "total": ledger.total(bounds, "s"),
        "unit": ledger.UNIT,
    }


@register.inclusion_tag("impact/_cluster_savings.html")
def cluster_savings(cluster: Cluster) -> dict[str, Any]:
    """What the devices of a cluster have saved so far. Two queries."""
    recompute = queries.current_recompute()
    if recompute is None:
        return {"recompute": None}
    found = queries.cluster_saving(recompute, cluster.pk)
    return {
        "recompute": recompute,
        "made_by": queries.provenance(recompute),
        "found": found,
        **figures.verdict(found.figures, unit=unit_for(figures.ends_of(found.figures))),
        "years": figures.device_years(found.service_days),
    }
