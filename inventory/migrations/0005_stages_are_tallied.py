"""The last sighting beside each device, and the tally of stages that the work queue is summed from."""

import django.db.models.deletion
from django.db import migrations, models


def place(to: str) -> models.ForeignKey:
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [("inventory", "0004_answers_are_kept")]

    operations = [
        migrations.AddField(
            model_name="device",
            name="seen_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="device",
            index=models.Index(
                condition=models.Q(("seen_on__isnull", False)), fields=["seen_on"], name="devices_by_last_sighting"
            ),
        ),
        migrations.CreateModel(
            name="StageTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=9)),
                ("since", models.DateField()),
                ("devices", models.IntegerField()),
                ("failed", models.IntegerField()),
                ("locked", models.IntegerField()),
                ("nameless", models.IntegerField()),
                ("missing", models.IntegerField()),
                ("department", place("inventory.department")),
                ("site", place("inventory.site")),
            ],
            options={"verbose_name_plural": "stage tallies"},
        ),
    ]
