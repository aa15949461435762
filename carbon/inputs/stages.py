"""Where a department's devices are in the work, for the page that shows its savings beside them."""

from __future__ import annotations

from typing import NamedTuple

from inventory.models import Department, Person
from inventory.nouns import Words
from inventory.queries import installation
from inventory.queries.work import work_queue
from inventory.words import STAGES


class StageNow(NamedTuple):
    """A stage, its word, and how many devices are in it now."""

    stage: str
    word: Words
    devices: int


def stages_of(department: Department, person: Person) -> list[StageNow]:
    """The devices of a department that a person sees, stage by stage, in the order of the work.

    Summed from the tally that the work queue is summed from: the same however many they are. One query, or two.
    """
    queue = work_queue(person, today=installation.today(), department_id=department.pk)
    return [StageNow(row.stage.value, STAGES[row.stage], row.devices) for row in queue.stages]
