"""Texts that are longer than the column they go into: SQLite would keep them, PostgreSQL refuses or cuts them."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from inventory.lifecycle import IllegalAct
from inventory.nouns import TEXTS


def too_long(rows: Iterable[models.Model]) -> str | None:
    """What is too long in these rows, in words; None when everything fits."""
    for row in rows:
        for field in row._meta.concrete_fields:
            value, most = getattr(row, field.attname), field.max_length
            if most is not None and isinstance(value, str) and len(value) > most:
                named = TEXTS.get(field.name, field.verbose_name)
                return _("Too long: %(field)s takes up to %(most)d characters.") % {"field": named, "most": most}
    return None


def refuse_too_long(rows: Iterable[models.Model]) -> None:
    """Raise IllegalAct for a text that would not fit, naming its field."""
    if said := too_long(rows):
        raise IllegalAct(said)
