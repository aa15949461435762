"""Tags that differ in nothing but their case name one machine, as scanning always had it."""

from collections import defaultdict

from django.db import migrations, models
from django.db.models.functions import Lower


def refuse_doubles(apps, schema_editor):
    tags = defaultdict(list)
    for folded, tag in apps.get_model("inventory", "Device").objects.values_list(Lower("asset_tag"), "asset_tag"):
        tags[folded].append(tag)
    doubles = sorted(" and ".join(sorted(same)) for same in tags.values() if len(same) > 1)
    if doubles:
        # A tag follows from acts, which are not changed: a person corrects it, by an act.
        raise RuntimeError(
            f"Tags that differ in case only name several devices: {'; '.join(doubles)}. "
            "Start the version before this one, correct all but one of each on their pages, then migrate again."
        )


class Migration(migrations.Migration):
    dependencies = [("inventory", "0007_lists_are_read_in_order")]

    operations = [
        migrations.RunPython(refuse_doubles, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.UniqueConstraint(Lower("asset_tag"), name="a_tag_names_one_machine_in_any_case"),
        ),
    ]
