"""The ledger: every act, in the order in which it was recorded."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from inventory.api.fields import Moment, size_name
from inventory.api.rows import Row
from inventory.api.views import Listing, Parameters, device_tagged, person_of
from inventory.lifecycle import Verb
from inventory.models import Device, DeviceEvent
from inventory.queries.ledger import events_seen_by, names_of_keys


class EventRow(Row):
    """One act. Ids only grow, so a follower asks for what came after the last one it has."""

    id = serializers.IntegerField(source="pk")
    device = serializers.CharField(source="device.asset_tag")
    verb = serializers.ChoiceField(choices=[verb.value for verb in Verb])
    happened_on = serializers.DateField()
    recorded_at = Moment()
    by = serializers.CharField(source="by.username")
    batch = serializers.CharField(source="batch.reference", allow_null=True)
    reverses = serializers.IntegerField(source="reverses_id", allow_null=True)
    reversed_by = serializers.IntegerField(source="reversed_by_id", allow_null=True)
    facts = serializers.SerializerMethodField()

    @cached_property
    def names(self) -> dict[str, dict[int, str]]:
        return names_of_keys()

    @extend_schema_field({"type": "object", "additionalProperties": {}})
    def get_facts(self, event: DeviceEvent) -> dict[str, Any]:
        return self._named(event.facts)

    def _named(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Facts with codes, names and units in the place of our keys, as they are read and written everywhere else."""
        told: dict[str, Any] = {}
        for name, value in facts.items():
            if name in self.names:
                told[name.removesuffix("_id")] = self.names[name].get(value)
            elif name == "quantity":
                told[size_name(facts["kind"])] = value
            elif isinstance(value, dict):
                told[name] = self._named(value)
            else:
                told[name] = value
        return told


class EventParameters(Parameters):
    device = serializers.CharField(required=False, help_text="A tag.")
    verb = serializers.ChoiceField(required=False, choices=[verb.value for verb in Verb])
    batch = serializers.CharField(required=False, help_text="A reference.")
    recorded_since = serializers.DateTimeField(required=False, help_text="Recorded at that moment or later.")
    after_id = serializers.IntegerField(required=False, min_value=0, help_text="Only acts with a greater id.")


class EventList(Listing[DeviceEvent]):
    """Acts on the devices that the token's person sees, oldest first.

    Acts that are recorded at the same moment can become visible in another order than that of their ids: a follower
    goes back a minute with `recorded_since` and skips the ids that it has.
    """

    serializer_class = EventRow
    parameters_class = EventParameters

    def get_queryset(self) -> QuerySet[DeviceEvent]:
        asked = EventParameters.of(self.request)
        columns = {
            "verb": "verb",
            "batch": "batch__reference",
            "recorded_since": "recorded_at__gte",
            "after_id": "pk__gt",
        }
        events = events_seen_by(person_of(self.request))
        if "device" in asked:
            events = events.filter(device__in=Device.objects.tagged([asked["device"]]))
        return events.filter(**{column: asked[name] for name, column in columns.items() if name in asked})


class DeviceEventList(Listing[DeviceEvent]):
    """The acts on one device, in the order in which they were recorded."""

    serializer_class = EventRow

    def get_queryset(self) -> QuerySet[DeviceEvent]:
        person = person_of(self.request)
        return events_seen_by(person).filter(device=device_tagged(self.kwargs["tag"], person))
