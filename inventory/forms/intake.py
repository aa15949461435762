"""Intake: one device by hand, and what is chosen for a whole list of them."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.access import rights_of
from inventory.forms.act import DayInput, NumberField, refuse_other_times
from inventory.models import Department, DeviceModel, Person, Site
from inventory.nouns import GRADES, OTHERWISE, PASSWORDS
from inventory.queries.installation import today
from inventory.roles import May

LARGEST_FILE_BYTES = 20_000_000
MOST_FILES = 1_000
MOST_DRIVES = 4
NEEDED = ("serial", "model", "manufacturer", "department", "drives")  # of one device; a known model tells its maker


DRIVES_IN_IT = [
    ("", gettext_lazy("Not looked yet")),
    ("0", gettext_lazy("None present")),
    *((str(number), str(number)) for number in range(1, MOST_DRIVES + 1)),
]
SIZED = ("sized", gettext_lazy("One of the size given"))


def departments_for(person: Person) -> "QuerySet[Department]":
    """The departments that a person may receive devices for, or take them over for."""
    rights = rights_of(person)
    own = {*rights.departments(May.RECEIVE), *rights.departments(May.IMPORT_IN_SERVICE)}
    everywhere = rights.everywhere(May.RECEIVE) or rights.everywhere(May.IMPORT_IN_SERVICE)
    return Department.objects.all() if everywhere else Department.objects.filter(pk__in=own)


class PlaceForm(forms.Form):
    """Whose devices they are, where they stand, since when: what a list has in common, and one device too."""

    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=gettext_lazy("Department"),
        required=False,
        empty_label=gettext_lazy("Not known yet"),
    )
    site = forms.ModelChoiceField(
        Site.objects.all(), label=gettext_lazy("Site"), required=False, empty_label=gettext_lazy("Not known yet")
    )
    received_on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput, validators=[refuse_other_times])
    otherwise_fate = forms.ChoiceField(
        label=gettext_lazy("Where it would have gone otherwise"),
        choices=list(OTHERWISE.items()),
        required=False,
    )
    collection_km = NumberField(
        label=gettext_lazy("Collection in km"),
        required=False,
        min_value=0,
        max_value=40_000,
        help_text=gettext_lazy("The way from where it was fetched to the bench."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = departments_for(person)
        cast("forms.ModelChoiceField[Department]", self.fields["department"]).queryset = offered
        if len(offered) == 1 and not self.initial.get("department"):
            self.initial["department"] = offered[0]
        day = today()
        self.initial.setdefault("received_on", day)
        self.fields["received_on"].widget.attrs["max"] = day.isoformat()

    def clean_otherwise_fate(self) -> str:
        return self.cleaned_data["otherwise_fate"] or "unknown"


class ListForm(PlaceForm):
    """What fills the empty cells of a list, and what its batch is called."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("The batch's name, such as ENG-25-07."),
    )
    drives_each = forms.TypedChoiceField(
        label=gettext_lazy("Drives in each"),
        choices=[*DRIVES_IN_IT, SIZED],
        required=False,
        coerce=lambda each: each if each == "sized" else int(each),
        empty_value=None,
        help_text=gettext_lazy("Where no file lists them. Only listed drives can be wiped."),
    )
    field_order = ("department", "site", "received_on", "reference", "drives_each")

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip()
        if "/" in reference or "?" in reference or "#" in reference:
            raise ValidationError(_("A reference has no /, ? or #: it is part of an address."))
        return reference


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each of them may be bad without the others being refused."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 - Django's signature
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > MOST_FILES:
            raise ValidationError(_("At most 1,000 files at once; the rest can follow."))
        return files


class SourcesForm(ListForm):
    """Three ways in: rows pasted, files of registers, hardware reports."""

    rows = forms.CharField(
        label=gettext_lazy("Rows"),
        required=False,
        strip=False,
        max_length=5_000_000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "mono", "spellcheck": "false", "autocomplete": "off"}),
    )
    registers = FilesField(
        label=gettext_lazy("Spreadsheet files"),
        required=False,
        widget=FilesInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods,.xls"}),
    )
    reports = FilesField(label=gettext_lazy("Reports"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("rows", "").strip() or data.get("registers") or data.get("reports")):
            said = _("Paste rows or choose a file: there is nothing to look at yet.")
            raise ValidationError(said)
        return data

    def uploads(self) -> "list[UploadedFile[Any]]":
        """Every file that came, from whichever field."""
        return [*self.cleaned_data["registers"], *self.cleaned_data["reports"]]


class DeviceForm(PlaceForm):
    """One machine, as far as it is known."""

    serial = forms.CharField(label=gettext_lazy("Serial"), required=False, max_length=80)
    asset_tag = forms.CharField(
        label=gettext_lazy("Asset tag"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Empty: it gets one of ours."),
    )
    manufacturer = forms.CharField(label=gettext_lazy("Manufacturer"), required=False, max_length=80)
    model = forms.CharField(
        label=gettext_lazy("Model"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("A new one is added to the catalogue."),
    )
    form_factor = forms.ChoiceField(
        label=gettext_lazy("Kind of machine"),
        choices=DeviceModel.Form.choices,
        required=False,
        help_text=gettext_lazy("Counts for a model that is new."),
    )
    drives = forms.ChoiceField(
        label=gettext_lazy("Drives"),
        choices=DRIVES_IN_IT,
        required=False,
    )
    ram_gb = NumberField(label=gettext_lazy("Memory"), required=False, min_value=0, max_value=1024)
    cpu = forms.CharField(label=gettext_lazy("Processor"), required=False, max_length=120)
    grade = forms.ChoiceField(
        label=gettext_lazy("Grade"),
        choices=[("", "–"), *((letter, f"{letter} · {word}") for letter, word in GRADES.items())],
        required=False,
    )
    purchased_on = forms.DateField(
        label=gettext_lazy("Bought on"), required=False, widget=DayInput, validators=[refuse_other_times]
    )
    passwords = forms.MultipleChoiceField(
        label=gettext_lazy("Passwords that are set"),
        choices=list(PASSWORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_DRIVES + 1):
            label = _("Serial of drive %(n)d") % {"n": number}
            self.fields[f"drive_serial_{number}"] = forms.CharField(label=label, required=False, max_length=80)
            label = _("Size of drive %(n)d") % {"n": number}
            self.fields[f"drive_size_{number}"] = NumberField(
                label=label, required=False, min_value=0, max_value=100_000
            )
        for name in ("serial", "asset_tag", "manufacturer", "model", "cpu", "drive_serial_1"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        self.fields["serial"].widget.attrs |= {"class": "mono", "autocapitalize": "characters"}
        self.fields["asset_tag"].widget.attrs["class"] = "mono"
        self.fields["manufacturer"].widget.attrs["list"] = "makers"
        self.fields["model"].widget.attrs["list"] = "models"
        # Enter in a field leads to the first of these that is empty, and sends the form once none is.
        for name in NEEDED:
            self.fields[name].widget.attrs["data-needed"] = True
        begin = next((name for name in NEEDED if not self.initial.get(name)), "serial")
        self.fields[begin].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in ("serial", "asset_tag", "model")):
            raise ValidationError(_("Give the serial, the tag or the model: nothing names this machine yet."))
        serials = [drive["serial"] for drive in self.listed_drives() or () if drive["serial"]]
        if len(set(serials)) < len(serials):
            raise ValidationError(_("The same drive serial stands there twice."))
        return data

    def listed_drives(self) -> list[dict[str, Any]] | None:
        """The drives: None when nobody has looked, empty when there is none."""
        data = self.cleaned_data
        if not data.get("drives"):
            return None
        return [
            {
                "serial": data.get(f"drive_serial_{number}") or "",
                "model": "",
                "size_gb": data.get(f"drive_size_{number}"),
                "medium": "",
            }
            for number in range(1, int(data["drives"]) + 1)
        ]

    def drive_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields of each drive that can be listed."""
        return [(self[f"drive_serial_{number}"], self[f"drive_size_{number}"]) for number in range(1, MOST_DRIVES + 1)]
