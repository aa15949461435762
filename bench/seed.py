"""`python -m bench.seed DEVICES`: an installation of about that many devices, recomputed; what is in it as JSON.

The demonstration fleet is recorded by the real actions and then multiplied. Environment as for the application:
GREENLAB_DATA, DATABASE_URL.
"""

import json
import os
import sys
from datetime import timedelta
from time import perf_counter
from typing import Any

import django
from django.core.management import call_command
from django.db.models import Sum

SAMPLE = 300


def main(wanted: int) -> dict[str, Any]:
    """Make it, in an empty database; counts, sums and seconds."""
    from django.utils import timezone

    from bench.multiply import multiply, strays
    from carbon.actions.recompute import recompute_footprints, remove_recomputes
    from carbon.models import DepartmentMonth, Footprint, Recompute
    from greenlab import demonstration
    from greenlab.staticfolder import gather_static_if_changed
    from inventory.models import Batch, Device, DeviceEvent, Placement

    gather_static_if_changed()
    call_command("migrate", verbosity=0)
    today = timezone.localdate()
    recorded = demonstration.make(today=today)
    started = perf_counter()
    multiplied = started
    if wanted > recorded:
        remove_recomputes()
        multiply(round(wanted / recorded) - 1)
        multiplied = perf_counter()
        recompute_footprints(as_of=today + timedelta(days=1))
    recompute = Recompute.objects.get()
    if wrong := strays(SAMPLE):
        raise SystemExit(f"{len(wrong)} of {SAMPLE} devices are not the fold of their events: {wrong[:5]}")
    return {
        "devices": Device.objects.count(),
        "events": DeviceEvent.objects.count(),
        "placements": Placement.objects.count(),
        "batches": Batch.objects.count(),
        "footprints": Footprint.objects.count(),
        "months": DepartmentMonth.objects.count(),
        "not_assessed": recompute.devices_not_assessed,
        "saved_g": Footprint.objects.aggregate(sum=Sum("s_g"))["sum"],
        "multiply_s": round(multiplied - started, 1),
        "recompute_s": round(recompute.seconds or 0, 2),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlab.settings")
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
