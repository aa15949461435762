"""What pages, exports and the API ask. Each takes a fixed number of queries, whatever the size of the fleet.

Get `current_recompute()` once for a page and hand it to the others: no page then mixes two nights.
"""

from carbon.queries.devices import (
    DeviceFigure,
    Uncounted,
    device_figure,
    devices_not_assessed,
    footprints,
    not_assessed,
)
from carbon.queries.recomputes import Progress, Provenance, current_recompute, provenance, recompute_progress
from carbon.queries.savings import (
    DepartmentSaving,
    Filters,
    Headline,
    MonthSaving,
    PhaseSaving,
    headline,
    savings_by_department,
    savings_by_month,
    savings_by_phase,
)

__all__ = [
    "DepartmentSaving",
    "DeviceFigure",
    "Filters",
    "Headline",
    "MonthSaving",
    "PhaseSaving",
    "Progress",
    "Provenance",
    "Uncounted",
    "current_recompute",
    "device_figure",
    "devices_not_assessed",
    "footprints",
    "headline",
    "not_assessed",
    "provenance",
    "recompute_progress",
    "savings_by_department",
    "savings_by_month",
    "savings_by_phase",
]
