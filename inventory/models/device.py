"""Devices and what is materialised with them from their events: drives, parts, placements, owners, transport legs.

These rows are the fold of a device's events, written by the action that appends an event, and by nothing else.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inventory.facts import DriveState
from inventory.lifecycle import Stage
from inventory.models.batch import Batch
from inventory.models.cluster import Cluster
from inventory.models.device_model import DeviceModel
from inventory.models.event import DeviceEvent
from inventory.models.evidence import Evidence
from inventory.models.place import Department, Site


def folded(tags: Iterable[str]) -> list[Lower]:
    """Tags folded by the database, whose idea of case is the one that counts."""
    return [Lower(Value(tag)) for tag in tags]


class DeviceQuerySet(models.QuerySet["Device"]):
    def in_stage(self, *stages: Stage) -> "DeviceQuerySet":
        return self.filter(stage__in=stages)

    def tagged(self, tags: Iterable[str]) -> "DeviceQuerySet":
        """Those with these tags, whatever their case."""
        return self.alias(folded_tag=Lower("asset_tag")).filter(folded_tag__in=folded(tags))

    def with_folded_tag(self) -> "DeviceQuerySet":
        """With `folded_tag` to filter by: the tag as the database's own index folds its case."""
        return self.alias(folded_tag=Lower("asset_tag"))

    def standing(self) -> "DeviceQuerySet":
        """Those whose receipt was not undone: the others are in no list and in no number."""
        return self.exclude(left_how="undone")

    def with_names(self) -> "DeviceQuerySet":
        """Everything that a row of a list shows, in one query."""
        return self.select_related("model", "department", "site", "cluster")


class Device(models.Model):
    """One machine that entered the programme: the fold of its events.

    `serial_key` is the serial by which a machine is recognised (manufacturer and serial, normalised); empty for
    placeholders, which never identify anything. `report_sha256` recognises the same report file read twice. `seen_on`
    is the last sighting of a device in service.
    """

    asset_tag = models.CharField(_("asset tag"), max_length=40, unique=True)
    manufacturer = models.CharField(max_length=80, blank=True)
    model = models.ForeignKey(DeviceModel, models.PROTECT, null=True, blank=True, related_name="devices")
    serial = models.CharField(max_length=80, blank=True)
    serial_key = models.CharField(max_length=170, blank=True)
    hardware_uuid = models.CharField(max_length=36, blank=True)
    report_sha256 = models.CharField(max_length=64, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="devices")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="devices")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="devices")
    stage = models.CharField(max_length=9, choices=[(stage.value, stage.value) for stage in Stage])
    stage_since = models.DateField()
    received_on = models.DateField()
    first_received_on = models.DateField()
    purchased_on = models.DateField(null=True, blank=True)
    cpu = models.CharField(max_length=120, blank=True)
    ram_gb = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    drives_known = models.BooleanField(default=False)
    passwords = models.JSONField(default=list, blank=True)
    test_passed = models.BooleanField(null=True, blank=True)
    battery_health_pct = models.FloatField(null=True, blank=True)
    grade = models.CharField(max_length=2, blank=True)
    plan_kind = models.CharField(max_length=10, blank=True)
    plan_quantity = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    plan_fitted = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="devices")
    seen_on = models.DateField(null=True, blank=True)
    flags = models.JSONField(default=list, blank=True)
    otherwise_fate = models.CharField(max_length=12, default="unknown")
    left_on = models.DateField(null=True, blank=True)
    left_how = models.CharField(max_length=10, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["asset_tag"]
        indexes = [
            models.Index(fields=["stage", "stage_since", "id"], name="devices_by_stage_and_age"),
            models.Index(fields=["department", "stage"], name="devices_by_department"),
            models.Index(fields=["stage_since", "id"], name="devices_by_age"),
            models.Index(fields=["received_on", "id"], name="devices_by_receipt"),
            models.Index(fields=["serial"], name="devices_by_serial"),
            models.Index(
                fields=["seen_on"], condition=models.Q(seen_on__isnull=False), name="devices_by_last_sighting"
            ),
        ]
        constraints = [
            models.UniqueConstraint(Lower("asset_tag"), name="a_tag_names_one_machine_in_any_case"),
            models.UniqueConstraint(
                fields=["serial_key"], condition=~models.Q(serial_key=""), name="a_serial_names_one_machine"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[stage.value for stage in Stage]), name="a_stage_is_one_of_the_seven"
            ),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.OUT, left_on__isnull=False)
                | (~models.Q(stage=Stage.OUT) & models.Q(left_on__isnull=True)),
                name="a_device_that_is_out_has_left",
            ),
            models.CheckConstraint(
                condition=models.Q(ram_gb__isnull=True) | models.Q(ram_gb__gte=0), name="memory_is_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(received_on__gte=models.F("first_received_on")), name="stays_are_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.asset_tag

    def get_absolute_url(self) -> str:
        return reverse("device", args=[self.asset_tag])


class Drive(models.Model):
    device = models.ForeignKey(Device, models.PROTECT, related_name="drives")
    key = models.CharField(max_length=90)
    serial = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=80, blank=True)
    size_gb = models.FloatField(null=True, blank=True)
    medium = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=9, choices=[(state.value, state.value) for state in DriveState])
    proof = models.CharField(max_length=300, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True)
    wiped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["device", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["device", "key"], name="a_drive_is_listed_once_in_a_device"),
            models.CheckConstraint(
                condition=~models.Q(state=DriveState.WIPED) | ~models.Q(proof=""), name="a_wiped_drive_has_a_proof"
            ),
        ]

    def __str__(self) -> str:
        return self.serial or self.key


class Part(models.Model):
    """A part fitted (`fate` empty) or taken out, booked on the day of its event."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="parts")
    event = models.ForeignKey(DeviceEvent, models.PROTECT, related_name="+")
    fitted = models.BooleanField()
    on = models.DateField()
    kind = models.CharField(max_length=10)
    condition = models.CharField(max_length=10, blank=True)
    quantity = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    slot = models.CharField(max_length=30, blank=True)
    fate = models.CharField(max_length=10, blank=True)
    mass_kg = models.DecimalField(max_digits=6, decimal_places=3, default=0)

    class Meta:
        ordering = ["device", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=0, mass_kg__gte=0), name="parts_are_not_negative"),
            models.CheckConstraint(
                condition=models.Q(fitted=False) | models.Q(condition__in=["new", "harvested"]),
                name="a_fitted_part_is_new_or_harvested",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"


class TransportLeg(models.Model):
    device = models.ForeignKey(Device, models.PROTECT, related_name="legs")
    event = models.ForeignKey(DeviceEvent, models.PROTECT, related_name="+")
    on = models.DateField()
    distance_km = models.DecimalField(max_digits=8, decimal_places=1)
    mode = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(distance_km__gte=0), name="a_distance_is_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.distance_km} km by {self.mode}"


class Ownership(models.Model):
    """Half-open interval of days [started_on, ended_on) in which a department owns a device."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="ownerships")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device"], condition=models.Q(ended_on__isnull=True), name="a_device_has_one_owner_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="an_ownership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} from {self.started_on.isoformat()}"


class Placement(models.Model):
    """Half-open interval of days [started_on, ended_on) of service, with the counterfactual claim fixed at its start.

    `last_seen_on` is the last sighting in it.
    """

    class Kind(models.TextChoices):
        CLUSTER = "cluster", _("Cluster")
        PERSON = "person", _("Person or lab")
        OUTSIDE = "outside", _("Outside recipient")

    class Tier(models.TextChoices):
        DOCUMENT = "document", _("Document attached")
        STATED = "stated", _("Stated need")
        UNKNOWN = "unknown", _("Unknown")

    device = models.ForeignKey(Device, models.PROTECT, related_name="placements")
    event = models.ForeignKey(DeviceEvent, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, blank=True, related_name="placements")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="placements")
    recipient = models.CharField(max_length=120, blank=True)
    slot = models.CharField(max_length=30, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField()
    displaced_class = models.CharField(max_length=30)
    displaced_lifetime_months = models.DecimalField(max_digits=5, decimal_places=1)
    displaced_per_device = models.DecimalField(max_digits=8, decimal_places=6)
    displacement_tier = models.CharField(max_length=8, choices=Tier)
    before_greenlab = models.BooleanField(default=False)

    class Meta:
        ordering = ["device", "started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["device"], condition=models.Q(ended_on__isnull=True), name="a_device_serves_in_one_place"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="a_placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="cluster", cluster__isnull=False)
                | (~models.Q(kind="cluster") & models.Q(cluster__isnull=True)),
                name="a_cluster_placement_names_its_cluster",
            ),
            models.CheckConstraint(
                condition=models.Q(displaced_lifetime_months__gt=0, displaced_per_device__gte=0),
                name="a_claim_has_a_lifetime_and_a_ratio",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.device} from {self.started_on.isoformat()}"
