"""Test and grade."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventory.forms.act import ActForm, NumberField
from inventory.nouns import GRADES


class TestForm(ActForm):
    """What a test found."""

    __test__ = False  # not a class of tests

    passed = forms.ChoiceField(
        label=_("Result"),
        choices=[("yes", _("Passed")), ("no", _("Failed"))],
        widget=forms.RadioSelect,
        help_text=_("A failed device can be tested again, harvested or recycled, nothing else."),
    )
    battery_health_pct = NumberField(
        label=_("Battery health"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Full charge as a percentage of the design capacity."),
    )
    note = forms.CharField(
        label=_("What was found"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    wide_fields = frozenset({"passed", "note"})
    units = {"battery_health_pct": "%"}

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "passed": self.cleaned_data["passed"] == "yes"}


class GradeForm(ActForm):
    """The looks of a device."""

    grade = forms.ChoiceField(label=_("Grade"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("grade", [(grade, f"{grade}: {word}") for grade, word in GRADES.items()])
        self.fields["grade"].initial = self.device.grade if self.device else None
