"""Factor sets, recomputes, rollups."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("inventory", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FactorSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                ("checksum", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_factor_sets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Factor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, verbose_name="key")),
                ("zone", models.CharField(blank=True, max_length=12, verbose_name="zone")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                ("value", models.DecimalField(decimal_places=9, max_digits=15, verbose_name="value")),
                ("low", models.DecimalField(decimal_places=9, max_digits=15, verbose_name="low")),
                ("high", models.DecimalField(decimal_places=9, max_digits=15, verbose_name="high")),
                ("unit", models.CharField(max_length=20, verbose_name="unit")),
                (
                    "tier",
                    models.CharField(
                        choices=[("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("E", "E")],
                        max_length=1,
                        verbose_name="quality tier",
                    ),
                ),
                ("source", models.CharField(max_length=400, verbose_name="source")),
                ("source_ref", models.CharField(blank=True, max_length=600, verbose_name="place in the source")),
                ("licence", models.CharField(max_length=200, verbose_name="licence")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "factor_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="factors", to="carbon.factorset"
                    ),
                ),
            ],
            options={
                "ordering": ["key", "zone", "year"],
            },
        ),
        migrations.CreateModel(
            name="Recompute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("known_at", models.DateTimeField(blank=True, null=True, verbose_name="as known at")),
                ("method_version", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("current_since", models.DateTimeField(blank=True, null=True)),
                ("is_pinned", models.BooleanField(default=False, verbose_name="pinned")),
                ("results_kept", models.BooleanField(default=False)),
                ("scheduled_key", models.CharField(blank=True, max_length=60, null=True, unique=True)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("heartbeat_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("devices_total", models.PositiveIntegerField(default=0)),
                ("devices_done", models.PositiveIntegerField(default=0)),
                ("devices_not_assessed", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("seconds", models.FloatField(blank=True, null=True)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("message", models.CharField(blank=True, max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_recomputes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "factor_set",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recomputes",
                        to="carbon.factorset",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="NotAssessed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason_code",
                    models.CharField(
                        choices=[
                            ("no_factor", "No factor"),
                            ("no_model", "No model recorded"),
                            ("no_site", "No site recorded"),
                            ("no_department", "No department recorded"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventory.department",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventory.device",
                    ),
                ),
                (
                    "recompute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="not_assessed", to="carbon.recompute"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "not assessed",
            },
        ),
        migrations.CreateModel(
            name="DepartmentTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("a_emb_g", models.BigIntegerField()),
                ("a_emb_low_g", models.BigIntegerField()),
                ("a_emb_high_g", models.BigIntegerField()),
                ("a_use_g", models.BigIntegerField()),
                ("a_use_low_g", models.BigIntegerField()),
                ("a_use_high_g", models.BigIntegerField()),
                ("u_g", models.BigIntegerField()),
                ("u_low_g", models.BigIntegerField()),
                ("u_high_g", models.BigIntegerField()),
                ("r_transport_g", models.BigIntegerField()),
                ("r_transport_low_g", models.BigIntegerField()),
                ("r_transport_high_g", models.BigIntegerField()),
                ("r_refurb_g", models.BigIntegerField()),
                ("r_refurb_low_g", models.BigIntegerField()),
                ("r_refurb_high_g", models.BigIntegerField()),
                ("r_parts_g", models.BigIntegerField()),
                ("r_parts_low_g", models.BigIntegerField()),
                ("r_parts_high_g", models.BigIntegerField()),
                ("r_eol_g", models.BigIntegerField()),
                ("r_eol_low_g", models.BigIntegerField()),
                ("r_eol_high_g", models.BigIntegerField()),
                ("s_g", models.BigIntegerField()),
                ("s_low_g", models.BigIntegerField()),
                ("s_high_g", models.BigIntegerField()),
                ("service_days", models.BigIntegerField()),
                ("devices", models.IntegerField()),
                ("in_service", models.IntegerField()),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventory.department",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventory.site",
                    ),
                ),
                (
                    "recompute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="department_totals",
                        to="carbon.recompute",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DepartmentMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("a_emb_g", models.BigIntegerField()),
                ("a_emb_low_g", models.BigIntegerField()),
                ("a_emb_high_g", models.BigIntegerField()),
                ("a_use_g", models.BigIntegerField()),
                ("a_use_low_g", models.BigIntegerField()),
                ("a_use_high_g", models.BigIntegerField()),
                ("u_g", models.BigIntegerField()),
                ("u_low_g", models.BigIntegerField()),
                ("u_high_g", models.BigIntegerField()),
                ("r_transport_g", models.BigIntegerField()),
                ("r_transport_low_g", models.BigIntegerField()),
                ("r_transport_high_g", models.BigIntegerField()),
                ("r_refurb_g", models.BigIntegerField()),
                ("r_refurb_low_g", models.BigIntegerField()),
                ("r_refurb_high_g", models.BigIntegerField()),
                ("r_parts_g", models.BigIntegerField()),
                ("r_parts_low_g", models.BigIntegerField()),
                ("r_parts_high_g", models.BigIntegerField()),
                ("r_eol_g", models.BigIntegerField()),
                ("r_eol_low_g", models.BigIntegerField()),
                ("r_eol_high_g", models.BigIntegerField()),
                ("s_g", models.BigIntegerField()),
                ("s_low_g", models.BigIntegerField()),
                ("s_high_g", models.BigIntegerField()),
                ("service_days", models.BigIntegerField()),
                ("month", models.DateField()),
                ("devices", models.IntegerField()),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventory.department",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventory.site",
                    ),
                ),
                (
                    "recompute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="department_months",
                        to="carbon.recompute",
                    ),
                ),
            ],
            options={
                "ordering": ["month"],
            },
        ),
        migrations.AddConstraint(
            model_name="factorset",
            constraint=models.UniqueConstraint(fields=("name", "version"), name="a_factor_set_has_one_of_each_version"),
        ),
        migrations.AddConstraint(
            model_name="factorset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), models.Q(("checksum", ""), _negated=True), _connector="OR"
                ),
                name="a_published_factor_set_has_a_checksum",
            ),
        ),
        migrations.AddConstraint(
            model_name="factorset",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_at__isnull", True), ("published_at__isnull", False), _connector="OR"),
                name="only_a_published_factor_set_is_adopted",
            ),
        ),
        migrations.AddConstraint(
            model_name="factor",
            constraint=models.CheckConstraint(
                condition=models.Q(("high__gte", models.F("value")), ("low__lte", models.F("value"))),
                name="a_factor_lies_within_its_bounds",
            ),
        ),
        migrations.AddConstraint(
            model_name="factor",
            constraint=models.CheckConstraint(
                condition=models.Q(("tier__in", ["A", "B", "C", "D", "E"])), name="a_tier_is_one_of_a_to_e"
            ),
        ),
        migrations.AddConstraint(
            model_name="factor",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="a_factor_names_its_source"
            ),
        ),
        migrations.AddIndex(
            model_name="recompute",
            index=models.Index(fields=["-current_since"], name="recomputes_current_first"),
        ),
        migrations.AddConstraint(
            model_name="recompute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")), fields=("state",), name="one_recompute_runs_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="recompute",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])),
                name="a_recompute_is_waiting_running_done_or_failed",
            ),
        ),
        migrations.AddConstraint(
            model_name="recompute",
            constraint=models.CheckConstraint(
                condition=models.Q(("current_since__isnull", True), ("state", "done"), _connector="OR"),
                name="only_a_finished_recompute_is_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="recompute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True), ("factor_set__isnull", False), _connector="OR"
                ),
                name="a_finished_recompute_cites_its_factor_set",
            ),
        ),
        migrations.AddIndex(
            model_name="notassessed",
            index=models.Index(fields=["recompute", "reason", "device"], name="not_assessed_by_reason"),
        ),
        migrations.AddConstraint(
            model_name="notassessed",
            constraint=models.UniqueConstraint(fields=("recompute", "device"), name="a_device_is_not_assessed_once"),
        ),
        migrations.AddConstraint(
            model_name="departmenttotal",
            constraint=models.CheckConstraint(
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
                name="total_s_is_the_sum_of_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmenttotal",
            constraint=models.CheckConstraint(
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
                name="total_s_low_is_the_sum_of_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmenttotal",
            constraint=models.CheckConstraint(
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
                name="total_s_high_is_the_sum_of_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmentmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="a_month_is_given_by_its_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="departmentmonth",
            constraint=models.CheckConstraint(
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
                name="month_s_is_the_sum_of_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmentmonth",
            constraint=models.CheckConstraint(
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
                name="month_s_low_is_the_sum_of_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmentmonth",
            constraint=models.CheckConstraint(
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
                name="month_s_high_is_the_sum_of_its_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmentmonth",
            constraint=models.UniqueConstraint(
                fields=("recompute", "month", "department", "site"),
                name="a_department_has_one_row_for_a_month_at_a_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmentmonth",
            constraint=models.UniqueConstraint(
                condition=models.Q(("site__isnull", True)),
                fields=("recompute", "month", "department"),
                name="a_department_has_one_row_for_a_month_without_a_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="departmenttotal",
            constraint=models.UniqueConstraint(
                fields=("recompute", "department", "site"), name="a_department_has_one_total_at_a_site"
            ),
        ),
        migrations.AddConstraint(
            model_name="departmenttotal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("site__isnull", True)),
                fields=("recompute", "department"),
                name="a_department_has_one_total_without_a_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="factor",
            constraint=models.UniqueConstraint(
                fields=("factor_set", "key", "zone", "year"), name="a_factor_stands_once_for_a_year_in_its_set"
            ),
        ),
        migrations.AddConstraint(
            model_name="factor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("year__isnull", True)),
                fields=("factor_set", "key", "zone"),
                name="a_factor_without_a_year_stands_once_in_its_set",
            ),
        ),
    ]
