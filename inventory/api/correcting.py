"""The body of a correction: facts that were wrong from the start, by the names under which devices are read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from inventory.api.bodies import ActBody
from inventory.api.fields import OPTIONAL, Body, CodeOf, Quantity, text
from inventory.models import Department, DeviceModel, Site
from inventory.nouns import FLAGS, MEDIA, OTHERWISE, PASSWORDS


class DriveBody(Body):
    """One drive that is in the machine."""

    serial = text(80)
    model = text(80)
    size_gb = Quantity(**OPTIONAL, min_value=0, max_value=100_000)
    medium = serializers.ChoiceField(choices=list(MEDIA), required=False, default="", allow_blank=True)


class ModelBody(Body):
    """A model of the catalogue."""

    manufacturer = text(80, required=True)
    name = text(120, required=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        found = DeviceModel.objects.filter(manufacturer__iexact=attrs["manufacturer"], name__iexact=attrs["name"])
        row = found.first()
        if row is None:
            raise serializers.ValidationError({"name": _("The catalogue has no such model.")}, "does_not_exist")
        return {"row": row}


class ChangesBody(Body):
    """Only what is to be changed. `drives` is the whole list: drives that it does not name were never there."""

    asset_tag = serializers.CharField(max_length=40, required=False)
    manufacturer = serializers.CharField(max_length=80, required=False, allow_blank=True)
    model = ModelBody(required=False, allow_null=True)
    serial = serializers.CharField(max_length=80, required=False, allow_blank=True)
    hardware_uuid = serializers.CharField(max_length=36, required=False, allow_blank=True)
    department = CodeOf(Department, required=False, allow_null=True)
    site = CodeOf(Site, required=False, allow_null=True)
    purchased_on = serializers.DateField(required=False, allow_null=True)
    cpu = serializers.CharField(max_length=120, required=False, allow_blank=True)
    ram_gb = Quantity(required=False, allow_null=True, min_value=0, max_value=1024)
    passwords = serializers.ListField(child=serializers.ChoiceField(choices=list(PASSWORDS)), required=False)
    flags = serializers.ListField(child=serializers.ChoiceField(choices=list(FLAGS)), required=False)
    drives = DriveBody(many=True, required=False)
    otherwise_fate = serializers.ChoiceField(choices=list(OTHERWISE), required=False)


class CorrectBody(ActBody):
    changes = ChangesBody()
    reason = text(200)

    def validate_changes(self, value: dict[str, Any]) -> dict[str, Any]:
        """Something is changed."""
        if not value:
            raise serializers.ValidationError(_("Nothing was changed."), "required")
        return value

    def arguments(self) -> dict[str, Any]:
        return {"changes": as_recorded(self.validated_data["changes"]), "reason": self.validated_data["reason"]}


def as_recorded(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes by the names and in the values of the ledger."""
    recorded = dict(changes)
    for name in ("department", "site"):
        if name in recorded:
            row = recorded.pop(name)
            recorded[f"{name}_id"] = row.pk if row else None
    if "model" in recorded:
        model = recorded.pop("model")
        recorded["model_id"] = model["row"].pk if model else None
    if recorded.get("purchased_on"):
        recorded["purchased_on"] = recorded["purchased_on"].isoformat()
    return recorded
