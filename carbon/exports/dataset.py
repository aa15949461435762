"""What a data set is: its name, its columns, its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from carbon.exports.scope import EVERY_WAY, Narrowing, applied, left_out, values
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

    `narrowed_by` are the filters that it follows; what it does not follow, its lines say. `ranged` ones have bounds.
    `avoided` ones are comparative statements: every line says so, and none of it may be taken off real emissions.
    """

    key: str
    title: Words
    about: Words
    columns: tuple[Column, ...]
    rows: Rows
    api: str = ""
    narrowed_by: tuple[Narrowing, ...] = EVERY_WAY
    ranged: bool = True
    avoided: bool = True

    @property
    def every_column(self) -> tuple[Column, ...]:
        """Its own columns, then where each line comes from and what it is narrowed to."""
        return (
            *self.columns,
            *PROVENANCE,
            *(INTERVAL if self.ranged else ()),
            *((*SCOPE, NOT_APPLIED) if self.narrowed_by else ()),
            *(LEDGER if self.avoided else ()),
        )

    def lines(self, scope: Scope) -> Iterator[Sequence[object]]:
        """Every line with its provenance and its scope."""
        narrowed = applied(scope.filters, self.narrowed_by)
        ignored = " ".join(left_out(scope.filters, self.narrowed_by))
        origin = (
            *provenance(scope.recompute),
            *(("bounds",) if self.ranged else ()),
            *((*values(narrowed), ignored) if self.narrowed_by else ()),
            *(("avoided", True) if self.avoided else ()),
        )
        return ((*row, *origin) for row in self.rows(scope))


PROVENANCE = (
    Column("recompute_id", _("the recompute that made the line")),
    Column("as_of", _("acts and days before this date count")),
    Column("factor_set", _("the published factor set that it used")),
    Column("method_version", _("the version of the formulas")),
)
INTERVAL = (
    Column("interval", _("what low and high are: bounds put every factor at the end that lowers or raises the saving")),
)
SCOPE = (
    Column("scope_departments", _("the departments that the lines are narrowed to, as codes; without any: every one")),
    Column("scope_site", _("the site that the lines are narrowed to, as its code; without one: every site")),
    Column("scope_first_month", _("the first month that counts, YYYY-MM; without one: from the beginning")),
    Column("scope_last_month", _("the last month that counts, YYYY-MM; without one: up to the as-of date")),
)
NOT_APPLIED = Column(
    "scope_not_applied", _("what was asked for and does not narrow these lines: site, period")
)
LEDGER = (
    Column("ledger", _("avoided: a comparison, kept apart from every emission inventory")),
    Column("not_inventory", _("always true: no part of Scope 1, 2 or 3, and never to be taken off them")),
)


def provenance(recompute: Recompute) -> tuple[object, ...]:
    """The values of PROVENANCE."""
    return (recompute.pk, recompute.as_of, str(recompute.factor_set), recompute.method_version)


def stated(scope: Scope) -> dict[str, object]:
    """What a file of savings says on every line beside its figures and the recompute, by column."""
    _recompute_id, as_of, _factor_set, method_version = provenance(scope.recompute)
    scoped = zip((column.name for column in SCOPE), values(scope.filters), strict=True)
    return {
        "as_of": as_of,
        "method_version": method_version,
        **dict(scoped),
        "ledger": "avoided",
        "not_inventory": "true",
    }
