"""Recomputes: each one run of the engine over the fleet as of a date; and the devices that it could not assess."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from carbon.models.factor_set import FactorSet


class RecomputeQuerySet(models.QuerySet["Recompute"]):
    def done(self) -> "RecomputeQuerySet":
        return self.filter(state=Recompute.State.DONE)

    def under_way(self) -> "RecomputeQuerySet":
        return self.filter(state__in=[Recompute.State.WAITING, Recompute.State.RUNNING])

    def ever_current(self) -> "RecomputeQuerySet":
        """Those that are or were current, the current one first."""
        return self.filter(current_since__isnull=False).order_by("-current_since", "-pk")

    def current(self) -> "Recompute | None":
        """The one whose figures are shown: it became current last. One query, with its factor set."""
        return self.ever_current().select_related("factor_set").first()


class Recompute(models.Model):
    """Written whole, then current by one UPDATE that sets `current_since`: nobody sees half a night.

    `as_of` cuts exclusively: acts and days before it count. A recompute as of a past day never becomes current.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    as_of = models.DateField(_("as of"))
    known_at = models.DateTimeField(_("as known at"), null=True, blank=True)
    factor_set = models.ForeignKey(FactorSet, models.PROTECT, related_name="recomputes", null=True, blank=True)
    method_version = models.CharField(max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    current_since = models.DateTimeField(null=True, blank=True)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    results_kept = models.BooleanField(default=False)  # whether its rows are still in the tables
    scheduled_key = models.CharField(max_length=60, unique=True, null=True, blank=True)
    asked_by = models.ForeignKey(
        "inventory.Person", models.PROTECT, null=True, blank=True, related_name="asked_recomputes"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    devices_total = models.PositiveIntegerField(default=0)
    devices_done = models.PositiveIntegerField(default=0)
    devices_not_assessed = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    seconds = models.FloatField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    message = models.CharField(max_length=500, blank=True)

    objects = RecomputeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-current_since"], name="recomputes_current_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="running"), name="one_recompute_runs_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed"]),
                name="a_recompute_is_waiting_running_done_or_failed",
            ),
            models.CheckConstraint(
                condition=models.Q(current_since__isnull=True) | models.Q(state="done"),
                name="only_a_finished_recompute_is_current",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(factor_set__isnull=False),
                name="a_finished_recompute_cites_its_factor_set",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class NotAssessed(models.Model):
    """A device without figures in a recompute, and why: never counted as 0.

    The foreign keys to inventory are not held by the database: a recompute checks them itself.
    """

    class Reason(models.TextChoices):
        NO_FACTOR = "no_factor", _("No factor")
        NO_MODEL = "no_model", _("No model recorded")
        NO_SITE = "no_site", _("No site recorded")
        NO_DEPARTMENT = "no_department", _("No department recorded")

    recompute = models.ForeignKey(Recompute, models.CASCADE, related_name="not_assessed")
    device = models.ForeignKey("inventory.Device", models.DO_NOTHING, db_constraint=False, related_name="+")
    department = models.ForeignKey(
        "inventory.Department", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    reason_code = models.CharField(max_length=20, choices=Reason)
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "not assessed"
        constraints = [
            models.UniqueConstraint(fields=["recompute", "device"], name="a_device_is_not_assessed_once"),
        ]
        indexes = [models.Index(fields=["recompute", "reason", "device"], name="not_assessed_by_reason")]

    def __str__(self) -> str:
        return self.reason
