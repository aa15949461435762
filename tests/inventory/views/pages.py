"""Reading and sending pages in tests, as a browser would."""

from typing import Any

from django.test import Client
from django.urls import reverse

from inventory.lifecycle import Verb
from inventory.models import Device, DeviceEvent


def act_url(verb: Verb) -> str:
    return reverse("act", args=[verb.value])


def send(client: Client, verb: Verb, devices: Device | list[Device], **fields: Any) -> Any:
    """Send a verb's form for these devices, and follow to the page that answers."""
    chosen = devices if isinstance(devices, list) else [devices]
    data = {"device": [device.asset_tag for device in chosen], "on": "2024-03-01", **fields}
    return client.post(act_url(verb), data, follow=True)


def said(response: Any) -> str:
    """The messages on the page."""
    return " ".join(str(message) for message in response.context["messages"])


def text(response: Any) -> str:
    return str(response.content.decode())


def last_act(device: Device) -> DeviceEvent:
    return device.events.order_by("-pk")[0]
