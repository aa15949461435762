"""Correct: facts that were wrong from the start, one device at a time."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.forms.act import ActForm, DayInput, NumberField
from inventory.forms.drives import DriveRows, listed, recorded
from inventory.models import Department, Device, DeviceModel, Drive, Site
from inventory.nouns import FLAGS, OTHERWISE, PASSWORDS, typed

_TEXTS = ("asset_tag", "manufacturer", "serial", "hardware_uuid", "cpu", "otherwise_fate")
_LISTS = ("passwords", "flags")
_ROWS = {"model": "model_id", "department": "department_id", "site": "site_id"}


class CorrectForm(ActForm):
    """What is known about a device. `changes()` are only those facts that were changed."""

    asset_tag = forms.CharField(label=gettext_lazy("Tag"), max_length=40)
    manufacturer = forms.CharField(label=gettext_lazy("Manufacturer"), required=False, max_length=80)
    model = forms.ModelChoiceField(
        DeviceModel.objects.all(),
        label=gettext_lazy("Model"),
        required=False,
        empty_label=gettext_lazy("Not known"),
    )
    serial = forms.CharField(label=gettext_lazy("Serial"), required=False, max_length=80)
    hardware_uuid = forms.CharField(label=gettext_lazy("Hardware UUID"), required=False, max_length=36)
    department = forms.ModelChoiceField(
        Department.objects.all(),
        label=gettext_lazy("Department"),
        required=False,
        empty_label=gettext_lazy("Not known"),
        help_text=gettext_lazy("Wrong from the start; when it changed hands on a day, transfer it instead."),
    )
    site = forms.ModelChoiceField(
        Site.objects.all(), label=gettext_lazy("Site"), required=False, empty_label=gettext_lazy("Not known")
    )
    cpu = forms.CharField(label=gettext_lazy("Processor"), required=False, max_length=120)
    ram_gb = NumberField(label=gettext_lazy("Memory"), required=False, min_value=0, max_value=1024)
    purchased_on = forms.DateField(label=gettext_lazy("Purchased on"), required=False, widget=DayInput)
    otherwise_fate = forms.ChoiceField(label=gettext_lazy("Where it would have gone"), choices=list(OTHERWISE.items()))
    passwords = forms.MultipleChoiceField(
        label=gettext_lazy("Passwords that are set"), required=False, widget=forms.CheckboxSelectMultiple
    )
    flags = forms.MultipleChoiceField(label=gettext_lazy("Flags"), required=False, widget=forms.CheckboxSelectMultiple)
    drives_known = forms.BooleanField(
        label=gettext_lazy("The list of drives below is complete (also when it is empty)"), required=False
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=200)

    def __init__(self, *args: Any, drives: list[Drive] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = self.devices[0]
        self.listed = [
            {"serial": one.serial, "model": one.model, "size_gb": one.size_gb, "medium": one.medium}
            for one in drives or []
        ]
        self.rows = DriveRows(
            self.data if self.is_bound else None, prefix="drives", initial=[listed(drive) for drive in drives or []]
        )
        self._offer("passwords", PASSWORDS, self.known.passwords)
        self._offer("flags", FLAGS, self.known.flags)
        for name, value in now(self.known).items():
            self.fields[name].initial = value
        if self.known.drives_known:
            self.leave_out(["drives_known"])

    def _offer(self, name: str, words: Mapping[str, Any], held: list[str]) -> None:
        self.offer(name, [*words.items(), *((value, value) for value in held if value not in words)])

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        told = self.rows.is_valid() and (self.known.drives_known or data.get("drives_known"))
        if self.rows.is_valid() and self.rows.filled_in() and not told:
            said = _("Tick this when every drive of the device is in the list.")
            self.add_error("drives_known", ValidationError(said))
        return data

    def changes(self) -> dict[str, Any]:
        """The facts that differ from what is recorded, named as the ledger names them."""
        was, data = now(self.known), self.cleaned_data
        changed = {name: data[name] for name in _TEXTS if data[name] != was[name]}
        changed |= {name: data[name] for name in _LISTS if sorted(data[name]) != sorted(was[name])}
        for name, fact in _ROWS.items():
            key = data[name].pk if data[name] else None
            if key != was[name]:
                changed[fact] = key
        if data["purchased_on"] != was["purchased_on"]:
            changed["purchased_on"] = data["purchased_on"].isoformat() if data["purchased_on"] else None
        if data["ram_gb"] != (None if self.known.ram_gb is None else float(self.known.ram_gb)):
            changed["ram_gb"] = data["ram_gb"]
        listed_now = [recorded(row) for row in self.rows.there()]
        if listed_now != self.listed or (not self.known.drives_known and data.get("drives_known")):
            changed["drives"] = listed_now
        return changed

    def arguments(self) -> dict[str, Any]:
        return {"changes": self.changes(), "reason": self.cleaned_data["reason"]}


def now(device: Device) -> dict[str, Any]:
    """What is recorded about the device, by field of the form."""
    return {
        **{name: getattr(device, name) for name in (*_TEXTS, *_LISTS, "purchased_on")},
        **{name: getattr(device, fact) for name, fact in _ROWS.items()},
        "ram_gb": typed(device.ram_gb),
    }
