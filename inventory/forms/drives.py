"""The list of a device's drives, as rows of a form."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.forms.act import NumberField
from inventory.models import Drive
from inventory.nouns import MEDIA, typed


class DriveRow(forms.Form):
    """One drive. A row counts when it is ticked or when anything is written in it."""

    there = forms.BooleanField(label=gettext_lazy("Is there"), required=False)
    serial = forms.CharField(
        label=gettext_lazy("Serial"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"data-scan-free": True}),
    )
    model = forms.CharField(label=gettext_lazy("Model"), required=False, max_length=80)
    size_gb = NumberField(label=gettext_lazy("Size in GB"), required=False, min_value=0, max_value=100_000)
    medium = forms.ChoiceField(
        label=gettext_lazy("Medium"),
        required=False,
        choices=[("", "–"), *MEDIA.items()],
    )


if TYPE_CHECKING:
    _Rows = BaseFormSet[DriveRow]
else:  # at run time the class takes no parameters
    _Rows = BaseFormSet


class _DriveRows(_Rows):
    def there(self) -> list[dict[str, Any]]:
        """The rows of the drives that are there."""
        return [row.cleaned_data for row in self.forms if _counts(row)]

    def filled_in(self) -> bool:
        """Whether any row names a drive."""
        return any(_counts(row) for row in self.forms)

    def clean(self) -> None:
        """Drives without a serial are told apart by their place in the list: no gap may arise before one."""
        gone = False
        serials: list[str] = []
        for number, row in enumerate(self.forms):
            if not _counts(row):
                gone = gone or number < self.initial_form_count()
                continue
            serial = row.cleaned_data.get("serial", "")
            if gone and not serial:
                said = _("A drive without a serial stands after one that is taken out: give it its serial first.")
                raise ValidationError(said)
            if serial and serial in serials:
                raise ValidationError(_("The serial %(serial)s stands there twice.") % {"serial": serial})
            serials.append(serial)


DriveRows = cast(
    "type[_DriveRows]", formset_factory(DriveRow, formset=_DriveRows, extra=1, max_num=12, absolute_max=24)
)


def _counts(row: DriveRow) -> bool:
    data = getattr(row, "cleaned_data", {})
    return bool(data.get("there")) or (
        not row.initial and any(data.get(name) for name in ("serial", "model", "size_gb"))
    )


def listed(drive: Drive) -> dict[str, Any]:
    """A recorded drive, as a row shows it."""
    return {
        "there": True,
        "serial": drive.serial,
        "model": drive.model,
        "size_gb": typed(drive.size_gb),
        "medium": drive.medium,
    }


def recorded(row: dict[str, Any]) -> dict[str, Any]:
    """A row, as the ledger records it."""
    return {name: row[name] for name in ("serial", "model", "size_gb", "medium")}
