"""A form over one row: it validates as the row's model does, and leaves the saving to an action."""

import copy
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """Works on a copy: a refused entry never shows up in the row that the rest of the page draws."""

    def __init__(self, data: Any = None, *, instance: models.Model | None = None, **kwargs: Any) -> None:
        super().__init__(data, instance=copy.copy(instance), **kwargs)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A number without the noughts that its column keeps behind the point."""
        value = super().get_initial_for_field(field, field_name)
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value
