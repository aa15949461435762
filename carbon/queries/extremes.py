"""The devices of a department that save most, and those that lose most."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.models import Footprint, Recompute

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """Footprints with their devices and models: savings largest first, losses largest first."""

    savers: list[Footprint]
    losers: list[Footprint]


def extremes(recompute: Recompute, department_code: str) -> Extremes:
    """Of the devices that a department owns on the as-of date. Two queries."""
    owned = Footprint.objects.filter(recompute=recompute, department__code=department_code)
    named = owned.select_related("device__model")
    return Extremes(
        savers=list(named.filter(s_g__gt=0).order_by("-s_g", "device_id")[:SHOWN]),
        losers=list(named.filter(s_g__lt=0).order_by("s_g", "device_id")[:SHOWN]),
    )
