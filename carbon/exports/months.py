"""Savings by month."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from carbon import queries
from carbon.exports import figures
from carbon.exports.dataset import Column, Dataset, Scope


def rows(scope: Scope) -> Iterator[Sequence[object]]:
    """A line for each month, in order."""
    for each in queries.savings_by_month(scope.recompute, scope.filters):
        origin = (f"{each.month:%Y-%m}", each.devices, each.service_days)
        to_date = (case.s for case in (each.cumulative.central, each.cumulative.low, each.cumulative.high))
        yield (*origin, *to_date, *figures.values(each.figures))


MONTHS = Dataset(
    key="savings-months",
    title=_("Savings by month"),
    about=_("One line for each calendar month: what it added, and the sum since the first month asked for."),
    columns=(
        Column("month", _("calendar month, YYYY-MM")),
        Column("devices", _("devices that served on a day of it, each once: where it did so last")),
        Column("service_days", _("days served by all of them in it")),
        Column("s_avoided_cumulative_gco2e", _("net avoided emissions from the first month asked for up to this one")),
        Column("s_avoided_cumulative_low_gco2e", _("its low bound")),
        Column("s_avoided_cumulative_high_gco2e", _("its high bound")),
        *figures.COLUMNS,
    ),
    rows=rows,
    api="/api/v1/savings/months/",
)
