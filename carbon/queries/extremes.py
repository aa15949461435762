"""The devices of a department that save most, and those that lose most."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.models import Extreme, Footprint, Recompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """Footprints with their devices and models: savings largest first, losses largest first."""

    savers: list[Footprint]
    losers: list[Footprint]


def extremes(recompute: Recompute, department_code: str) -> Extremes:
    """Of the devices that a department owns on the as-of date, over their whole lives. One query."""
    chosen = Extreme.objects.filter(recompute=recompute, department__code=department_code).values("device_id")
    named = Footprint.objects.filter(recompute=recompute, device_id__in=chosen).select_related("device__model")
    ranked = sorted(named, key=lambda row: (-abs(row.s_g), row.device_id))
    return Extremes(
        savers=[row for row in ranked if row.s_g > 0],
        losers=[row for row in ranked if row.s_g < 0],
    )
