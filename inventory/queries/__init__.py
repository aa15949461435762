"""What pages, readers and actions ask of the inventory."""

from inventory.queries.devices import (
    Known,
    StageCount,
    Traits,
    facts_of,
    find_by_code,
    known_devices,
    stage_counts,
    timeline,
)

__all__ = [
    "Known",
    "StageCount",
    "Traits",
    "facts_of",
    "find_by_code",
    "known_devices",
    "stage_counts",
    "timeline",
]
