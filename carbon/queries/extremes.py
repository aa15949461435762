"""The devices that save most, and those that lose most."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.models import Footprint, Recompute
from carbon.queries.devices import footprints
from carbon.queries.savings import Filters

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """Footprints with their devices and models: savings largest first, losses largest first."""

    savers: list[Footprint]
    losers: list[Footprint]


def extremes(recompute: Recompute, filters: Filters) -> Extremes:
    """Of the devices owned, and at the site, on the as-of date, each with its whole life: no period. Two queries."""
    named = footprints(recompute, filters).select_related("device__model")
    return Extremes(
        savers=list(named.filter(s_g__gt=0).order_by("-s_g", "device_id")[:SHOWN]),
        losers=list(named.filter(s_g__lt=0).order_by("s_g", "device_id")[:SHOWN]),
    )
