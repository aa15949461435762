"""What a data set is: its name, its columns, its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carbon.models import Recompute
from carbon.queries import Filters

Words = str | Promise


class Column(NamedTuple):
    """A header, with the unit in it, and what it means."""

    name: str
    meaning: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a download covers: one recompute, so that no file mixes two nights, and the filters asked for.

    `institution` says whether the reader sees devices that belong to no department.
    """

    recompute: Recompute
    filters: Filters
    institution: bool = False


Rows = Callable[[Scope], Iterator[Sequence[object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A table to download. `rows` takes few queries, whatever the fleet, and yields values in the order of `columns`.

    `avoided` data sets are comparative statements: every line says so, and none of it may be taken off real emissions.
    """

    key: str
    title: Words
    about: Words
    columns: tuple[Column, ...]
    rows: Rows
    api: str = ""
    avoided: bool = True

    @property
    def every_column(self) -> tuple[Column, ...]:
        """Its own columns, then where each line comes from."""
        return (*self.columns, *PROVENANCE, *(LEDGER if self.avoided else ()))

    def lines(self, scope: Scope) -> Iterator[Sequence[object]]:
        """Every line with its provenance."""
        origin = provenance(scope.recompute) + (("avoided", True) if self.avoided else ())
        return ((*row, *origin) for row in self.rows(scope))


PROVENANCE = (
    Column("recompute_id", _("the recompute that made the line")),
    Column("as_of", _("acts and days before this date count")),
    Column("factor_set", _("the published factor set that it used")),
    Column("method_version", _("the version of the formulas")),
    Column("interval", _("what low and high are: bounds put every factor at the end that lowers or raises the saving")),
)
LEDGER = (
    Column("ledger", _("avoided: a comparison, kept apart from every emission inventory")),
    Column("not_inventory", _("always true: no part of Scope 1, 2 or 3, and never to be taken off them")),
)


def provenance(recompute: Recompute) -> tuple[object, ...]:
    """The values of PROVENANCE."""
    return (recompute.pk, recompute.as_of, str(recompute.factor_set), recompute.method_version, "bounds")
