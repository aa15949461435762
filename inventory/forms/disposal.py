"""The end: release and recycling."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.forms.act import ActForm
from inventory.roles import May


class _LeavingForm(ActForm):
    custodian = forms.CharField(
        label=gettext_lazy("Custodian of unwiped drives"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Only where drives can't be wiped: who takes over the data risk, in writing."),
    )
    wide_fields = frozenset({"custodian", "how", "reason"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.may_everywhere(May.ACCEPT_DATA_RISK):
            self.leave_out(["custodian"])
        else:
            self.order_fields([name for name in self.fields if name not in ("custodian", "on")])

    def arguments(self) -> dict[str, Any]:
        return {"custodian": "", **super().arguments()}


class ReleaseForm(_LeavingForm):
    """Who gets the device for good."""

    how = forms.ChoiceField(
        label=gettext_lazy("How it leaves"),
        choices=[
            ("donated", gettext_lazy("Donated")),
            ("sold", gettext_lazy("Sold")),
            ("returned", gettext_lazy("Returned to its lessor")),
        ],
        widget=forms.RadioSelect,
    )
    to = forms.CharField(label=gettext_lazy("Who receives it"), max_length=120)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("custodian") and data.get("how") in ("donated", "sold"):
            said = _("An unwiped drive is never donated or sold; a custodian does not change that.")
            self.add_error("custodian", ValidationError(said))
        return data


class RecycleForm(_LeavingForm):
    """Which recycler takes the device."""

    to = forms.CharField(label=gettext_lazy("Recycler"), max_length=120)
    certificate = forms.CharField(label=gettext_lazy("Certificate number"), required=False, max_length=80)
    reason = forms.CharField(label=gettext_lazy("Why it was not reused"), required=False, max_length=200)
