from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0006_tally_what_is_here")]

    operations = [
        migrations.AddIndex(
            model_name="device",
            index=models.Index(fields=["stage_since", "id"], name="devices_by_age"),
        ),
        migrations.AddIndex(
            model_name="device",
            index=models.Index(fields=["received_on", "id"], name="devices_by_receipt"),
        ),
    ]
