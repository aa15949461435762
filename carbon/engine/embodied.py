"""Eq 5, production: what the replacement that was not bought would have cost to make."""

from __future__ import annotations

from carbon.engine.quantities import Number


def displaced_embodied_kg(
    *, displacement: Number, replacements: Number, embodied_kg: Number, days: Number, lifetime_months: Number
) -> Number:
    """A_emb = delta * q * M_new * (D / 30.4375) / L_new, in kg CO2e.

    Linear in the days served, also beyond L_new: by then a second new device would have been needed.
    """
    return displacement * replacements * embodied_kg * days * 16 / (487 * lifetime_months)


def ex_use_kg(total_kg: Number, use_share: Number) -> Number:
    """M_new from a product carbon footprint: its total without the use phase, which is counted apart."""
    return total_kg * (1 - use_share)
