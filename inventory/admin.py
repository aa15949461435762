"""Django's admin as a window for administrators: every row can be looked at, none changed.

What changes a row are the actions, which check roles and the lifecycle and write the ledger and the audit log.
"""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from inventory.models import ApiToken, DraftFile, Evidence, IntakeDraft, LoginTries, Person

HIDDEN: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("password", "groups", "user_permissions"),
    ApiToken: ("digest",),
    Evidence: ("content",),
}
# Somebody's unfinished work with its files, and hashes of who tried to log in.
LEFT_OUT = {IntakeDraft, DraftFile, LoginTries}
MOST_COLUMNS = 7


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """A list and a page of each row."""

    is_read_only = True
    actions = None
    show_full_result_count = False  # it would count the whole table beside every page

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For everybody whom the site lets in."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        """For everybody whom the site lets in."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


def show(model: type[models.Model]) -> None:
    """Put a table into the window, without what nobody needs to see."""
    hidden = HIDDEN.get(model, ())
    shown = [field.name for field in model._meta.concrete_fields if field.name not in hidden]
    light = [name for name in shown if not isinstance(model._meta.get_field(name), models.JSONField | models.TextField)]
    related = [
        field.name for field in model._meta.concrete_fields if field.is_relation and field.name in light[:MOST_COLUMNS]
    ]
    options = {
        "fields": [name for name in shown if name != "id"],
        "list_display": light[:MOST_COLUMNS],
        "list_select_related": related or False,
        "list_per_page": 50,
    }
    admin.site.register(model, type(f"{model.__name__}Window", (ReadOnly,), options))


def belongs_in_the_window(model: type[models.Model]) -> bool:
    """Our own tables, but for some, and but for keys of several columns, which Django can't show."""
    ours = not model.__module__.startswith("django.")
    return ours and model not in LEFT_OUT and model._meta.pk.name != "pk"


for one in apps.get_models():
    if belongs_in_the_window(one):
        show(one)
