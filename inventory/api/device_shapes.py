"""A device as programs see it: as a row of a list, and whole."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from inventory.api.fields import Amount, Moment, size_name
from inventory.api.rows import Row
from inventory.api.verbs import ACT_NAMES
from inventory.facts import DriveState
from inventory.lifecycle import Stage, Verb, allowed_verbs, blockers
from inventory.models import Device, Placement
from inventory.queries import facts_of


class DeviceRow(Row):
    """One machine. What is planned and fitted of it is in GB, for a battery in Wh; in the other unit it is null."""

    asset_tag = serializers.CharField()
    stage = serializers.ChoiceField(choices=[stage.value for stage in Stage])
    stage_since = serializers.DateField()
    manufacturer = serializers.CharField()
    model = serializers.CharField(source="model.name", allow_null=True)
    serial = serializers.CharField()
    hardware_uuid = serializers.CharField()
    department = serializers.CharField(source="department.code", allow_null=True)
    site = serializers.CharField(source="site.code", allow_null=True)
    cluster = serializers.CharField(source="cluster.code", allow_null=True)
    batch = serializers.CharField(source="batch.reference", allow_null=True)
    received_on = serializers.DateField()
    first_received_on = serializers.DateField()
    purchased_on = serializers.DateField(allow_null=True)
    cpu = serializers.CharField()
    ram_gb = Amount(allow_null=True)
    drives_known = serializers.BooleanField()
    passwords = serializers.ListField(child=serializers.CharField())
    test_passed = serializers.BooleanField(allow_null=True)
    battery_health_pct = Amount(allow_null=True)
    grade = serializers.CharField()
    plan_kind = serializers.CharField()
    plan_quantity_gb = serializers.SerializerMethodField()
    plan_quantity_wh = serializers.SerializerMethodField()
    plan_fitted_gb = serializers.SerializerMethodField()
    plan_fitted_wh = serializers.SerializerMethodField()
    flags = serializers.ListField(child=serializers.CharField())
    otherwise_fate = serializers.CharField()
    left_on = serializers.DateField(allow_null=True)
    left_how = serializers.CharField()
    updated_at = Moment()

    @extend_schema_field(Amount(allow_null=True))
    def get_plan_quantity_gb(self, device: Device) -> str | None:
        return _planned(device, "plan_quantity", "plan_quantity_gb")

    @extend_schema_field(Amount(allow_null=True))
    def get_plan_quantity_wh(self, device: Device) -> str | None:
        return _planned(device, "plan_quantity", "plan_quantity_wh")

    @extend_schema_field(Amount(allow_null=True))
    def get_plan_fitted_gb(self, device: Device) -> str | None:
        return _planned(device, "plan_fitted", "plan_fitted_gb")

    @extend_schema_field(Amount(allow_null=True))
    def get_plan_fitted_wh(self, device: Device) -> str | None:
        return _planned(device, "plan_fitted", "plan_fitted_wh")


def _planned(device: Device, column: str, name: str) -> str | None:
    """A size of the plan under the name that has its unit, None under the other."""
    size = getattr(device, column)
    return None if size is None or size_name(device.plan_kind, column) != name else Amount().to_representation(size)


class DriveShape(serializers.Serializer[Any]):
    """One drive; `key` names it in a wipe."""

    key = serializers.CharField()
    serial = serializers.CharField()
    model = serializers.CharField()
    size_gb = Amount(allow_null=True)
    medium = serializers.CharField()
    state = serializers.ChoiceField(choices=[state.value for state in DriveState])
    proof = serializers.CharField()
    wiped_on = serializers.DateField(allow_null=True)


class PlacementShape(serializers.Serializer[Any]):
    """A service in [started_on, ended_on), and what it is claimed to replace."""

    kind = serializers.ChoiceField(choices=Placement.Kind.values)
    cluster = serializers.CharField(source="cluster.code", allow_null=True)
    site = serializers.CharField(source="site.code", allow_null=True)
    recipient = serializers.CharField()
    slot = serializers.CharField()
    started_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    last_seen_on = serializers.DateField()
    displaced_class = serializers.CharField()
    displaced_lifetime_months = Amount()
    displaced_per_device = Amount()
    displacement_tier = serializers.ChoiceField(choices=Placement.Tier.values)
    before_greenlab = serializers.BooleanField()


class DeviceWhole(DeviceRow):
    """One machine with its drives, its service, what keeps it from being ready, and the acts that it allows."""

    drives = DriveShape(many=True)
    placements = PlacementShape(many=True)
    blockers = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField()
    last_event_id = serializers.SerializerMethodField()

    def to_representation(self, instance: Device) -> dict[str, Any]:
        self.facts = facts_of([instance])[instance.pk]
        shown: dict[str, Any] = super().to_representation(instance)
        return shown

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_blockers(self, device: Device) -> list[str]:
        return blockers(self.facts)

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": sorted(ACT_NAMES.values())}})
    def get_acts(self, device: Device) -> list[str]:
        return [ACT_NAMES[verb] for verb in allowed_verbs(self.facts) if verb is not Verb.RECEIVE]

    def get_last_event_id(self, device: Device) -> int | None:
        return device.events.order_by("-pk").values_list("pk", flat=True).first()


def whole(key: int) -> dict[str, Any]:
    """The device with that key as it is now, whoever asks. Five queries."""
    devices = (
        Device.objects.with_names()
        .select_related("batch")
        .prefetch_related("drives", "placements__cluster", "placements__site")
    )
    shown: dict[str, Any] = DeviceWhole(devices.get(pk=key)).data
    return shown
