"""Rollups: what pages read instead of footprints. Their sums equal the sums of the footprints exactly."""

from django.db import models

from carbon.models.figures import TotalFigures, sums_up_constraints
from carbon.models.recompute import Recompute


class Rollup(TotalFigures):
    """Savings of the days on which a department owned devices, at the site where they served or were prepared."""

    department = models.ForeignKey("inventory.Department", models.DO_NOTHING, db_constraint=False, related_name="+")
    site = models.ForeignKey("inventory.Site", models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    service_days = models.BigIntegerField()

    class Meta:
        abstract = True


class DepartmentTotal(Rollup):
    """Everything up to the as-of date. `devices` are those that the department owns at the site on that date."""

    recompute = models.ForeignKey(Recompute, models.CASCADE, related_name="department_totals")
    devices = models.IntegerField()
    in_service = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recompute", "department", "site"], name="a_department_has_one_total_at_a_site"
            ),
            models.UniqueConstraint(
                fields=["recompute", "department"],
                condition=models.Q(site__isnull=True),
                name="a_department_has_one_total_without_a_site",
            ),
            *sums_up_constraints("total"),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} at {self.site_id} in recompute {self.recompute_id}"


class Extreme(models.Model):
    """A device of a department that is among those with the largest savings or losses of their whole life.

    Kept with the recompute, so that a page that names them costs the same however many devices there are.
    """

    recompute = models.ForeignKey(Recompute, models.CASCADE, related_name="extremes")
    department = models.ForeignKey("inventory.Department", models.DO_NOTHING, db_constraint=False, related_name="+")
    device = models.ForeignKey(
        "inventory.Device", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recompute", "department", "device"], name="a_device_is_an_extreme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} of {self.department_id} in recompute {self.recompute_id}"


class DepartmentMonth(Rollup):
    """What was added in one month, given by its first day.

    `devices` are those that served on a day of it; each counts once, here if it served last here in that month. A row
    may have days served and no device.
    """

    recompute = models.ForeignKey(Recompute, models.CASCADE, related_name="department_months")
    month = models.DateField()
    devices = models.IntegerField()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(
                fields=["recompute", "month", "department", "site"],
                name="a_department_has_one_row_for_a_month_at_a_site",
            ),
            models.UniqueConstraint(
                fields=["recompute", "month", "department"],
                condition=models.Q(site__isnull=True),
                name="a_department_has_one_row_for_a_month_without_a_site",
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="a_month_is_given_by_its_first_day"),
            *sums_up_constraints("month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} of {self.department_id} at {self.site_id} in recompute {self.recompute_id}"
