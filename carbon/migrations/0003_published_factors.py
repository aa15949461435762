"""The database refuses to change a published factor set."""

from django.db import migrations

from carbon.models import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(_apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("carbon", "0002_footprint")]

    operations = [migrations.RunPython(install, remove)]
