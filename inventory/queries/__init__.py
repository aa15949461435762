"""What pages, readers and actions ask of the inventory."""

from inventory.queries.devices import (
    Known,
    Traits,
    facts_of,
    find_by_code,
    known_devices,
    stage_counts,
    timeline,
)
from inventory.queries.installation import is_empty

__all__ = [
    "Known",
    "Traits",
    "facts_of",
    "find_by_code",
    "is_empty",
    "known_devices",
    "stage_counts",
    "timeline",
]
