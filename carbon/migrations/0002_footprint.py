"""Footprints: on PostgreSQL a table with a partition for each recompute, on SQLite a plain one."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


def create(apps, schema_editor):
    footprint = apps.get_model("carbon", "Footprint")
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.create_model(footprint)
        return
    statement, parameters = schema_editor.table_sql(footprint)
    schema_editor.execute(f"{statement} PARTITION BY LIST (recompute_id)", parameters)
    # Rows that no recompute wrote here (a restored backup) belong to no partition of their own.
    schema_editor.execute("CREATE TABLE carbon_footprint_other PARTITION OF carbon_footprint DEFAULT")


def drop(apps, schema_editor):
    schema_editor.delete_model(apps.get_model("carbon", "Footprint"))


class Migration(migrations.Migration):
    dependencies = [("carbon", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Footprint",
                    fields=[
                        ("a_emb_g", models.IntegerField()),
                        ("a_emb_low_g", models.IntegerField()),
                        ("a_emb_high_g", models.IntegerField()),
                        ("a_use_g", models.IntegerField()),
                        ("a_use_low_g", models.IntegerField()),
                        ("a_use_high_g", models.IntegerField()),
                        ("u_g", models.IntegerField()),
                        ("u_low_g", models.IntegerField()),
                        ("u_high_g", models.IntegerField()),
                        ("r_transport_g", models.IntegerField()),
                        ("r_transport_low_g", models.IntegerField()),
                        ("r_transport_high_g", models.IntegerField()),
                        ("r_refurb_g", models.IntegerField()),
                        ("r_refurb_low_g", models.IntegerField()),
                        ("r_refurb_high_g", models.IntegerField()),
                        ("r_parts_g", models.IntegerField()),
                        ("r_parts_low_g", models.IntegerField()),
                        ("r_parts_high_g", models.IntegerField()),
                        ("r_eol_g", models.IntegerField()),
                        ("r_eol_low_g", models.IntegerField()),
                        ("r_eol_high_g", models.IntegerField()),
                        ("s_g", models.IntegerField()),
                        ("s_low_g", models.IntegerField()),
                        ("s_high_g", models.IntegerField()),
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "recompute_id",
                                "device_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("service_days", models.IntegerField()),
                        ("in_service", models.BooleanField()),
                        (
                            "tier",
                            models.CharField(
                                choices=[("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("E", "E")], max_length=1
                            ),
                        ),
                        (
                            "cluster",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.cluster",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.department",
                            ),
                        ),
                        (
                            "device",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.device",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="inventory.site",
                            ),
                        ),
                        (
                            "recompute",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="footprints",
                                to="carbon.recompute",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "s_g",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("a_emb_g"), "+", models.F("a_use_g")
                                            ),
                                            "-",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("u_g"), "+", models.F("r_transport_g")
                                                        ),
                                                        "+",
                                                        models.F("r_refurb_g"),
                                                    ),
                                                    "+",
                                                    models.F("r_parts_g"),
                                                ),
                                                "+",
                                                models.F("r_eol_g"),
                                            ),
                                        ),
                                    )
                                ),
                                name="footprint_s_is_the_sum_of_its_parts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "s_low_g",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("a_emb_low_g"), "+", models.F("a_use_low_g")
                                            ),
                                            "-",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("u_low_g"), "+", models.F("r_transport_low_g")
                                                        ),
                                                        "+",
                                                        models.F("r_refurb_low_g"),
                                                    ),
                                                    "+",
                                                    models.F("r_parts_low_g"),
                                                ),
                                                "+",
                                                models.F("r_eol_low_g"),
                                            ),
                                        ),
                                    )
                                ),
                                name="footprint_s_low_is_the_sum_of_its_parts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "s_high_g",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("a_emb_high_g"), "+", models.F("a_use_high_g")
                                            ),
                                            "-",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.F("u_high_g"), "+", models.F("r_transport_high_g")
                                                        ),
                                                        "+",
                                                        models.F("r_refurb_high_g"),
                                                    ),
                                                    "+",
                                                    models.F("r_parts_high_g"),
                                                ),
                                                "+",
                                                models.F("r_eol_high_g"),
                                            ),
                                        ),
                                    )
                                ),
                                name="footprint_s_high_is_the_sum_of_its_parts",
                            ),
                        ]
                    },
                )
            ]
        ),
        migrations.RunPython(create, drop),
    ]
