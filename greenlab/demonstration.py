"""The demonstration, over both halves: what is recorded, and what was computed from it."""

from datetime import date, timedelta

from django.db import transaction

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints, remove_recomputes
from inventory.actions.demonstration import remove_demonstration
from inventory.demonstration import tell_story
from inventory.models import Person


def make(*, today: date) -> int:
    """Record the demonstration fleet and compute its savings; the number of devices.

    Raises IllegalAct where something is recorded already.
    """
    load_factor_tables()  # here already, but where somebody has migrated a database by hand
    devices = tell_story(today=today)
    recompute_footprints(as_of=today + timedelta(days=1))
    return devices


@transaction.atomic
def remove(*, by: Person | None = None) -> int:
    """Remove the demonstration with everything computed from it; the number of devices removed.

    Raises IllegalAct where there is no demonstration. People who are not of its cast stay.
    """
    remove_recomputes()
    return remove_demonstration(by=by)
