"""What forms say of an entry that can't be taken, in the words of this application instead of Django's stock ones."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from inventory.nouns import Words

SENTENCES: dict[type[forms.Field], dict[str, Words]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.CharField: {"max_length": _("At most %(limit_value)d characters; this has %(show_value)d.")},
    forms.IntegerField: {
        "invalid": _("Write a whole number."),
        "max_value": _("At most %(limit_value)s."),
        "min_value": _("At least %(limit_value)s."),
    },
    forms.FloatField: {"invalid": _("Write a number.")},
    forms.DecimalField: {"invalid": _("Write a number.")},
    forms.DateField: {"invalid": _("Write a day, such as 2026-11-28.")},
    forms.EmailField: {"invalid": _("Write an address such as name@example.org.")},
    forms.FileField: {"required": _("Choose a file."), "empty": _("This file is empty.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": _("“%(value)s” is none of those offered.")},
    forms.MultipleChoiceField: {"required": _("Choose one or more.")},
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": _("Choose one of those offered.")},
}


def speak_plainly() -> None:
    """Set these sentences for every field that is made from now on: called once, before any form is imported."""
    for field, said in SENTENCES.items():
        told = cast("dict[str, str]", said)  # lazy words are drawn like texts
        field.default_error_messages = {**getattr(field, "default_error_messages", {}), **told}
