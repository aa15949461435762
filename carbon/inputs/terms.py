"""Terms: what the facts of a device come to in the figures of a factor set, exact and computed once for all alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from carbon.engine.factors import Factor, FactorBook, Range, Tier, rising
from carbon.engine.life import Baseline, Consumable, Leg, Part, Waste
from carbon.engine.use_phase import duty_kwh_per_day, grid_intensity, office_kwh_per_day
from carbon.inputs.catalogue import Catalogue, Machine
from carbon.inputs.records import FittedPart, RemovedPart, Service
from carbon.inputs.records import Leg as LegRow

METHOD_VERSION: Final = "1"
"""Cited by every recompute. It goes up whenever the same facts and factors would give other figures."""

DISPLACED = {"laptop_all": "laptop", "desktop_all_noaio": "desktop"}
"""Classes that a claim names otherwise than the factor tables do."""

_NEW_LAPTOP = "laptop_15w"  # conservative: of the new laptops that could have been bought, those that draw least
_NEW_DESKTOPS = {
    "desktop": ("desktop_65w", "desktop_sff"),
    "desktop_micro": ("desktop_35w", "desktop_micro"),
    "desktop_sff": ("desktop_65w", "desktop_sff"),
    "desktop_tower": ("desktop_65w", "desktop_tower"),
}
"""The load and the idle class of a new desktop. A class that is not here has no duty profile in the tables."""


class NotAssessable(Exception):
    """A device cannot be assessed. Its text is the reason that a person reads; `code` groups reasons."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True, eq=False)
class ServiceTerms:
    """What one placement draws and displaces. `tier` is the worst of the figures that decide its saving."""

    kwh_per_day: Range
    overhead: Range
    baseline: Baseline
    tier: Tier


@dataclass(frozen=True, slots=True, eq=False)
class Intensity:
    """kg CO2e per kWh of a site in a year."""

    kg_per_kwh: Range
    tier: Tier


class Terms:
    """Looks terms up in one factor book and keeps them. Every method raises UnknownFactor or NotAssessable."""

    def __init__(self, book: FactorBook, catalogue: Catalogue) -> None:
        self._book = book
        self._catalogue = catalogue
        self._factors: dict[str, Factor] = {}
        self._services: dict[tuple[object, ...], ServiceTerms] = {}
        self._intensities: dict[tuple[int, int], Intensity] = {}

    def learn(self, catalogue: Catalogue) -> None:
        """Take up models, sites and clusters that were entered since the catalogue was read."""
        self._catalogue = self._catalogue.with_new(catalogue)

    def _factor(self, key: str) -> Factor:
        known = self._factors.get(key)
        if known is None:
            known = self._factors[key] = self._book.factor(key)
        return known

    def machine(self, model_id: int | None) -> Machine:
        """The device model."""
        if model_id is None:
            raise NotAssessable("no_model", "no model recorded")
        return self._catalogue.machines[model_id]

    def site(self, site_id: int | None, of: str) -> int:
        """The site's key; `of` says what it is needed for."""
        if site_id is None:
            raise NotAssessable("no_site", f"no site recorded for its {of}")
        return site_id

    def intensity(self, site_id: int, year: int) -> Intensity:
        """(1) The site's electricity in a year: the zone's figure of that year, else of the latest earlier one."""
        known = self._intensities.get((site_id, year))
        if known is None:
            place = self._catalogue.places[site_id]
            grid = self._book.factor("grid", place.zone, year)
            kg_per_kwh = rising(
                grid_intensity,
                g_per_kwh=grid,
                loss_share=self._factor("grid.loss"),
                solar_share=place.solar_share,
                solar_g_per_kwh=self._factor("grid.pv"),
            )
            known = self._intensities[site_id, year] = Intensity(kg_per_kwh, grid.tier)
        return known

    def service(self, model_id: int | None, row: Service) -> ServiceTerms:
        """The draw of both machines and the claim of a placement."""
        key = (model_id, row.kind, row.cluster_id, row.site_id, *row[6:])
        known = self._services.get(key)
        if known is None:
            known = self._services[key] = self._service(self.machine(model_id), row)
        return known

    def _service(self, machine: Machine, row: Service) -> ServiceTerms:
        displaced = DISPLACED.get(row.displaced_class, row.displaced_class)
        place = self._catalogue.places[self.site(row.site_id, "placement")]
        embodied = self._factor(f"embodied.{displaced}")
        displacement = self._factor(f"displacement.{row.displacement_tier}")
        if row.cluster_id is not None:
            draw, tier = self._duty(row.cluster_id, *self._old_power(machine))
            new_draw, new_tier = self._duty(row.cluster_id, *self._new_power(displaced))
            overhead = _certain(place.room_overhead)
        else:
            draw, tier = self._office(machine.footprint_class)
            new_draw, new_tier = self._office(displaced)
            overhead = self._factor("pue.office")
        return ServiceTerms(
            kwh_per_day=draw,
            overhead=overhead,
            baseline=Baseline(
                displacement=displacement,
                replacements=Fraction(row.displaced_per_device),
                embodied_kg=embodied,
                lifetime_months=self._lifetime(displaced, row.displaced_lifetime_months),
                kwh_per_day=new_draw,
            ),
            tier=max(tier, new_tier, embodied.tier, displacement.tier),
        )

    def _lifetime(self, displaced: str, months: Decimal) -> Range:
        """The claimed lifetime, with a range as wide, in proportion, as that of its class."""
        general = self._factor("lifetime.laptop" if displaced.startswith("laptop") else "lifetime.desktop")
        claimed = Fraction(months)
        low, high = (claimed * end / general.value for end in (general.low, general.high))
        return Range(value=claimed, low=low, high=high)

    def _office(self, footprint_class: str) -> tuple[Range, Tier]:
        tec = self._factor(f"tec.{footprint_class}")
        return rising(office_kwh_per_day, tec_kwh_per_year=tec), tec.tier

    def _duty(self, cluster_id: int, load: Factor, idle: Factor, sleep: Factor) -> tuple[Range, Tier]:
        duty = self._catalogue.duties[cluster_id]
        draw = rising(
            duty_kwh_per_day,
            load_w=load,
            idle_w=idle,
            sleep_w=sleep,
            load_hours=duty.load_hours,
            idle_hours=duty.idle_hours,
        )
        return draw, load.tier

    def _old_power(self, machine: Machine) -> tuple[Factor, Factor, Factor]:
        """Load, idle and sleep of the reused device, by the power of its processor."""
        factor = self._factor
        if machine.is_laptop:
            steps = ((17, "laptop_15w"), (30, "laptop_28w"), (None, "laptop_35_45w"))
            return self._load(machine.tdp_w, steps), factor("power.laptop.idle"), factor("power.laptop.sleep")
        steps = ((35, "desktop_35w"), (80, "desktop_65w"), (None, "desktop_old_95w"))
        return self._load(machine.tdp_w, steps), factor(f"power.{machine.form}.idle"), factor("power.desktop.sleep")

    def _load(self, tdp_w: int | None, steps: tuple[tuple[int | None, str], ...]) -> Factor:
        classes = [self._factor(f"power.{name}.load") for _most, name in steps]
        if tdp_w is not None:
            return next(
                load for (most, _name), load in zip(steps, classes, strict=True) if most is None or tdp_w <= most
            )
        # No processor power is recorded: the middle class, as uncertain as all of them together.
        return Factor(
            key="power.unknown.load",
            value=classes[1].value,
            low=classes[0].low,
            high=classes[-1].high,
            unit="W",
            source=classes[1].source,
            source_ref=classes[1].source_ref,
            licence=classes[1].licence,
            tier=Tier.E,
            note=f"processor power not recorded: {classes[1].key}, with the range of all classes",
        )

    def _new_power(self, displaced: str) -> tuple[Factor, Factor, Factor]:
        factor = self._factor
        if displaced.startswith("laptop"):
            return factor(f"power.{_NEW_LAPTOP}.load"), factor("power.laptop.idle"), factor("power.laptop.sleep")
        load, idle = _NEW_DESKTOPS.get(displaced, (displaced, displaced))
        return factor(f"power.{load}.load"), factor(f"power.{idle}.idle"), factor("power.desktop.sleep")

    # Burdens.

    def leg(self, model_id: int | None, row: LegRow) -> tuple[Leg, Tier]:
        """A transport leg: the mass of the model, else of its class."""
        machine = self.machine(model_id)
        mass_kg = machine.mass_kg or self._factor(f"mass.{machine.footprint_class}")
        mode = self._factor(f"transport.{row.mode}")
        return Leg(gross_kg=mass_kg, km=Fraction(row.distance_km), kg_per_tkm=mode), mode.tier

    def refurbishment(self) -> tuple[Factor, Consumable]:
        """Electricity (kWh) and packaging of one stay."""
        packaging = Consumable(mass_kg=self._factor("refurb.packaging_mass"), kg_per_kg=self._factor("material.board"))
        return self._factor("refurb.energy"), packaging

    def part(self, row: FittedPart) -> tuple[Part, Tier] | None:
        """A new part; None for a harvested one, which its first life paid for. Batteries are recorded in Wh."""
        if row.condition == "harvested":
            return None
        kappa = self._factor(f"part.{row.kind}")
        quantity = Fraction(row.quantity)
        return Part(quantity=quantity / 1000 if row.kind == "battery" else quantity, kg_per_unit=kappa), kappa.tier

    def waste(self, row: RemovedPart) -> tuple[Waste, Tier] | None:
        """The treatment of a removed part; None for one kept in stock or without a mass."""
        if row.fate == "stock" or not row.mass_kg:
            return None
        treatment = {"recycled": "recycling", "landfilled": "landfill"}.get(row.fate, row.fate)
        if row.kind == "battery" and treatment == "recycling":
            treatment = "battery_recycling"
        factor = self._factor(f"weee.{treatment}")
        return Waste(mass_kg=Fraction(row.mass_kg), kg_per_t=factor), factor.tier


def _certain(number: Fraction) -> Range:
    return Range(value=number, low=number, high=number)
