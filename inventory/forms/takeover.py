"""Devices in service before GreenLab: where they serve, since when, and what is claimed for them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.actions.deployment import Claim, claim_for
from inventory.forms.act import DayInput, NumberField, NumberInput, refuse_other_times
from inventory.forms.deployment import MEASURED, TIERS, RatioField
from inventory.models import Cluster, Placement
from inventory.nouns import DISPLACED

Kind = Placement.Kind


class TakeoverForm(forms.Form):
    """Counts only when `confirmed`. `listed` forms are for many devices, whose file may tell day and person."""

    confirmed = forms.BooleanField(label=gettext_lazy("It has been in service since before GreenLab"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Where it serves"),
        choices=[
            (Kind.PERSON.value, gettext_lazy("With a person or in a lab")),
            (Kind.CLUSTER.value, gettext_lazy("In a cluster")),
            (Kind.OUTSIDE.value, gettext_lazy("At an outside recipient")),
        ],
        initial=Kind.PERSON.value,
        required=False,
    )
    cluster = forms.ModelChoiceField(
        Cluster.objects.all(), label=gettext_lazy("Cluster"), required=False, empty_label=gettext_lazy("Choose one")
    )
    recipient = forms.CharField(label=gettext_lazy("Person, lab or recipient"), required=False, max_length=120)
    since = forms.DateField(
        label=gettext_lazy("In service since"), required=False, widget=DayInput, validators=[refuse_other_times]
    )
    displaced_class = forms.ChoiceField(
        label=gettext_lazy("New machine that was not bought"),
        choices=[("", gettext_lazy("The usual one")), *DISPLACED.items()],
        required=False,
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
        help_text=gettext_lazy("1 for a person's place; for a cluster as measured, such as 20/60."),
    )
    displacement_tier = forms.ChoiceField(
        label=gettext_lazy("How sure it is that nothing was bought"),
        choices=TIERS,
        initial=Placement.Tier.UNKNOWN,
        required=False,
    )
    document = forms.CharField(label=gettext_lazy("Reference of the document"), required=False, max_length=200)

    def __init__(self, *args: Any, listed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        if listed:
            self.fields["confirmed"].label = _("Take over the devices that the file calls in service")
            self.fields["recipient"].help_text = _("Where the file names nobody.")
            self.fields["since"].help_text = _("Where the file gives no day.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("confirmed"):
            return data
        in_cluster = (data.get("kind") or Kind.PERSON) == Kind.CLUSTER
        if in_cluster and not data.get("cluster"):
            self.add_error("cluster", ValidationError(_("Choose the cluster.")))
        if in_cluster and data.get("displaced_per_device") is None and "displaced_per_device" not in self.errors:
            self.add_error("displaced_per_device", ValidationError(MEASURED))
        if not self.listed and not in_cluster and not data.get("recipient"):
            self.add_error("recipient", ValidationError(_("Say who has the device.")))
        if not self.listed and not data.get("since") and "since" not in self.errors:
            self.add_error("since", ValidationError(_("Say since when it is in service.")))
        if data.get("displacement_tier") == Placement.Tier.DOCUMENT and not data.get("document"):
            self.add_error("document", ValidationError(_("Give the reference of the document.")))
        return data

    @property
    def kind_chosen(self) -> Kind:
        """The kind of place; the first one when nothing was chosen."""
        return Kind(self.cleaned_data["kind"] or Kind.PERSON)

    def claim(self) -> Claim:
        """What the devices are claimed to replace."""
        return claim_for(self.kind_chosen, self.cleaned_data)
