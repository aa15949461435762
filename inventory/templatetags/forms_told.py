"""What a template asks about a form."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def what_is_kept(form: Any) -> str:
    """What of a form that was refused need not be typed again: browsers keep no password and no file for a page."""
    asked = {field.widget_type for field in form}
    if "password" in asked:
        return _("Passwords have to be typed again.")
    # The forms of acts keep their file on the server; the page says so beside the field.
    if form.is_multipart() and not getattr(form, "file_field", ""):
        return _("What you typed is kept; files have to be chosen again.")
    return _("What you typed is kept.")
