"""Forms of one's own account: log in, names, how the screen speaks and looks."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from inventory.actions.login import count_try, give_back_tries
from inventory.actions.passwords import choose_password, choose_password_by_link
from inventory.forms.rows import RowForm
from inventory.models import Person

AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; what our own proxy says of it, where there is one."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        # The last entry is the proxy's own; those before it are anybody's claim.
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def refuse_to_hurry(username: str, address: str) -> None:
    """Count a try at a password. Raises ValidationError, before it is looked at, when it has to wait."""
    wait = count_try(username=username, address=address, now=timezone.now())
    if wait:
        minutes = -(-int(wait.total_seconds()) // 60)
        raise ValidationError(
            ngettext(
                "Too many wrong passwords in a row: wait a minute, then try again. The account is as it was.",
                "Too many wrong passwords in a row: wait %(n)d minutes, then try again. The account is as it was.",
                minutes,
            )
            % {"n": minutes}
        )


class LoginForm(AuthenticationForm):
    """Looks at a password only when this name does not have to wait at this address."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("User name")

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not username or not password:
            return super().clean()
        address = address_of(self.request) if self.request else ""
        refuse_to_hurry(username, address)
        data = super().clean()
        give_back_tries(username=username, address=address)
        return data


def zones() -> list[tuple[str, Any]]:
    """The time zones of the world by area, each with what its clock says now."""
    now = timezone.now()
    named = sorted(name for name in available_timezones() if name.split("/")[0] in AREAS)
    areas: dict[str, list[tuple[str, str]]] = {}
    for name in named:
        areas.setdefault(name.split("/")[0], []).append((name, name.partition("/")[2].replace("_", " ")))
    return [("", _now("As the browser")), ("UTC", _clock("UTC", now)), *areas.items()]


def _clock(name: str, now: datetime) -> str:
    return f"{name} ({now:%H:%M})"


class ScreenForm(RowForm):
    """How one's own screen speaks and looks."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("For times of day. The days of acts are those of the installation, for everybody."),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=Person.Theme.choices, widget=forms.RadioSelect)

    class Meta:
        model = Person
        fields = ["language", "time_zone", "theme", "shortcuts"]
        labels = {"shortcuts": _("Single-key shortcuts, such as / for the scan box")}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, choices in {
            "language": [("", _("As the browser")), *settings.LANGUAGES],
            "time_zone": zones(),
        }.items():
            self.fields[name] = _chosen_from(self.fields[name], choices)


def _chosen_from(field: forms.Field, choices: list[tuple[str, Any]]) -> forms.Field:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
    return field


class NameForm(RowForm):
    """One's own names and address."""

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "email"]
        labels = {"email": _("E-mail address")}
        help_texts = {"email": _("A forgotten password is reset through it.")}


class ChoosePasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # takes none at run time
    """A new password, by the link of a mail. Django's view saves its form; ours hands on to the action."""

    def save(self, commit: bool = True) -> Person:  # noqa: ARG002 -- Django's own signature
        return choose_password_by_link(password=self.cleaned_data["new_password1"], by=self.user)


class OwnPasswordForm(PasswordChangeForm):
    """A new password, by the old one: who finds a browser logged in may guess at it as slowly as at the login."""

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_old_password(self) -> str:
        username = self.user.get_username()
        refuse_to_hurry(username, self.address)
        password: str = super().clean_old_password()
        give_back_tries(username=username, address=self.address)
        return password

    def save(self, commit: bool = True) -> Person:  # noqa: ARG002 -- Django's own signature
        return choose_password(password=self.cleaned_data["new_password1"], by=self.user)
