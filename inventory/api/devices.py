"""Devices: the list, receiving, and one device whole."""

from typing import Any, ClassVar

from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.access import visible_devices
from inventory.api.acting import REPEAT_KEY, answered
from inventory.api.arriving import (
    MOST_AT_ONCE,
    ArrivalBody,
    ArrivalOutcomes,
    Received,
    receive_list,
    receive_one,
)
from inventory.api.device_shapes import DeviceRow, DeviceWhole, whole
from inventory.api.fields import today
from inventory.api.views import READ, WRITE, Listing, Parameters, Single, device_tagged, person_of
from inventory.lifecycle import Stage
from inventory.models import Device
from inventory.models.device import DeviceQuerySet
from inventory.queries.listing import Wanted, matching


class DeviceParameters(Parameters):
    stage = serializers.MultipleChoiceField(
        choices=[stage.value for stage in Stage], required=False, help_text="May be given several times."
    )
    department = serializers.CharField(required=False, help_text="A code.")
    site = serializers.CharField(required=False, help_text="A code.")
    cluster = serializers.CharField(required=False, help_text="A code.")
    model = serializers.CharField(required=False, help_text="The name of a model, whatever its case.")
    batch = serializers.CharField(required=False, help_text="A reference: what came in with it, or was acted on.")
    updated_since = serializers.DateTimeField(required=False, help_text="Changed at that moment or later.")
    q = serializers.CharField(required=False, help_text="Words in the tag, the serial or the model.")


ONE_OR_MANY = PolymorphicProxySerializer("Arrivals", [ArrivalBody, ArrivalBody(many=True)], None, many=False)
OUTCOME = PolymorphicProxySerializer("Outcome", [Received, ArrivalOutcomes], None, many=False)


class DeviceList(Listing[Device]):
    """The devices that the token's person sees."""

    scopes: ClassVar[dict[str, str]] = {"GET": READ, "POST": WRITE}
    serializer_class = DeviceRow
    parameters_class = DeviceParameters

    def get_queryset(self) -> DeviceQuerySet:
        asked = DeviceParameters.of(self.request)
        devices = visible_devices(person_of(self.request)).with_names().select_related("batch")
        if "stage" in asked:
            devices = devices.in_stage(*(Stage(stage) for stage in asked["stage"]))
        exact = {"department": "department__code", "site": "site__code", "cluster": "cluster__code"}
        exact |= {"model": "model__name__iexact", "updated_since": "updated_at__gte"}
        devices = devices.filter(**{column: asked[name] for name, column in exact.items() if name in asked})
        return matching(devices, Wanted(q=asked.get("q", ""), batch=asked.get("batch", "")), today())

    @extend_schema(request=ONE_OR_MANY, responses={200: OUTCOME, 201: Received}, parameters=[REPEAT_KEY])
    def post(self, request: Request) -> Response:
        """Receive a machine, or a list of up to 1,000.

        201 for one that is new here, 200 for one that is known: filled in or unchanged, so that a receipt is safe to
        repeat. A list answers 200 with an outcome for each; when its shape is wrong, nothing of it is received.
        """
        person = person_of(request)
        many = isinstance(request.data, list)
        if many and len(request.data) > MOST_AT_ONCE:
            raise ValidationError(_("At most %(most)d machines at once.") % {"most": MOST_AT_ONCE}, "max_length")
        body: Any = ArrivalBody(data=request.data, many=many)
        body.is_valid(raise_exception=True)
        receive: Any = receive_list if many else receive_one
        return answered(request, lambda: receive(body.validated_data, person))


class DeviceView(Single[Device]):
    """One device, by its tag. Send its ETag back as If-None-Match: 304 as long as nothing was done to it."""

    serializer_class = DeviceWhole

    def get(self, request: Request, tag: str) -> Response:
        device = device_tagged(tag, person_of(request))
        etag = f'"{device.pk}-{device.updated_at.timestamp():.6f}"'
        unchanged = get_conditional_response(request._request, etag=etag)
        if unchanged is not None:
            return unchanged  # type: ignore[return-value]  # REST framework takes any answer
        return Response(whole(device.pk), headers={"ETag": etag})
