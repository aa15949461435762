"""The body of each act. Each validates and knows what its action takes (`arguments`); none saves."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from inventory.actions.disposal import WAYS
from inventory.actions.testing import GRADES
from inventory.actions.upgrading import CONDITIONS, KINDS, LARGEST, RAM_MODULES_GB
from inventory.actions.wiping import METHODS, OUTCOMES
from inventory.api.fields import OPTIONAL, Body, CodeOf, DayOfAct, Quantity, size_name, text
from inventory.api.proofs import Proof
from inventory.models import Department
from inventory.nouns import REMOVED


class ActBody(Body):
    """What every act takes."""

    on = DayOfAct()

    def arguments(self) -> dict[str, Any]:
        """What the action takes beside the device, the day and the person."""
        return {name: value for name, value in self.validated_data.items() if name != "on"}


class TestBody(ActBody):
    __test__ = False  # not a class of tests

    passed = serializers.BooleanField()
    battery_health_pct = Quantity(**OPTIONAL, min_value=0, max_value=120, help_text="Of the design capacity.")
    note = text(1000)


class GradeBody(ActBody):
    grade = serializers.ChoiceField(choices=GRADES)


class WipeBody(ActBody):
    """`wiped` opens the gate when it is verified and proven: by `evidence`, or by a signed `statement`.

    `destroyed` and `none_present` take one of the two wherever a drive is listed.
    """

    outcome = serializers.ChoiceField(choices=OUTCOMES)
    drive = serializers.CharField(**OPTIONAL, help_text="The drive's key; without it, all not wiped yet.")
    method = serializers.ChoiceField(
        choices=METHODS, required=False, default="", allow_blank=True, help_text="NIST 800-88."
    )
    tool = text(80)
    verified = serializers.BooleanField(required=False, default=False)
    statement = text(200)
    evidence = Proof(**OPTIONAL)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["outcome"] == "wiped" and not attrs["method"]:
            raise serializers.ValidationError({"method": _("Say by which method the drive was wiped.")}, "required")
        return attrs


class PartBody(ActBody):
    """A part with its size, in the unit of its kind: `quantity_wh` of a battery, `quantity_gb` of all others."""

    kind = serializers.ChoiceField(choices=KINDS)
    quantity_gb = Quantity(**OPTIONAL, min_value=0, help_text="Of memory or a drive, and only of those.")
    quantity_wh = Quantity(**OPTIONAL, min_value=0, help_text="Of a battery, and only of that.")
    sized = True

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        kind, sizes = attrs["kind"], {name: attrs.pop(name) for name in ("quantity_gb", "quantity_wh")}
        fits = size_name(kind)
        wrong = next(name for name in sizes if name != fits)
        if sizes[wrong] is not None:
            raise serializers.ValidationError({wrong: _("Of this kind say %(name)s.") % {"name": fits}}, "invalid")
        if sizes[fits] is None and self.sized:
            raise serializers.ValidationError({fits: _("Say how large it is.")}, "required")
        size = sizes[fits] or 0
        if size > LARGEST[kind] or (self.sized and not size):
            said = _("More than 0, at most %(most)s.") % {"most": LARGEST[kind]}
            raise serializers.ValidationError({fits: said}, "out_of_range")
        return {**attrs, "quantity": size}


class PlanBody(PartBody):
    pass


class CancelPlanBody(ActBody):
    reason = text(200)


class InstallBody(PartBody):
    """One part. A harvested drive holds data until its wipe is recorded."""

    condition = serializers.ChoiceField(choices=CONDITIONS)
    slot = text(30)
    serial = text(80)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        if attrs["kind"] == "ram" and attrs["quantity"] not in RAM_MODULES_GB:
            said = _("There is no memory module of that size; record each module by itself.")
            raise serializers.ValidationError({"quantity_gb": said}, "invalid")
        return attrs


class RemoveBody(PartBody):
    """One part. `mass_kg` is what goes to `fate`; 0 where it is not known, and so is its size."""

    sized = False
    drive = serializers.CharField(**OPTIONAL, help_text="The key of the drive.")
    mass_kg = Quantity(required=False, default=0, min_value=0, max_value=20)
    fate = serializers.ChoiceField(choices=list(REMOVED))
    slot = text(30)


class SightingBody(ActBody):
    how = text(200)


class WithdrawBody(ActBody):
    reason = text(200)
    lost = serializers.BooleanField(
        default=False, help_text="It was not found: its service counts by when it was last seen; it is flagged missing."
    )


class TransferBody(ActBody):
    department = CodeOf(Department)


class ReleaseBody(ActBody):
    how = serializers.ChoiceField(choices=WAYS)
    to = text(120, required=True)
    custodian = text(120)


class RecycleBody(ActBody):
    to = text(120, required=True)
    certificate = text(80)
    reason = text(200)
    custodian = text(120)


class ReverseBody(ActBody):
    reason = text(200)
