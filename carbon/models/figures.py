"""The columns of a stored saving: eight figures, each central, low and high, in whole grams of CO2e."""

from typing import Final

from django.db import models

from carbon.engine.components import NAMES, Components
from carbon.engine.uncertainty import Bounds

FIGURES: Final = (*NAMES, "s")
ENDS: Final = ("", "_low", "_high")
COLUMNS: Final = tuple(f"{name}{end}_g" for name in FIGURES for end in ENDS)
"""In the order in which the tables hold them."""


class DeviceFigures(models.Model):
    """Of one device: four bytes hold 2,147 t."""

    a_emb_g = models.IntegerField()
    a_emb_low_g = models.IntegerField()
    a_emb_high_g = models.IntegerField()
    a_use_g = models.IntegerField()
    a_use_low_g = models.IntegerField()
    a_use_high_g = models.IntegerField()
    u_g = models.IntegerField()
    u_low_g = models.IntegerField()
    u_high_g = models.IntegerField()
    r_transport_g = models.IntegerField()
    r_transport_low_g = models.IntegerField()
    r_transport_high_g = models.IntegerField()
    r_refurb_g = models.IntegerField()
    r_refurb_low_g = models.IntegerField()
    r_refurb_high_g = models.IntegerField()
    r_parts_g = models.IntegerField()
    r_parts_low_g = models.IntegerField()
    r_parts_high_g = models.IntegerField()
    r_eol_g = models.IntegerField()
    r_eol_low_g = models.IntegerField()
    r_eol_high_g = models.IntegerField()
    s_g = models.IntegerField()
    s_low_g = models.IntegerField()
    s_high_g = models.IntegerField()

    class Meta:
        abstract = True


class TotalFigures(models.Model):
    """Of many devices."""

    a_emb_g = models.BigIntegerField()
    a_emb_low_g = models.BigIntegerField()
    a_emb_high_g = models.BigIntegerField()
    a_use_g = models.BigIntegerField()
    a_use_low_g = models.BigIntegerField()
    a_use_high_g = models.BigIntegerField()
    u_g = models.BigIntegerField()
    u_low_g = models.BigIntegerField()
    u_high_g = models.BigIntegerField()
    r_transport_g = models.BigIntegerField()
    r_transport_low_g = models.BigIntegerField()
    r_transport_high_g = models.BigIntegerField()
    r_refurb_g = models.BigIntegerField()
    r_refurb_low_g = models.BigIntegerField()
    r_refurb_high_g = models.BigIntegerField()
    r_parts_g = models.BigIntegerField()
    r_parts_low_g = models.BigIntegerField()
    r_parts_high_g = models.BigIntegerField()
    r_eol_g = models.BigIntegerField()
    r_eol_low_g = models.BigIntegerField()
    r_eol_high_g = models.BigIntegerField()
    s_g = models.BigIntegerField()
    s_low_g = models.BigIntegerField()
    s_high_g = models.BigIntegerField()

    class Meta:
        abstract = True


def bounds_of(row: models.Model) -> Bounds:
    """The seven components of a stored row in each scenario, in whole grams; `s` follows from them."""
    low, central, high = (
        Components(**{name: getattr(row, f"{name}{end}_g") for name in NAMES}) for end in ("_low", "", "_high")
    )
    return Bounds(low=low, central=central, high=high)


def sums_up(end: str) -> models.Q:
    """The condition that a stored S is the sum of its parts at one end."""
    parts = {name: models.F(f"{name}{end}_g") for name in NAMES}
    burdens = parts["u"] + parts["r_transport"] + parts["r_refurb"] + parts["r_parts"] + parts["r_eol"]
    return models.Q(**{f"s{end}_g": parts["a_emb"] + parts["a_use"] - burdens})


def sums_up_constraints(subject: str) -> list[models.BaseConstraint]:
    """Named for what they state, for each end of a table's figures."""
    return [
        models.CheckConstraint(condition=sums_up(end), name=f"{subject}_s{end}_is_the_sum_of_its_parts") for end in ENDS
    ]
