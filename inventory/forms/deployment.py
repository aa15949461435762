"""Service: deploy with its claim, sighting, withdrawal, transfer."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.actions.deployment import claim_for
from inventory.forms.act import ActForm, NumberField, NumberInput, proof_of_size
from inventory.models import Cluster, Department, Placement, Site
from inventory.nouns import DISPLACED

Kind = Placement.Kind

TIERS = [
    (Placement.Tier.UNKNOWN.value, gettext_lazy("Not known")),
    (Placement.Tier.STATED.value, gettext_lazy("The need was stated")),
    (Placement.Tier.DOCUMENT.value, gettext_lazy("Documented: an order cancelled or put off")),
]
MEASURED = gettext_lazy("For computing this is measured, never assumed: 20/60 when 20 new machines do the same as 60.")


# No powers of ten: the twelve characters 1e4000000 are a number that takes minutes to write out.
_RATIO = re.compile(r"(?a:\d{0,9}\.?\d{1,20}|\d{1,9}/\d{1,9})")


class RatioField(forms.CharField):
    """A ratio as people say it: 0.333, 0,333, 1/3 or 20/60."""

    def to_python(self, value: Any) -> Any:
        """The ratio as a number, None when nothing was typed. Raises ValidationError in words."""
        text = super().to_python(value)
        if not text:
            return None
        plain = text.replace(",", ".").replace(" ", "")
        try:
            if not _RATIO.fullmatch(plain):
                raise ValueError(plain)
            ratio = Fraction(plain)
        except (ValueError, ZeroDivisionError):
            raise ValidationError(_("Write a number such as 0.333, or a ratio such as 20/60.")) from None
        if not 0 <= ratio <= 10:
            raise ValidationError(_("New machines replaced by one device: between 0 and 10."))
        return float(ratio)


class DeployForm(ActForm):
    """Where the device goes, and what is not bought because of it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Where to"),
        choices=[
            (Kind.CLUSTER.value, gettext_lazy("A cluster")),
            (Kind.PERSON.value, gettext_lazy("A person or lab")),
            (Kind.OUTSIDE.value, gettext_lazy("An outside recipient")),
        ],
        widget=forms.RadioSelect,
    )
    cluster = forms.ModelChoiceField(
        Cluster.objects.all(), label=gettext_lazy("Cluster"), required=False, empty_label=gettext_lazy("Choose one")
    )
    recipient = forms.CharField(label=gettext_lazy("Who receives it"), required=False, max_length=120)
    slot = forms.CharField(label=gettext_lazy("Slot or desk"), required=False, max_length=30)
    site = forms.ModelChoiceField(
        Site.objects.all(),
        label=gettext_lazy("Site, for its electricity"),
        required=False,
        empty_label=gettext_lazy("Where the device is now"),
    )
    delivery_km = NumberField(label=gettext_lazy("Delivery distance"), required=False, min_value=0, max_value=40_000)
    displaced_class = forms.ChoiceField(
        label=gettext_lazy("New machine that is not bought"),
        required=False,
        help_text=gettext_lazy("Usually a small desktop for a cluster, a laptop for people."),
    )
    displaced_lifetime_months = NumberField(
        label=gettext_lazy("Its lifetime in months"),
        required=False,
        min_value=1,
        max_value=180,
        help_text=gettext_lazy("Empty: 60 for a cluster, 48 for people."),
    )
    displaced_per_device = RatioField(
        label=gettext_lazy("New machines that one device replaces"),
        required=False,
        widget=NumberInput,
        help_text=gettext_lazy(
            "1 for a person's place. For a cluster as measured: 20/60 when 20 new ones do the same."
        ),
    )
    ratio_evidence = forms.CharField(
        label=gettext_lazy("How that was measured"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The benchmark run on both machines."),
    )
    displacement_tier = forms.ChoiceField(
        label=gettext_lazy("How sure it is that nothing is bought"),
        choices=TIERS,
        initial=Placement.Tier.UNKNOWN,
        widget=forms.RadioSelect,
    )
    document = forms.CharField(
        label=gettext_lazy("Reference of the document"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as the number of the order."),
    )
    evidence = forms.FileField(label=gettext_lazy("The document"), required=False, validators=[proof_of_size])
    wide_fields = frozenset({"kind", "displacement_tier", "evidence"})
    file_field = "evidence"
    claim_fields = (
        "displaced_class",
        "displaced_lifetime_months",
        "displaced_per_device",
        "ratio_evidence",
        "displacement_tier",
        "document",
        "evidence",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = _("The usual for that kind of place")
        self.offer("displaced_class", [("", usual), *DISPLACED.items()])
        kind = self.data.get("kind", "")
        if kind == Kind.CLUSTER:
            self.need(["cluster"], _("Choose the cluster."))
            self.need(["displaced_per_device"], MEASURED)
        elif kind:
            self.need(["recipient"], _("Say who receives the device."))
        self.order_fields([*(name for name in self.fields if name not in (*self.claim_fields, "on")), "on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        documented = data.get("displacement_tier") == Placement.Tier.DOCUMENT
        if documented and not (data.get("document") or self.file or self.data.get("kept")):
            self.add_error("document", ValidationError(_("Attach the document or give its reference.")))
        return data

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        kind = Kind(data["kind"])
        to_cluster = kind is Kind.CLUSTER
        return {
            "kind": kind.value,
            "cluster": data["cluster"] if to_cluster else None,
            "recipient": "" if to_cluster else data["recipient"],
            "site": None if to_cluster else data["site"],
            "slot": data["slot"],
            "delivery_km": data["delivery_km"],
            "claim": claim_for(kind, data),
            "evidence": data["evidence"],
        }


class SightingForm(ActForm):
    """How the device was seen in service."""

    how = forms.CharField(
        label=gettext_lazy("How it was seen"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as: stock audit, visit, meter reading."),
    )


class WithdrawForm(ActForm):
    """Why the device comes back, or that it does not."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=200)
    lost = forms.BooleanField(
        label=gettext_lazy("Lost: not found there"),
        required=False,
        help_text=gettext_lazy("Its service then counts by when it was last seen, and it is flagged missing."),
    )
    wide_fields = frozenset({"lost"})


class TransferForm(ActForm):
    """Which department owns the device from that day on."""

    department = forms.ModelChoiceField(
        Department.objects.all(),
        label=gettext_lazy("New owner"),
        empty_label=gettext_lazy("Choose one"),
        help_text=gettext_lazy("From that day on it is this department's in every figure."),
    )
