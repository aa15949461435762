"""Receive through the interface: one machine, or a list of them with an outcome for each."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from inventory.actions import Arrival, InService, Intake, receive_devices
from inventory.actions.answering import Answer
from inventory.actions.deployment import claim_for
from inventory.actions.intake import find_or_add_model
from inventory.actions.testing import GRADES
from inventory.api.correcting import DriveBody
from inventory.api.device_shapes import DeviceWhole, whole
from inventory.api.fields import OPTIONAL, Body, CodeOf, DayOfAct, Quantity, text, today
from inventory.api.serving import PLACE, InServiceBody
from inventory.lifecycle import IllegalAct
from inventory.models import Department, Device, DeviceModel, Person, Site
from inventory.nouns import OTHERWISE, PASSWORDS
from inventory.queries import known_devices

MOST_AT_ONCE = 1000


class ArrivalBody(Body):
    """One machine that comes in, as far as it is known.

    Without `drives` nobody has looked for them; an empty list says that there are none.
    """

    on = DayOfAct()
    asset_tag = text(40)
    manufacturer = text(80)
    model = text(120)
    form = serializers.ChoiceField(choices=DeviceModel.Form.values, default=DeviceModel.Form.LAPTOP.value)
    serial = text(80)
    hardware_uuid = text(36)
    department = CodeOf(Department, **OPTIONAL)
    site = CodeOf(Site, **OPTIONAL)
    purchased_on = serializers.DateField(**OPTIONAL)
    cpu = text(120)
    ram_gb = Quantity(**OPTIONAL, min_value=0, max_value=1024)
    drives = serializers.ListField(child=DriveBody(), **OPTIONAL)
    passwords = serializers.ListField(child=serializers.ChoiceField(choices=list(PASSWORDS)), required=False)
    grade = serializers.ChoiceField(choices=GRADES, required=False, default="", allow_blank=True)
    otherwise_fate = serializers.ChoiceField(choices=list(OTHERWISE), default="unknown")
    collection_km = Quantity(**OPTIONAL, min_value=0, max_value=40_000)
    note = text(1000)
    in_service = InServiceBody(**OPTIONAL)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["model"] and not attrs["manufacturer"]:
            raise serializers.ValidationError({"manufacturer": _("Say who made this model.")}, "required")
        begun_on = attrs["in_service"]["since"] if attrs["in_service"] else attrs.get("on") or today()
        if attrs["purchased_on"] and attrs["purchased_on"] > begun_on:
            raise serializers.ValidationError({"purchased_on": _("The purchase is after the receipt.")}, "invalid")
        return attrs


class Received(DeviceWhole):
    """The device, and whether it is new here, was filled in, or was known as it is."""

    outcome = serializers.ChoiceField(choices=("received", "filled", "unchanged"))


class ArrivalOutcome(serializers.Serializer[Any]):
    index = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=("received", "filled", "unchanged", "refused"))
    asset_tag = serializers.CharField(allow_null=True)
    detail = serializers.CharField()


class ArrivalOutcomes(serializers.Serializer[Any]):
    """What became of each machine of a list, in its order. By its `batch` it can be reversed as one."""

    items = ArrivalOutcome(many=True)
    batch = serializers.CharField(allow_null=True)


@transaction.atomic
def receive_one(data: dict[str, Any], person: Person) -> Answer:
    """201 for a machine that is new here, 200 for a known one. Raises IllegalAct where traits disagree."""
    intake = receive_devices(arrivals=_arrivals([data], person), on=today(), by=person)
    if intake.refused:
        raise IllegalAct(intake.refused[0].reason)  # the transaction takes back a model that was added for it
    outcome, device = _sorted(intake)[0]
    return Answer(201 if outcome == "received" else 200, {**whole(device.pk), "outcome": outcome})


@transaction.atomic
def receive_list(items: Sequence[dict[str, Any]], person: Person) -> Answer:
    """200 with an outcome for each: the good ones are received, the others are told why not."""
    arrivals = _arrivals(items, person)
    intake = receive_devices(arrivals=arrivals, source="API", on=today(), by=person)
    refused = {refusal.arrival.row: refusal.reason for refusal in intake.refused}
    by_index = _by_index(arrivals, intake, refused)
    outcomes = [
        {"index": index, "outcome": "refused", "asset_tag": None, "detail": refused[index]}
        if index in refused
        else {"index": index, "outcome": by_index[index][0], "asset_tag": by_index[index][1].asset_tag, "detail": ""}
        for index in range(len(items))
    ]
    return Answer(200, {"items": outcomes, "batch": intake.batch.reference if intake.batch else None})


def _arrivals(items: Sequence[dict[str, Any]], person: Person) -> list[Arrival]:
    models: dict[tuple[str, str], DeviceModel] = {}
    for item in items:
        name = (item["manufacturer"].casefold(), item["model"].casefold())
        if item["model"] and name not in models:
            models[name] = find_or_add_model(
                manufacturer=item["manufacturer"], name=item["model"], form=item["form"], by=person
            )
    return [
        _arrival(item, models.get((item["manufacturer"].casefold(), item["model"].casefold())), index)
        for index, item in enumerate(items)
    ]


_SAME = (
    *("asset_tag", "manufacturer", "serial", "hardware_uuid", "department", "site", "purchased_on", "cpu", "ram_gb"),
    *("drives", "grade", "otherwise_fate", "collection_km", "note"),
)


def _arrival(item: dict[str, Any], model: DeviceModel | None, index: int) -> Arrival:
    service = item["in_service"]
    return Arrival(
        **{name: item[name] for name in _SAME},
        model=model,
        passwords=tuple(item.get("passwords", ())),
        received_on=item.get("on"),
        in_service=_service(service) if service else None,
        row=index,
    )


def _service(told: dict[str, Any]) -> InService:
    return InService(**{name: told[name] for name in PLACE}, since=told["since"], claim=claim_for(told["kind"], told))


def _sorted(intake: Intake) -> list[tuple[str, Device]]:
    """Every device that came in or was known, with what became of it."""
    named = {"received": intake.received, "filled": intake.filled, "unchanged": intake.unchanged}
    return [(outcome, device) for outcome, devices in named.items() for device in devices]


def _by_index(
    arrivals: Sequence[Arrival], intake: Intake, refused: dict[int | None, str]
) -> dict[int | None, tuple[str, Device]]:
    """Which arrival became which device: by what it is recognised by, the nameless ones in their order."""
    outcomes = {device.pk: (outcome, device) for outcome, device in _sorted(intake)}
    taken = [arrival for arrival in arrivals if arrival.row not in refused]
    named = [arrival for arrival in taken if arrival.traits.texts()]
    found: dict[int | None, tuple[str, Device]] = {}
    for arrival, known in zip(named, known_devices([arrival.traits for arrival in named]), strict=True):
        found[arrival.row] = outcomes.pop(known.devices[0].pk)
    nameless = [arrival.row for arrival in taken if arrival.row not in found]
    return found | dict(zip(nameless, outcomes.values(), strict=True))
