"""Forms of the installation's settings and of API tokens."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inventory.forms.rows import RowForm
from inventory.models import ApiToken, Installation


class InstallationForm(RowForm):
    """What the whole installation shares."""

    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("For people and browsers that have not chosen one, and for mail."),
    )
    fiscal_year_start = forms.TypedChoiceField(
        label=_("First month of the fiscal year"), choices=list(MONTHS.items()), coerce=int
    )

    class Meta:
        model = Installation
        fields = ["institution", "language", "fiscal_year_start", "evidence_retention_months"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        language = self.fields["language"]
        if isinstance(language, forms.ChoiceField):
            language.choices = settings.LANGUAGES


class TokenForm(forms.Form):
    """A new API token."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("What will use it, such as “nightly export”."))
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[
            (ApiToken.Scope.DEVICES_READ.value, _("read devices, events and clusters (devices:read)")),
            (ApiToken.Scope.DEVICES_WRITE.value, _("receive and move devices (devices:write)")),
            (ApiToken.Scope.ESG_READ.value, _("read savings and footprints (esg:read)")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("Good for"), coerce=int, initial=90)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        days = self.fields["days"]
        if isinstance(days, forms.ChoiceField):
            days.choices = [(n, ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in (7, 30, 90, 180, 365)]
