"""Footprints: the figures of one device in one recompute."""

from django.db import models

from carbon.engine.factors import Tier
from carbon.engine.uncertainty import Bounds
from carbon.models.figures import DeviceFigures, bounds_of, sums_up_constraints
from carbon.models.recompute import Recompute


class Footprint(DeviceFigures):
    """Key (recompute, device). On PostgreSQL the table has a partition for each recompute that is kept.

    The database holds no foreign keys here (one made writing 4.6 times slower); the recompute checks them by an
    anti-join. `department`, `site` and `cluster` are those of the as-of date; `tier` is the worst of the figures that
    decide the saving.
    """

    pk = models.CompositePrimaryKey("recompute_id", "device_id")
    recompute = models.ForeignKey(
        Recompute, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="footprints"
    )
    device = models.ForeignKey(
        "inventory.Device", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    department = models.ForeignKey(
        "inventory.Department", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    site = models.ForeignKey(
        "inventory.Site", models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    cluster = models.ForeignKey(
        "inventory.Cluster", models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    service_days = models.IntegerField()
    in_service = models.BooleanField()
    tier = models.CharField(max_length=1, choices=[(tier.value, tier.value) for tier in Tier])

    class Meta:
        constraints = sums_up_constraints("footprint")

    def __str__(self) -> str:
        return f"{self.device_id} in recompute {self.recompute_id}"

    def bounds(self) -> Bounds:
        """Its components in each scenario, in whole grams."""
        return bounds_of(self)
