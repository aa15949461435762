from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inventory", "0007_lists_are_read_in_order")]

    operations = [migrations.RemoveField(model_name="evidence", name="personal")]
