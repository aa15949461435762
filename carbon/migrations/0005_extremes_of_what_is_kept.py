"""The extremes of the recomputes whose footprints are still there: they were made before extremes were kept."""

from django.db import migrations
from django.db.models import F, Window
from django.db.models.functions import RowNumber

KEPT = 5


def keep_extremes(apps, schema_editor):
    extremes, every = (apps.get_model("carbon", name).objects for name in ("Extreme", "Footprint"))
    for recompute in apps.get_model("carbon", "Recompute").objects.filter(state="done"):
        footprints = every.filter(recompute=recompute)
        sides = (footprints.filter(s_g__gt=0), F("s_g").desc()), (footprints.filter(s_g__lt=0), F("s_g").asc())
        for rows, order in sides:
            nth = Window(RowNumber(), partition_by=F("department_id"), order_by=[order, F("device_id").asc()])
            found = rows.annotate(nth=nth).filter(nth__lte=KEPT).values_list("department_id", "device_id")
            kept = [
                extremes.model(recompute=recompute, department_id=department_id, device_id=device_id)
                for department_id, device_id in found
            ]
            extremes.bulk_create(kept, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("carbon", "0004_extremes_are_kept")]

    operations = [migrations.RunPython(keep_extremes, migrations.RunPython.noop)]
