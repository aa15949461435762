"""What must hold before a recompute becomes current: every device exactly once, and sums that agree to the gram."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import gettext as _

from carbon.inputs import Cut, all_devices, fleet
from carbon.models import COLUMNS, DepartmentMonth, DepartmentTotal, Footprint, NotAssessed, Recompute


class RecomputeFailed(Exception):
    """A recompute whose results are not kept. The text says what was found and what stays in force."""


def check_results(recompute: Recompute, cut: Cut, last_id: int, devices: int) -> None:
    """Raise RecomputeFailed unless every device is in it exactly once and rollups equal the sums of footprints."""
    found = _problems(recompute, cut, last_id, devices)
    if found:
        raise RecomputeFailed(
            _("The results contradict themselves: %(found)s. They were dropped; the figures shown before stay.")
            % {"found": "; ".join(found)}
        )


def _problems(recompute: Recompute, cut: Cut, last_id: int, devices: int) -> list[str]:
    footprints = Footprint.objects.filter(recompute=recompute)
    unassessed = NotAssessed.objects.filter(recompute=recompute)
    same_device = {"device_id": OuterRef("device_id")}
    found = []
    if twice := footprints.filter(Exists(unassessed.filter(**same_device))).count():
        found.append(f"{twice} devices are assessed and not assessed")
    counted = footprints.count() + unassessed.count()
    if counted != devices:
        found.append(f"{counted} devices instead of {devices}")
    nowhere = ~Exists(all_devices().filter(pk=OuterRef("device_id")))
    if strangers := footprints.filter(nowhere).count() + unassessed.filter(nowhere).count():
        found.append(f"{strangers} devices that do not exist")
    if cut.known_at is None and (forgotten := _forgotten(footprints, unassessed, cut, last_id)):
        found.append(f"{forgotten} devices left out")
    sums = _sums(footprints)
    rollups: dict[str, Any] = {
        "department totals": DepartmentTotal.objects.filter(recompute=recompute),
        "department months": DepartmentMonth.objects.filter(recompute=recompute),
    }
    return found + [
        f"the {name} do not add up to the footprints" for name, rows in rollups.items() if _sums(rows) != sums
    ]


def _forgotten(footprints: Any, unassessed: Any, cut: Cut, last_id: int) -> int:
    same_device = {"device_id": OuterRef("pk")}
    covered = Exists(footprints.filter(**same_device)) | Exists(unassessed.filter(**same_device))
    return int(fleet(cut, last_id).exclude(covered).count())


def _sums(rows: Any) -> dict[str, int]:
    columns = (*COLUMNS, "service_days")
    sums = rows.aggregate(**{f"sum_{column}": Sum(column) for column in columns})
    return {column: sums[f"sum_{column}"] or 0 for column in columns}
