"""The ledger: append-only acts on devices."""

from django.db import models

from inventory import ledger
from inventory.lifecycle import Verb
from inventory.models.batch import Batch
from inventory.models.people import Person


class DeviceEventQuerySet(models.QuerySet["DeviceEvent"]):
    def in_order(self) -> "DeviceEventQuerySet":
        return self.order_by("device_id", "happened_on", "pk")


class DeviceEvent(models.Model):
    """One act on one device. The database itself refuses to change or delete it (see `inventory.models.triggers`).

    The key is the sequence: within a day, acts fold in the order in which they were recorded.
    """

    device = models.ForeignKey("inventory.Device", models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20, choices=[(verb.value, verb.value) for verb in Verb])
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="acts")
    facts = models.JSONField(default=dict)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="events")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversal")

    objects = DeviceEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["device", "happened_on", "id"], name="events_in_fold_order"),
            models.Index(fields=["-recorded_at"], name="events_latest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb=Verb.REVERSE_EVENT, reverses__isnull=False)
                | (~models.Q(verb=Verb.REVERSE_EVENT) & models.Q(reverses__isnull=True)),
                name="only_a_reversal_reverses_an_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} on {self.happened_on.isoformat()}"

    def as_event(self) -> ledger.Event:
        """The row as the pure fold sees it."""
        return ledger.Event(
            self.pk, Verb(self.verb), self.happened_on, self.recorded_at, self.facts, reverses=self.reverses_id
        )
