"""The filters of the list of who did what."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from inventory.forms.act import DayInput
from inventory.models import Person

# Nothing was recorded before; and the first day of all has no beginning in zones east of Greenwich.
_SINCE = MinValueValidator(date(1970, 1, 1))


class AuditForm(forms.Form):
    by = forms.ModelChoiceField(Person.objects.all(), label=_("Who"), required=False, empty_label=_("Everybody"))
    act = forms.ChoiceField(label=_("What"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=DayInput, validators=[_SINCE])

    def __init__(self, data: Any = None, *, acts: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        act = self.fields["act"]
        if isinstance(act, forms.ChoiceField):
            act.choices = [("", _("Everything")), *acts]
