"""Footprints: the figures of each device."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from carbon import queries
from carbon.exports import figures
from carbon.exports.dataset import Column, Dataset, Scope
from carbon.models import Footprint

CHUNK = 2_000
"""Lines a query. Read by key, so that a download of any length holds this many rows in memory and no transaction."""


def rows(scope: Scope) -> Iterator[Sequence[object]]:
    """A line for each device assessed, in the order of their keys."""
    wanted = queries.footprints(scope.recompute, scope.filters).select_related("device__model")
    above = 0
    while chunk := list(wanted.filter(device_id__gt=above)[:CHUNK]):
        yield from map(_line, chunk)
        above = chunk[-1].device_id


def _line(footprint: Footprint) -> Sequence[object]:
    device = footprint.device
    return (
        device.asset_tag,
        "" if device.model is None else str(device.model),
        footprint.department.code,
        "" if footprint.site is None else footprint.site.code,
        "" if footprint.cluster is None else footprint.cluster.code,
        footprint.in_service,
        footprint.service_days,
        footprint.tier,
        *figures.values(footprint.bounds()),
    )


FOOTPRINTS = Dataset(
    key="footprints",
    title=_("Savings of each device"),
    about=_(
        "One line for each device assessed, failed and scrapped ones included: losses stand beside savings. Each holds "
        "the device's whole life, whoever owned it, wherever it served and whatever period is asked for. So the lines "
        "of a department or a site need not add up to its total, which is split by day; those of all devices do."
    ),
    columns=(
        Column("asset_tag", _("the device's tag")),
        Column("model", _("manufacturer and model")),
        Column("department_code", _("its owner on the as-of date; figures are of its whole life, whoever owned it")),
        Column("site_code", _("where it is on the as-of date; figures are of its whole life, wherever it served")),
        Column("cluster_code", _("the cluster it serves in; empty outside clusters")),
        Column("in_service", _("whether it is in service on the as-of date")),
        Column("service_days", _("days served that count, in its whole life")),
        Column("quality_tier", _("A to E: the worst of the figures that decide its saving")),
        *figures.COLUMNS,
    ),
    rows=rows,
    api="/api/v1/footprints/",
    narrowed_by=("department", "site"),
)
