"""Upgrades: plan, cancel, fit, remove."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.actions.upgrading import LARGEST, RAM_MODULES_GB
from inventory.forms.act import ActForm, NumberField
from inventory.models import Drive
from inventory.nouns import PARTS, amount, typed


class _PartForm(ActForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Part"), choices=list(PARTS.items()), initial="ram", widget=forms.RadioSelect
    )
    quantity = NumberField(
        label=gettext_lazy("Size"), min_value=0, help_text=gettext_lazy("GB of memory or drive, Wh of battery.")
    )
    wide_fields = frozenset({"kind"})
    any_size = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, quantity = data.get("kind"), data.get("quantity")
        if kind not in LARGEST or quantity is None:
            return data
        unit = "Wh" if kind == "battery" else "GB"
        if quantity > LARGEST[kind]:
            told = {"most": amount(LARGEST[kind]), "unit": unit}
            self.add_error("quantity", ValidationError(_("No laptop takes that: at most %(most)s %(unit)s.") % told))
        elif not self.any_size and not quantity:
            self.add_error("quantity", ValidationError(_("Say how large it is.")))
        return data


class PlanForm(_PartForm):
    """A part that a device is to get."""

    any_size = False


class CancelPlanForm(ActForm):
    """Why a planned part is not wanted any more."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=200)


class InstallForm(_PartForm):
    """A part that was fitted."""

    condition = forms.ChoiceField(
        label=gettext_lazy("Where the part comes from"),
        choices=[
            ("harvested", gettext_lazy("Harvested from another machine")),
            ("new", gettext_lazy("New")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("A harvested drive holds data until its wipe is recorded."),
    )
    slot = forms.CharField(label=gettext_lazy("Slot"), required=False, max_length=30)
    serial = forms.CharField(label=gettext_lazy("Serial of the part"), required=False, max_length=80)
    wide_fields = frozenset({"kind", "condition"})
    any_size = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.device is None:
            self.leave_out(["serial"])
        elif self.device.plan_kind and self.device.plan_quantity is not None:
            fitted = self.device.plan_fitted or 0
            self.fields["kind"].initial = self.device.plan_kind
            self.fields["quantity"].initial = typed(self.device.plan_quantity - fitted)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        quantity = data.get("quantity")
        if data.get("kind") == "ram" and quantity and quantity not in RAM_MODULES_GB and "quantity" not in self.errors:
            said = _("There is no memory module of %(gb)s GB; record each module by itself.") % {"gb": amount(quantity)}
            self.add_error("quantity", ValidationError(said))
        return data


class RemoveForm(_PartForm):
    """A part that was taken out."""

    drive = forms.ChoiceField(label=gettext_lazy("Which drive"), required=False)
    mass_kg = NumberField(
        label=gettext_lazy("Mass of what goes"),
        required=False,
        min_value=0,
        max_value=20,
        help_text=gettext_lazy("Empty when it is not known, or when the part stays in stock."),
    )
    fate = forms.ChoiceField(
        label=gettext_lazy("Where it goes"),
        choices=[
            ("stock", gettext_lazy("Into stock, for another machine")),
            ("recycled", gettext_lazy("Recycled")),
            ("landfilled", gettext_lazy("Landfilled")),
        ],
        widget=forms.RadioSelect,
    )
    slot = forms.CharField(label=gettext_lazy("Slot"), required=False, max_length=30)
    wide_fields = frozenset({"kind", "fate"})
    units = {"mass_kg": "kg"}

    def __init__(self, *args: Any, drives: list[Drive] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].required = False
        if drives:
            self.offer("drive", [("", _("None of those listed")), *((one.key, str(one)) for one in drives)])
        else:
            self.leave_out(["drive"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind, drive = data.get("kind"), data.get("drive")
        if drive and kind not in ("ssd", "hdd"):
            self.add_error("drive", ValidationError(_("A drive is named for an SSD or a hard disk only.")))
        elif kind in ("ssd", "hdd") and "drive" in self.fields and not drive:
            self.add_error("drive", ValidationError(_("Say which drive was taken out, so that its data is followed.")))
        return data

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        return {
            **data,
            "quantity": data["quantity"] or 0,
            "mass_kg": data["mass_kg"] or 0,
            "drive": data.get("drive") or None,
        }
