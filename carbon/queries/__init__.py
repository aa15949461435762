"""What pages, exports and the API ask. Each takes a fixed number of queries, whatever the size of the fleet.

Get `current_recompute()` once for a page and hand it to the others: no page then mixes two nights.
"""

from carbon.queries.devices import (
    Uncounted,
    devices_not_assessed,
    footprints,
    not_assessed,
)
from carbon.queries.explanations import Explanation, explain_device
from carbon.queries.extremes import Extremes, extremes
from carbon.queries.foundations import Share, savings_apart, savings_by_tier, sum_of
from carbon.queries.places import ClusterSaving, cluster_saving, sites_counted
from carbon.queries.recomputes import (
    Progress,
    Provenance,
    current_recompute,
    latest_recompute,
    provenance,
    recompute_progress,
)
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
    "ClusterSaving",
    "DepartmentSaving",
    "Explanation",
    "Extremes",
    "Filters",
    "Headline",
    "MonthSaving",
    "PhaseSaving",
    "Progress",
    "Provenance",
    "Share",
    "Uncounted",
    "cluster_saving",
    "current_recompute",
    "devices_not_assessed",
    "explain_device",
    "extremes",
    "footprints",
    "headline",
    "latest_recompute",
    "not_assessed",
    "provenance",
    "recompute_progress",
    "savings_apart",
    "savings_by_department",
    "savings_by_month",
    "savings_by_phase",
    "savings_by_tier",
    "sites_counted",
    "sum_of",
]
