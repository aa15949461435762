"""What the pages of savings take from their address, and what a recompute is asked with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carbon.queries import Filters

Choices = Sequence[tuple[str, str]]


class MonthField(forms.DateField):
    """A calendar month, written 2025-03; its value is its first day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(
            format="%Y-%m", attrs={"type": "month", "pattern": "[0-9]{4}-[0-9]{2}", "placeholder": "2025-03"}
        )
        wrong = gettext_lazy("Write a month as year and number, such as 2025-03.")
        super().__init__(
            input_formats=["%Y-%m"], required=False, widget=widget, error_messages={"invalid": wrong}, **kwargs
        )


class SavingsFilter(forms.Form):
    """Which savings are asked for: departments, a site, a span of months. Nothing chosen means all."""

    department = forms.MultipleChoiceField(
        label=gettext_lazy("Departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    site = forms.ChoiceField(label=gettext_lazy("Site"), required=False)

    def __init__(self, *args: Any, departments: Choices, sites: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = MonthField(label=gettext_lazy("From month"))
        self.fields["to"] = MonthField(label=gettext_lazy("To month"))
        self._offer("department", departments)
        self._offer("site", [("", _("All sites")), *sites])
        self.departments = dict(departments)
        self.sites = dict(sites)

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it starts."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", _("This month is before the first one. Exchange the two."))
        return cleaned

    def filters(self, *, everything: bool) -> Filters:
        """What to ask the rollups. Without `everything`, no department chosen means all those that are offered."""
        chosen = self.cleaned_data["department"] or ([] if everything else list(self.departments))
        return Filters(
            departments=tuple(chosen),
            site=self.cleaned_data["site"],
            first_month=self.cleaned_data["from"],
            last_month=self.cleaned_data["to"],
        )


class RecomputeForm(forms.Form):
    """Up to which day a recompute counts."""

    last_day = forms.DateField(
        label=gettext_lazy("Count up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "Empty means today. A past day is computed for comparison and does not replace the figures shown."
        ),
    )

    def clean_last_day(self) -> date | None:
        """Refuse a day that has not come."""
        day: date | None = self.cleaned_data["last_day"]
        if day and day > _today():
            raise forms.ValidationError(_("This day has not come yet. Choose today or a day before it."))
        return day

    @property
    def as_of(self) -> date:
        """The first day that does not count."""
        return (self.cleaned_data["last_day"] or _today()) + timedelta(days=1)


def _today() -> date:
    """Today where the installation is: days of acts are its days, whoever looks."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
