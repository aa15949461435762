"""Eq 4, intervention: what collecting, wiping, upgrading and delivering a device cost, in kg CO2e."""

from __future__ import annotations

from carbon.engine.life import Consumable, Leg, Part, Waste
from carbon.engine.quantities import Number


def transport_kg(leg: Leg) -> Number:
    """Tonnes gross, times kilometres, times the mode's well-to-wheel factor."""
    return leg.gross_kg / 1000 * leg.km * leg.kg_per_tkm


def refurbishment_kg(kwh: Number, kg_per_kwh: Number) -> Number:
    """Wiping and testing: electricity at the intensity of its place and year."""
    return kwh * kg_per_kwh


def consumable_kg(consumable: Consumable) -> Number:
    """Packaging by mass."""
    return consumable.mass_kg * consumable.kg_per_kg


def part_kg(part: Part) -> Number:
    """A new part: quantity * kappa + base."""
    return part.quantity * part.kg_per_unit + part.base_kg


def removed_kg(waste: Waste) -> Number:
    """Treatment of what was taken out; the factor is per tonne."""
    return waste.mass_kg / 1000 * waste.kg_per_t
