from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0009_evidence_is_personal_by_its_kind")]

    operations = [
        migrations.CreateModel(
            name="LoginTries",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "login tries"},
        ),
    ]
