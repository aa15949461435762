from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inventory", "0008_tags_in_any_case")]

    operations = [migrations.RemoveField(model_name="evidence", name="personal")]
