"""The acts on a device: one address for each verb, generated from one table. The same actions as on the pages."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from inventory import actions
from inventory.access import require
from inventory.actions._record import RIGHT_FOR
from inventory.actions.answering import Answer, answer_once
from inventory.actions.evidence import keep_evidence
from inventory.api import bodies
from inventory.api.correcting import CorrectBody
from inventory.api.device_shapes import DeviceWhole, whole
from inventory.api.fields import today
from inventory.api.serving import DeployBody
from inventory.api.verbs import ACT_NAMES
from inventory.api.views import WRITE, Single, device_tagged, person_of
from inventory.lifecycle import Verb
from inventory.models import Device, DeviceEvent, Evidence, Person

REPEAT_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Up to 200 characters of your own; for a day the same key answers the same, and acts once.",
)


@dataclass(frozen=True, slots=True)
class Verbal:
    """A verb for programs: the body it takes and the action that is called."""

    body: type[bodies.ActBody]
    action: Callable[..., Device]


ACTIONS: dict[Verb, Verbal] = {
    Verb.TEST: Verbal(bodies.TestBody, actions.record_test),
    Verb.GRADE: Verbal(bodies.GradeBody, actions.grade_device),
    Verb.WIPE: Verbal(bodies.WipeBody, actions.record_wipe),
    Verb.PLAN: Verbal(bodies.PlanBody, actions.plan_upgrade),
    Verb.CANCEL_PLAN: Verbal(bodies.CancelPlanBody, actions.cancel_plan),
    Verb.INSTALL: Verbal(bodies.InstallBody, actions.install_part),
    Verb.REMOVE: Verbal(bodies.RemoveBody, actions.remove_part),
    Verb.DEPLOY: Verbal(DeployBody, actions.deploy_device),
    Verb.SIGHT: Verbal(bodies.SightingBody, actions.record_sighting),
    Verb.WITHDRAW: Verbal(bodies.WithdrawBody, actions.withdraw_device),
    Verb.TRANSFER: Verbal(bodies.TransferBody, actions.transfer_device),
    Verb.RELEASE: Verbal(bodies.ReleaseBody, actions.release_device),
    Verb.RECYCLE: Verbal(bodies.RecycleBody, actions.recycle_device),
    Verb.CORRECT: Verbal(CorrectBody, actions.correct_device),
}

EVIDENCE_KINDS = {Verb.WIPE: Evidence.Kind.WIPE_PROOF, Verb.DEPLOY: Evidence.Kind.DISPLACEMENT}


class ActView(Single[Device]):
    """One verb on one device; `verb` is set for each address."""

    scopes: ClassVar[dict[str, str]] = {"POST": WRITE}
    verb: ClassVar[Verb]

    def post(self, request: Request, tag: str) -> Response:
        person = person_of(request)
        device = device_tagged(tag, person)
        require(person, RIGHT_FOR[self.verb], [device.department_id])
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        return answered(request, lambda: self._act(device, body, person))

    @transaction.atomic
    def _act(self, device: Device, body: Any, person: Person) -> Answer:
        facts: dict[str, Any] = body.arguments()
        if facts.get("evidence"):
            facts["evidence"] = _kept(facts["evidence"], self.verb, person)
        acted = ACTIONS[self.verb].action(device=device, **facts, on=day_of(body), by=person)
        return Answer(200, whole(acted.pk))


class ReverseEventView(Single[DeviceEvent]):
    """Takes one act back by a further one; refused when a later act rests on it, which is named."""

    scopes: ClassVar[dict[str, str]] = {"POST": WRITE}
    serializer_class = bodies.ReverseBody

    @extend_schema(responses=DeviceWhole, parameters=[REPEAT_KEY])
    def post(self, request: Request, tag: str, key: int) -> Response:
        person = person_of(request)
        device = device_tagged(tag, person)
        event = DeviceEvent.objects.filter(device=device, pk=key).select_related("device").first()
        if event is None:
            raise Http404
        require(person, actions.right_to_take_back(event, person), [device.department_id])
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)

        def reverse() -> Answer:
            actions.reverse_event(event=event, reason=body.validated_data["reason"], on=day_of(body), by=person)
            return Answer(200, whole(device.pk))

        return answered(request, reverse)


def answered(request: Request, act: Callable[[], Answer]) -> Response:
    """The answer to an act; with an Idempotency-Key, the one that it got first."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        answer = act()
    elif len(key) > 200:
        raise ValidationError({"Idempotency-Key": _("It has up to 200 characters.")}, "max_length")
    else:
        answer = answer_once(key=key, fingerprint=_fingerprint(request), act=act, by=person_of(request))
    headers = {"Idempotency-Replayed": "true"} if answer.is_repeated else None
    return Response(answer.body, status=answer.status, headers=headers)


def day_of(body: Any) -> Any:
    """The day that a body tells, else today."""
    return body.validated_data.get("on") or today()


def _fingerprint(request: Request) -> str:
    told = json.dumps([request.path, request.data], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _kept(proof: Mapping[str, Any], verb: Verb, person: Person) -> Evidence:
    return keep_evidence(content=proof["content_base64"], name=proof["name"], kind=EVIDENCE_KINDS[verb], by=person)


def _view_of(verb: Verb) -> type[ActView]:
    said = (ACTIONS[verb].action.__doc__ or "").partition(". ")[0] + "."
    fields = {"verb": verb, "serializer_class": ACTIONS[verb].body, "__doc__": said}
    view = type(f"{verb.name.title().replace('_', '')}View", (ActView,), fields)
    return extend_schema(responses=DeviceWhole, parameters=[REPEAT_KEY])(view)


urlpatterns: list[URLPattern] = [
    path(f"devices/<path:tag>/{ACT_NAMES[verb]}/", _view_of(verb).as_view(), name=f"api-act-{ACT_NAMES[verb]}")
    for verb in ACTIONS
] + [path("devices/<path:tag>/events/<int:key>/reverse/", ReverseEventView.as_view(), name="api-reverse-event")]
