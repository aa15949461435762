"""Factor sets: loaded from tables, published once, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from carbon.access import Person, note, require_publication
from carbon.engine.factors import Factor as Figure
from carbon.engine.quantities import decimal_text
from carbon.engine.tables import read_factor_tables
from carbon.factors import FOLDER
from carbon.models import Factor, FactorSet

OURS = "GreenLab"
"""The name of the set that the project's own tables make."""


class FactorSetRefused(Exception):
    """A factor set that cannot be published. The text is for the person at the screen."""


def checksum(figures: Iterable[Figure]) -> str:
    """SHA-256 over every figure with its source, whatever the order of rows."""
    lines = sorted(
        "\t".join(
            [
                *(figure.key, figure.zone or "", str(figure.year or "")),
                *(_written(end) for end in (figure.value, figure.low, figure.high)),
                *(figure.unit, figure.tier.value, figure.source, figure.source_ref, figure.licence, figure.note),
            ]
        )
        for figure in figures
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def load_factor_tables(*, folder: Path = FOLDER, by: Person | None = None) -> tuple[FactorSet, bool]:
    """Publish the tables of a folder as the next version of our own set. Safe to repeat: same tables, nothing happens.

    Returns the set, and whether it is new. Raises carbon.engine.tables.UnfitTables, which names every unfit row.
    """
    figures = [row.factor for row in read_factor_tables(folder)]
    known = FactorSet.objects.published().filter(name=OURS, checksum=checksum(figures)).first()
    if known is not None:
        return known, False
    draft = FactorSet.objects.create(name=OURS, version=_next_version(OURS))
    Factor.objects.bulk_create([_row(draft, figure) for figure in figures])
    return publish_factor_set(factor_set=draft, by=by), True


@transaction.atomic
def publish_factor_set(*, factor_set: FactorSet, by: Person | None = None) -> FactorSet:
    """Publish and adopt a draft: from the next recompute on, results cite it. It never changes again.

    `by` is None for the installation itself. Raises FactorSetRefused, and NotAllowed for a person without the right.
    """
    require_publication(by)
    draft = FactorSet.objects.select_for_update().get(pk=factor_set.pk)
    if draft.published_at is not None:
        raise FactorSetRefused(
            _("%(set)s is published already. Nothing was changed; make a new version instead.") % {"set": draft}
        )
    figures = [row.figure() for row in draft.factors.all()]
    if not figures:
        raise FactorSetRefused(_("%(set)s holds no factor. Nothing was published.") % {"set": draft})
    now = timezone.now()
    draft.checksum = checksum(figures)
    draft.published_at, draft.published_by, draft.adopted_at = now, by, now
    draft.save()
    note(act="publish_factor_set", subject=str(draft), detail={"checksum": draft.checksum}, by=by)
    return draft


def _next_version(name: str) -> int:
    latest: int | None = FactorSet.objects.filter(name=name).aggregate(latest=Max("version"))["latest"]
    return (latest or 0) + 1


def _row(factor_set: FactorSet, figure: Figure) -> Factor:
    return Factor(
        factor_set=factor_set,
        key=figure.key,
        zone=figure.zone or "",
        year=figure.year,
        value=Decimal(_written(figure.value)),
        low=Decimal(_written(figure.low)),
        high=Decimal(_written(figure.high)),
        unit=figure.unit,
        tier=figure.tier.value,
        source=figure.source,
        source_ref=figure.source_ref,
        licence=figure.licence,
        note=figure.note,
    )


def _written(number: Fraction) -> str:
    return decimal_text(Fraction(number))
