"""Batches: taken back as one."""

from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from inventory import actions
from inventory.actions.answering import Answer
from inventory.api.acting import REPEAT_KEY, answered, day_of
from inventory.api.bodies import ReverseBody
from inventory.api.views import WRITE, Single, person_of
from inventory.models import Batch
from inventory.queries.batches import batches_seen_by


class BlockedDevice(serializers.Serializer[Any]):
    asset_tag = serializers.CharField()
    reason = serializers.CharField()


class ReversedBatch(serializers.Serializer[Any]):
    """`blocked` are devices on which later acts rest: nothing of them was undone. `batch` is the reversal's own."""

    done = serializers.ListField(child=serializers.CharField())
    blocked = BlockedDevice(many=True)
    batch = serializers.CharField(allow_null=True)


class ReverseBatchView(Single[Batch]):
    """Takes back every act of a batch that still stands, device by device."""

    scopes: ClassVar[dict[str, str]] = {"POST": WRITE}
    serializer_class = ReverseBody

    @extend_schema(responses=ReversedBatch, parameters=[REPEAT_KEY])
    def post(self, request: Request, reference: str) -> Response:
        person = person_of(request)
        batch = batches_seen_by(person).filter(reference=reference).first()
        if batch is None:
            raise Http404
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)

        def reverse() -> Answer:
            reason = body.validated_data["reason"]
            outcome = actions.reverse_batch(batch=batch, reason=reason, on=day_of(body), by=person)
            blocked = [{"asset_tag": one.device.asset_tag, "reason": one.reason} for one in outcome.blocked]
            done = [device.asset_tag for device in outcome.done]
            made = outcome.batch.reference if outcome.batch else None
            return Answer(200, {"done": done, "blocked": blocked, "batch": made})

        return answered(request, reverse)
