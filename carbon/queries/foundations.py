"""What a total rests on: how good its figures are, and what an auditor wants to see apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Sum

from carbon.engine.components import NAMES, Components
from carbon.engine.uncertainty import Bounds
from carbon.models import COLUMNS, Footprint, Recompute
from carbon.queries.devices import footprints
from carbon.queries.savings import Filters, Saving

ANOTHER_LIFE: Final = ("resold", "lease_return")
"""Fates in which the first machine would have served on elsewhere, so that its end of life does not cancel out."""

_SUMS: Final = {f"sum_{column}": Sum(column) for column in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Saving):
    """Some of the devices counted, with their whole figures. `key` is a quality tier, or says what they share."""

    key: str
    devices: int


def savings_by_tier(recompute: Recompute, filters: Filters) -> list[Share]:
    """The devices counted by quality, best first; together they are all of them. The period is left out. One query."""
    rows = footprints(recompute, filters).order_by("tier").values("tier")
    return [_share(row["tier"], row) for row in rows.annotate(**_SUMS, devices=Count("device_id"))]


def savings_apart(recompute: Recompute, filters: Filters) -> list[Share]:
    """Devices that were in service before GreenLab, and those that would have served on elsewhere. Two queries.

    They are in the total. The period is left out, and groups without any device.
    """
    counted = footprints(recompute, filters).order_by()
    earlier = Footprint.objects.filter(recompute=recompute, device__placements__before_greenlab=True)
    groups = {
        "before_greenlab": counted.filter(device_id__in=earlier.values("device_id")),
        "another_life": counted.filter(device__otherwise_fate__in=ANOTHER_LIFE),
    }
    shares = [_share(key, rows.aggregate(**_SUMS, devices=Count("device_id"))) for key, rows in groups.items()]
    return [share for share in shares if share.devices]


def sum_of(shares: Sequence[Share]) -> Share:
    """All of them as one. No query."""
    none = Components()
    low, central, high = (
        sum((getattr(each.figures, case) for each in shares), none) for case in ("low", "central", "high")
    )
    devices = sum(each.devices for each in shares)
    return Share(key="", devices=devices, figures=Bounds(low=low, central=central, high=high))


def _share(key: str, row: Mapping[str, Any]) -> Share:
    low, central, high = (
        Components(**{name: row[f"sum_{name}{end}_g"] or 0 for name in NAMES}) for end in ("_low", "", "_high")
    )
    return Share(key=key, devices=row["devices"], figures=Bounds(low=low, central=central, high=high))
