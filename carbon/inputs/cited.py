"""A factor book whose figures remember where they were read: a life made with it explains itself down to them."""

from __future__ import annotations

from dataclasses import replace

from carbon.engine.factors import Factor, FactorBook
from carbon.engine.traced import known

_SYMBOLS = {
    "grid": "G",
    "grid.loss": "lambda",
    "grid.pv": "G_pv",
    "pue.office": "PUE",
    "refurb.energy": "E_ref",
    "refurb.packaging_mass": "kg_pack",
    "material.board": "F_pack",
}
_FAMILIES = {
    "embodied": "M_new",
    "displacement": "delta",
    "lifetime": "L",
    "tec": "TEC",
    "mass": "kg_gross",
    "transport": "F",
    "part": "kappa",
    "weee": "F_weee",
}
"""The method's symbol of each kind of factor; the rest of its key tells two of a kind apart."""


def symbol_of(factor: Factor) -> str:
    """The symbol under which a formula shows a factor: `G_FRA_2023`, `TEC_laptop_14`, `P_load_laptop_15w`."""
    family, _, rest = factor.key.partition(".")
    if family == "power":
        name, _, state = rest.rpartition(".")
        return f"P_{state}_{name}"
    symbol = _SYMBOLS.get(factor.key) or f"{_FAMILIES.get(family, family)}_{rest}"
    return "_".join(str(part) for part in (symbol, factor.zone, factor.year if factor.zone else None) if part)


class CitedBook(FactorBook):
    """The same factors, each end of them a number that cites its factor. Terms made with it are worth the same."""

    def factor(self, key: str, zone: str | None = None, year: int | None = None) -> Factor:
        """The factor for this zone and year, as the plain book finds it. Raises UnknownFactor."""
        plain = super().factor(key, zone, year)
        symbol = symbol_of(plain)
        value, low, high = (known(symbol, end, plain.unit, plain) for end in (plain.value, plain.low, plain.high))
        return replace(plain, value=value, low=low, high=high)
