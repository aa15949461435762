"""The tally of stages: what the work queue is summed from."""

from django.db import models

from inventory.models.place import Department, Site


class StageTally(models.Model):
    """Devices that came into a stage or (negative) left it, of one department at one site; the sum of rows counts.

    Every act adds rows of its own, so that acts never wait for one another; every night the devices are counted anew
    and the result takes the place of all rows. `since` is the day that lateness is counted from: since when in the
    stage; for devices in service the last sighting; for those that left the first day of that year.
    """

    stage = models.CharField(max_length=9)
    since = models.DateField()
    department = models.ForeignKey(Department, models.CASCADE, null=True, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="+")
    devices = models.IntegerField()
    failed = models.IntegerField()
    locked = models.IntegerField()
    nameless = models.IntegerField()
    missing = models.IntegerField()

    class Meta:
        verbose_name_plural = "stage tallies"

    def __str__(self) -> str:
        return f"{self.devices:+d} {self.stage}"
