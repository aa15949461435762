"""Models, sites and clusters, read once for a whole fleet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from inventory.models import Cluster, DeviceModel, Site


@dataclass(frozen=True, slots=True)
class Machine:
    """A device model, as far as its class is chosen by it."""

    form: str
    screen_inch: Fraction | None
    tdp_w: int | None
    mass_kg: Fraction | None

    @property
    def is_laptop(self) -> bool:
        """Whether it is one."""
        return self.form == "laptop"

    @property
    def footprint_class(self) -> str:
        """The class of its size, under which factors are listed: laptop_14, desktop_tower; laptop for no known size."""
        if not self.is_laptop or self.screen_inch is None:
            return self.form
        if self.screen_inch < 13:
            return "laptop_lt13"
        return f"laptop_{int(self.screen_inch)}" if self.screen_inch < 16 else "laptop_ge16"


@dataclass(frozen=True, slots=True)
class Place:
    """A site's electricity."""

    zone: str
    solar_share: Fraction
    room_overhead: Fraction


@dataclass(frozen=True, slots=True)
class Duty:
    """A cluster's day."""

    load_hours: Fraction
    idle_hours: Fraction


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of them by key."""

    machines: Mapping[int, Machine]
    places: Mapping[int, Place]
    duties: Mapping[int, Duty]

    def with_new(self, later: Catalogue) -> Catalogue:
        """The same, and what a later reading has besides: whatever is known keeps the figures first read."""
        return Catalogue(
            machines={**later.machines, **self.machines},
            places={**later.places, **self.places},
            duties={**later.duties, **self.duties},
        )


def read_catalogue() -> Catalogue:
    """Three queries."""
    models = DeviceModel.objects.order_by().values_list("pk", "form", "screen_inch", "tdp_w", "mass_kg")
    sites = Site.objects.order_by().values_list("pk", "grid_zone", "solar_share", "room_overhead")
    clusters = Cluster.objects.order_by().values_list("pk", "load_hours", "idle_hours")
    return Catalogue(
        machines={
            pk: Machine(
                form,
                None if screen_inch is None else Fraction(screen_inch),
                tdp_w,
                None if mass_kg is None else Fraction(mass_kg),
            )
            for pk, form, screen_inch, tdp_w, mass_kg in models
        },
        places={pk: Place(zone, Fraction(solar), Fraction(overhead)) for pk, zone, solar, overhead in sites},
        duties={pk: Duty(Fraction(load), Fraction(idle)) for pk, load, idle in clusters},
    )
