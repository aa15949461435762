"""Devices without figures, and why."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from carbon import queries
from carbon.exports.dataset import Column, Dataset, Scope

CHUNK = 2_000


def rows(scope: Scope) -> Iterator[Sequence[object]]:
    """A line for each device not assessed, in the order of their keys."""
    wanted = queries.devices_not_assessed(scope.recompute)
    if scope.filters.departments:
        wanted = wanted.filter(department__code__in=scope.filters.departments)
    above = 0
    while chunk := list(wanted.filter(device_id__gt=above)[:CHUNK]):
        for row in chunk:
            department = "" if row.department is None else row.department.code
            yield (row.device.asset_tag, department, row.reason_code, row.reason)
        above = chunk[-1].device_id


NOT_ASSESSED = Dataset(
    key="not-assessed",
    title=_("Devices not assessed"),
    about=_("Devices for which a fact or a factor is missing, each with the reason. They are in no figure."),
    columns=(
        Column("asset_tag", _("the device's tag")),
        Column("department_code", _("its owner; empty where none is recorded")),
        Column("reason_code", _("the kind of reason, for machines")),
        Column("reason", _("what is missing, in words")),
    ),
    rows=rows,
    api="/api/v1/footprints/not-assessed/",
    narrowed_by=("department",),
    ranged=False,
)
