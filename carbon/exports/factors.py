"""The factors that a recompute used."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from carbon.exports.dataset import Column, Dataset, Scope


def rows(scope: Scope) -> Iterator[Sequence[object]]:
    """A line for each factor of the recompute's set, by key, zone and year."""
    factor_set = scope.recompute.factor_set
    for row in factor_set.factors.iterator(chunk_size=2_000) if factor_set else ():
        yield (
            *(row.key, row.zone, row.year, row.value, row.low, row.high, row.unit, row.tier),
            *(row.source, row.source_ref, row.licence, row.note),
        )


FACTORS = Dataset(
    key="factors",
    title=_("Factors with their sources"),
    about=_(
        "Every figure that the recompute could use, with its range, unit, source, place in the source and licence."
    ),
    columns=(
        Column("key", _("what the factor is of")),
        Column("zone", _("grid zone; empty where it holds everywhere")),
        Column("year", _("the year it is of; empty where it has none")),
        Column("value", _("central value, in the unit of the line")),
        Column("low", _("low end, in the same unit")),
        Column("high", _("high end, in the same unit")),
        Column("unit", _("unit of value, low and high")),
        Column("quality_tier", _("A (measured, documented) to E (engineering estimate)")),
        Column("source", _("who published it")),
        Column("source_ref", _("where in the source it stands")),
        Column("licence", _("under which licence")),
        Column("note", _("what to know about it")),
    ),
    rows=rows,
    narrowed_by=(),
    ranged=False,  # low and high are ends that the source names, or percentiles: the note says which
    avoided=False,
)
