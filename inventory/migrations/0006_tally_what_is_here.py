"""Note the last sightings, and count the devices that are here already."""

from collections import Counter

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    device_rows = apps.get_model("inventory", "Device").objects
    placements = apps.get_model("inventory", "Placement").objects
    seen = placements.filter(device=OuterRef("pk"), ended_on=None).values("last_seen_on")[:1]
    device_rows.filter(stage="deployed").update(seen_on=Subquery(seen))
    counted = Counter()
    for device in device_rows.exclude(left_how="undone").iterator():
        here = device.stage != "out"
        marks = {
            "devices": True,
            "failed": here and device.test_passed is False,
            "locked": here and bool(device.passwords),
            "nameless": here and device.model_id is None,
            "missing": here and "missing" in device.flags,
        }
        since = device.seen_on or device.stage_since if here else device.stage_since.replace(month=1, day=1)
        place = (device.stage, since, device.department_id, device.site_id)
        counted.update({(place, name): 1 for name, holds in marks.items() if holds})
    tally = apps.get_model("inventory", "StageTally")
    tally.objects.bulk_create(
        tally(
            **dict(zip(("stage", "since", "department_id", "site_id"), place, strict=True)),
            **{name: counted[place, name] for name in ("devices", "failed", "locked", "nameless", "missing")},
        )
        for place in {place for place, _name in counted}
    )


class Migration(migrations.Migration):
    dependencies = [("inventory", "0005_stages_are_tallied")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
