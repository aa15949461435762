"""Where a department's devices are in the work, for the page that shows its savings beside them."""

from __future__ import annotations

from typing import NamedTuple

from inventory.models import Department, Device
from inventory.nouns import Words
from inventory.queries import stage_counts
from inventory.words import STAGES


class StageNow(NamedTuple):
    """A stage, its word, and how many devices are in it now."""

    stage: str
    word: Words
    devices: int


def stages_of(department: Department) -> list[StageNow]:
    """The devices that a department owns now, stage by stage, in the order of the work. One query."""
    owned = Device.objects.filter(department=department).standing()
    return [StageNow(row.stage.value, STAGES[row.stage], row.devices) for row in stage_counts(owned)]
