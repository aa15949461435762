"""Forms of people and their roles, and what roles are called."""

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
    Role.TECHNICIAN: _("receives, tests, wipes, upgrades and deploys"),
    Role.OFFICER: _("transfers, corrects, reports, reads who did what"),
    Role.ADMINISTRATOR: _("everything, people and settings included"),
}


class PersonForm(RowForm):
    """Somebody's names and address."""

    class Meta:
        model = Person
        fields = ["username", "first_name", "last_name", "email"]
        labels = {"username": _("User name"), "email": _("E-mail address")}
        help_texts = {"username": _("Letters, digits and @ . + - _ only; used to log in.")}


class RoleForm(forms.Form):
    """A role, and where it is held. Only the departments that the giver administers are offered."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.value) for role in Role],
        widget=forms.RadioSelect,
        initial=Role.TECHNICIAN,
    )
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Where"), required=False)

    def __init__(self, *args: Any, departments: list[Department], everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, department = self.fields["role"], self.fields["department"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [(one.value, f"{ROLES[one]}: {DUTIES[one]}") for one in Role]
        if isinstance(department, forms.ModelChoiceField):
            department.queryset = Department.objects.filter(pk__in=[one.pk for one in departments])
            department.empty_label = str(_("Whole institution")) if everywhere else None
            department.required = not everywhere
