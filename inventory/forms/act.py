"""What the forms of all verbs have in common: the day, the devices they are for, and a file that is not lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.access import rights_of
from inventory.lifecycle import no_day_of_an_act
from inventory.models import Device, Person
from inventory.nouns import LIKE_THOUSANDS, Words
from inventory.queries.installation import today
from inventory.roles import May

LARGEST_FILE_BYTES = 20 * 1024 * 1024


class DayInput(forms.DateInput):
    """The browser's own date field, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def refuse_other_times(day: date) -> None:
    """Raise ValidationError for a day that has not come yet, or is too long ago to be meant."""
    if day > today():
        raise ValidationError(_("This day is in the future."))
    if said := no_day_of_an_act(day, today()):
        raise ValidationError(said)


# What stands on a machine or a paper as a code to be scanned; into every other field of an act no scan goes.
SCANNED = ("serial", "asset_tag", "hardware_uuid", "certificate", "document", "slot")


class ActForm(forms.Form):
    """One verb. `arguments()` are what its action takes beside the devices, the day and the person.

    `wide_fields` take both columns; `units` stand behind their fields; `file_field` names the field whose file the page
    keeps when another field is wrong.
    """

    wide_fields: ClassVar[frozenset[str]] = frozenset()
    units: ClassVar[Mapping[str, str]] = {}
    file_field: ClassVar[str] = ""

    on = forms.DateField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("The day it took place; past days are allowed."),
        widget=DayInput,
        validators=[refuse_other_times],
    )

    def __init__(self, *args: Any, devices: Sequence[Device], person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.devices = devices
        self.person = person
        now = today()
        self.fields["on"].initial = now
        self.fields["on"].widget.attrs["max"] = now.isoformat()
        for name in self.fields.keys() & set(SCANNED):
            self.fields[name].widget.attrs["data-scan-free"] = True
        self.order_fields([name for name in self.fields if name != "on"])

    @property
    def device(self) -> Device | None:
        """The device, when the act is on one."""
        return self.devices[0] if len(self.devices) == 1 else None

    @property
    def file(self) -> "UploadedFile[Any] | None":
        """The file that came with the form, whether or not its other fields are right."""
        found = self.files.get(self.add_prefix(self.file_field)) if self.file_field else None
        return found if isinstance(found, UploadedFile) else None

    def laid_out(self) -> Iterator[dict[str, Any]]:
        """Every visible field with its width and unit."""
        for field in self.visible_fields():
            name = field.name
            yield {"field": field, "wide": name in self.wide_fields, "unit": self.units.get(name, "")}

    def need(self, names: Iterable[str], said: Words) -> None:
        """Demand these fields, and say so in these words when one is empty."""
        for name in names:
            self.fields[name].required = True
            self.fields[name].error_messages |= {"required": cast("str", said)}  # lazy words are drawn like texts

    def arguments(self) -> dict[str, Any]:
        """What the action takes, once the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "on"}

    def may_everywhere(self, right: May) -> bool:
        """Whether the person holds the right for every device of the act."""
        rights = rights_of(self.person)
        return all(rights.may(right, department_id) for department_id in {one.department_id for one in self.devices})

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Set what can be chosen in a field."""
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)

    def leave_out(self, names: Iterable[str]) -> None:
        """Drop fields that make no sense for these devices."""
        for name in names:
            del self.fields[name]


def proof_of_size(upload: "UploadedFile[Any]") -> None:
    """Raise ValidationError for a file that is empty or too large to be kept."""
    if not upload.size:
        raise ValidationError(_("This file is empty."))
    if upload.size > LARGEST_FILE_BYTES:
        raise ValidationError(_("This file is larger than 20 MB; it was not kept."))


class NumberInput(forms.TextInput):
    """A number typed by hand: 1,5 and 1.5 are the same."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class NumberField(forms.FloatField):
    """A number in which a comma or a point may stand before the decimals, whatever the language."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", NumberInput)
        super().__init__(localize=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number, None when nothing was typed. Raises ValidationError in words."""
        text = str(value or "").strip().replace("\u202f", "").replace(" ", "")
        if LIKE_THOUSANDS.fullmatch(text) or ("," in text and "." in text):
            digits = text.replace(",", "").replace(".", "")
            said = _("%(text)s can be read in two ways. Write %(thousands)s for thousands, or one more digit.")
            raise ValidationError(said % {"text": text, "thousands": digits})
        return super().to_python(text.replace(",", "."))
