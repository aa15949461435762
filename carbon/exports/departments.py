"""Savings by department."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from carbon import queries
from carbon.exports import figures
from carbon.exports.dataset import Column, Dataset, Scope


def rows(scope: Scope) -> Iterator[Sequence[object]]:
    """A line for each department, by name."""
    for each in queries.savings_by_department(scope.recompute, scope.filters):
        yield (
            each.code,
            each.name,
            each.devices,
            each.in_service,
            each.not_assessed,
            each.service_days,
            *figures.values(each.figures),
        )


DEPARTMENTS = Dataset(
    key="savings-departments",
    title=_("Savings by department"),
    about=_("One line for each department: what reuse avoided and what it emitted, with bounds."),
    columns=(
        Column("department_code", _("the department's code")),
        Column("department_name", _("its name")),
        Column("devices", _("devices it owns on the as-of date")),
        Column("devices_in_service", _("of these, devices in service")),
        Column("devices_not_assessed", _("devices not assessed, at whatever site: not in the figures, and not zero")),
        Column("service_days", _("days served by all of them, in the period asked for")),
        *figures.COLUMNS,
    ),
    rows=rows,
    api="/api/v1/savings/departments/",
)
