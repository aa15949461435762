"""Wipe: which drives, what became of them, and what proves it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.facts import DriveState
from inventory.forms.act import ActForm, proof_of_size
from inventory.models import Drive
from inventory.nouns import amount
from inventory.roles import May
from inventory.words import DRIVES

EVERY = "*"  # in place of a drive's key
# It fits every outcome, and names nobody: who records an act is known from the act, until that person is erased.
STATEMENT = gettext_lazy("I did this or saw it for myself, checked that it is so, and answer for it by name.")


class WipeForm(ActForm):
    """What became of one drive, or of every drive that is not wiped yet."""

    drive = forms.ChoiceField(label=gettext_lazy("Drive"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[
            ("wiped", gettext_lazy("Wiped")),
            ("destroyed", gettext_lazy("Destroyed")),
            ("none_present", gettext_lazy("No drive is there")),
        ],
        initial="wiped",
        widget=forms.RadioSelect,
    )
    method = forms.ChoiceField(
        label=gettext_lazy("Method (NIST 800-88)"),
        required=False,
        choices=[
            ("purge", gettext_lazy("Purge: secure erase, sanitize or crypto erase")),
            ("clear", gettext_lazy("Clear: overwritten")),
        ],
        widget=forms.RadioSelect,
    )
    tool = forms.CharField(
        label=gettext_lazy("Tool"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "wipe-tools"})
    )
    verified = forms.BooleanField(label=gettext_lazy("The result was verified (read back)"), required=False)
    evidence = forms.FileField(
        label=gettext_lazy("Log or certificate"),
        required=False,
        validators=[proof_of_size],
        help_text=gettext_lazy("The proof: the tool's log, a certificate or a photograph, at most 20 MB."),
    )
    stated = forms.BooleanField(label=STATEMENT, required=False)
    wide_fields = frozenset({"drive", "outcome", "method", "evidence", "stated", "verified"})
    file_field = "evidence"

    def __init__(self, *args: Any, drives: list[Drive] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not drives or len(drives) < 2:
            self.leave_out(["drive"])
        else:
            every = _("Every drive that is not wiped yet")
            self.offer("drive", [(EVERY, every), *((one.key, _label(one)) for one in drives)])
            self.fields["drive"].initial = EVERY
        if self.data.get("outcome", "wiped") == "wiped":
            self.need(["method"], _("Say by which method the drive was wiped."))
        if not self.may_everywhere(May.STATE_WIPE):
            self.leave_out(["stated"])

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        stated = data.pop("stated", False)
        data["drive"] = None if data.get("drive", EVERY) == EVERY else data["drive"]
        if data["outcome"] != "wiped":
            data["method"] = ""
        data["statement"] = str(STATEMENT) if stated else ""
        return data


def _label(drive: Drive) -> str:
    size = f"{amount(drive.size_gb)} GB" if drive.size_gb else ""
    state = DRIVES[DriveState(drive.state)][0]
    return " · ".join(str(text) for text in (drive, drive.model, size, state) if text)
