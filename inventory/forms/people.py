"""Forms of people and their roles, and what roles are called."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventory.forms.rows import RowForm
from inventory.models import Department, Person
from inventory.roles import Role

ROLES: dict[Role, Any] = {
    Role.VIEWER: _("Viewer"),
    Role.TECHNICIAN: _("Technician"),
    Role.OFFICER: _("Officer"),
    Role.ADMINISTRATOR: _("Administrator"),
}
DUTIES: dict[Role, Any] = {
    Role.VIEWER: _("sees devices and savings, exports"),
    Role.TECHNICIAN: _("receives, tests, wipes, upgrades, deploys"),
    Role.OFFICER: _("transfers, corrects, reports, reads who did what"),
    Role.ADMINISTRATOR: _("everything, people and settings included"),
}


class PersonForm(RowForm):
    """Somebody's names and address."""

    class Meta:
        model = Person
        fields = ["username", "first_name", "last_name", "email"]
        labels = {"username": _("User name"), "email": _("E-mail address")}
        help_texts = {"username": _("What they log in with: letters, digits and @ . + - _ only.")}


class RoleFields(forms.Form):
    """A role, and where it is held: only in the departments given, and in all of them if `everywhere`."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, initial=Role.TECHNICIAN)
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Where"), required=False)

    def offer(self, departments: Iterable[Department], *, everywhere: bool) -> None:
        """Fill in what can be chosen."""
        role, department = self.fields["role"], self.fields["department"]
        if isinstance(role, forms.ChoiceField) and isinstance(department, forms.ModelChoiceField):
            role.choices = [(one.value, f"{ROLES[one]}: {DUTIES[one]}") for one in Role]
            department.queryset = Department.objects.filter(pk__in=[one.pk for one in departments])
            department.required = not everywhere
            department.empty_label = str(_("Whole institution")) if everywhere else None


class RoleForm(RoleFields):
    """Give somebody a role."""

    def __init__(self, data: Any = None, *, departments: Iterable[Department], everywhere: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer(departments, everywhere=everywhere)


class InvitationForm(RoleFields, PersonForm):
    """A new person, their first role, and how they get in."""

    way = forms.ChoiceField(
        label=_("How do they get in?"),
        choices=[
            ("link", _("Show me a link, I hand it over")),
            ("mail", _("Send them a mail with the link")),
        ],
        widget=forms.RadioSelect,
        initial="link",
    )

    field_order = ["username", "email", "first_name", "last_name", "role", "department", "way"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer(Department.objects.all(), everywhere=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == "mail" and not cleaned.get("email"):
            self.add_error("email", _("A mail needs an address."))
        return cleaned
