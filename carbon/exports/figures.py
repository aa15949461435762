"""The figures of a saving as columns: whole grams, their sign said in the name."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from carbon.engine.components import NAMES
from carbon.engine.uncertainty import Bounds
from carbon.exports.dataset import Column, Words

MEANINGS: dict[str, tuple[str, Words]] = {
    "a_emb": ("a_emb_avoided", _("production of the new devices that were not bought")),
    "a_use": ("a_use_avoided", _("electricity that the new devices would have used")),
    "u": ("u_emitted", _("electricity that the reused devices used")),
    "r_transport": ("r_transport_emitted", _("collection and delivery")),
    "r_refurb": ("r_refurb_emitted", _("wiping, testing and packaging")),
    "r_parts": ("r_parts_emitted", _("production of new parts")),
    "r_eol": ("r_eol_emitted", _("treatment of removed parts")),
}
"""Burdens are positive amounts: a column's name says whether it was avoided or emitted."""

_LOW = _("in the case that makes the saving lowest: {meaning}")
_HIGH = _("in the case that makes the saving highest: {meaning}")


def _columns() -> Iterator[Column]:
    yield Column("s_avoided_gco2e", _("net avoided emissions S = A_emb + A_use - U - R; negative where reuse lost"))
    yield Column("s_avoided_low_gco2e", _("its low bound"))
    yield Column("s_avoided_high_gco2e", _("its high bound"))
    for name in NAMES:
        column, meaning = MEANINGS[name]
        yield Column(f"{column}_gco2e", meaning)
        yield Column(f"{column}_low_case_gco2e", format_lazy(_LOW, meaning=meaning))
        yield Column(f"{column}_high_case_gco2e", format_lazy(_HIGH, meaning=meaning))


COLUMNS = tuple(_columns())


def values(figures: Bounds) -> list[int]:
    """The values of COLUMNS, in g CO2e. Each case adds up: S is the sum of its components."""
    cases = (figures.central, figures.low, figures.high)
    return [*(case.s for case in cases), *(getattr(case, name) for name in NAMES for case in cases)]
