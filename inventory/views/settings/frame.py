"""What every page of the settings has: the row of its parts, as far as this person may open them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inventory.access import rights_of
from inventory.models import Person
from inventory.roles import May
from inventory.views.admission import person_of


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the settings. `anywhere`: a right in one department is enough to open it; no right: for everybody."""

    name: str
    label: Any
    text: Any
    icon: str
    right: May | None
    anywhere: bool = False

    def is_open_to(self, person: Person) -> bool:
        """Whether the person may open it."""
        if self.right is None:
            return True
        rights = rights_of(person)
        return rights.may(self.right) if self.anywhere else rights.everywhere(self.right)


PARTS = (
    Part("people", _("People"), _("Who may log in, and what they may do where."), "user", May.MANAGE_PEOPLE, True),
    Part("departments", _("Departments"), _("The owners of devices."), "batches", May.MANAGE_INSTALLATION),
    Part(
        "sites",
        _("Sites"),
        _("Where devices stand: grid zone, solar share, overhead."),
        "clusters",
        May.MANAGE_INSTALLATION,
    ),
    Part(
        "models",
        _("Device models"),
        _("Screen, processor, mass: what a footprint is chosen by."),
        "devices",
        May.MANAGE_CATALOGUE,
        True,
    ),
    Part("tokens", _("API tokens"), _("Keys for programs that read or record."), "key", None),
    Part(
        "installation",
        _("Installation"),
        _("Name, language, fiscal year, how long evidence is kept."),
        "admin",
        May.MANAGE_INSTALLATION,
    ),
    Part("audit", _("Who did what"), _("Every act, on devices and on these settings."), "clock", May.AUDIT, True),
)


def open_parts(person: Person) -> list[Part]:
    """The parts that a person may open, in order."""
    return [part for part in PARTS if part.is_open_to(person)]


def settings_page(
    request: HttpRequest, template: str, part: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of one part, with the row of parts above it."""
    chips = [
        {"label": one.label, "url": reverse(one.name), "current": one.name == part}
        for one in open_parts(person_of(request))
    ]
    return render(request, template, {**context, "parts": chips}, status=status)
