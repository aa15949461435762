"""The bodies of a service: a deployment's place and claim, also of one that began before GreenLab."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from inventory.actions.deployment import claim_for
from inventory.api.bodies import ActBody
from inventory.api.fields import OPTIONAL, Body, CodeOf, DayOfAct, Quantity, text
from inventory.api.proofs import Proof
from inventory.models import Cluster, Placement, Site
from inventory.nouns import DISPLACED

Kind = Placement.Kind
PLACE = ("kind", "cluster", "site", "recipient", "slot")


class PlaceBody(Body):
    """Where it serves, and what is not bought because of it. Without class and lifetime the usual ones are taken."""

    kind = serializers.ChoiceField(choices=Kind.values)
    cluster = CodeOf(Cluster, **OPTIONAL)
    site = CodeOf(Site, **OPTIONAL)
    recipient = text(120)
    slot = text(30)
    displaced_class = serializers.ChoiceField(choices=list(DISPLACED), required=False)
    displaced_lifetime_months = Quantity(required=False, min_value=1, max_value=180)
    displaced_per_device = Quantity(
        required=False, min_value=0, max_value=10, help_text="As measured for a cluster; 1 for a person's place."
    )
    ratio_evidence = text(200)
    displacement_tier = serializers.ChoiceField(choices=Placement.Tier.values, default=Placement.Tier.UNKNOWN.value)
    document = text(200)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        missing = {}
        if attrs["kind"] == Kind.CLUSTER:
            if attrs["cluster"] is None:
                missing["cluster"] = _("Name the cluster.")
            if "displaced_per_device" not in attrs:
                missing["displaced_per_device"] = _("For computing this is measured, never assumed.")
        elif attrs["cluster"] is not None:
            missing["cluster"] = _("Only a deployment to a cluster names one.")
        elif not attrs["recipient"]:
            missing["recipient"] = _("Say who receives the device.")
        if attrs["displacement_tier"] == Placement.Tier.DOCUMENT and not (attrs["document"] or attrs.get("evidence")):
            missing["document"] = _("Attach the document or give its reference.")
        if missing:
            raise serializers.ValidationError(missing, "required")
        return attrs


class InServiceBody(PlaceBody):
    """A service that began before GreenLab."""

    since = DayOfAct(required=True, help_text="Its first day.")


class DeployBody(PlaceBody, ActBody):
    delivery_km = Quantity(**OPTIONAL, min_value=0, max_value=40_000)
    evidence = Proof(**OPTIONAL)

    def arguments(self) -> dict[str, Any]:
        data = self.validated_data
        place = {name: data[name] for name in (*PLACE, "delivery_km", "evidence")}
        return {**place, "claim": claim_for(data["kind"], data)}
