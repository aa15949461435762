"""What the frame of every page needs: the navigation with its counts, the theme, whether this is a demonstration.

Everything is worked out only when a template asks for it, so that fragments and error pages cost nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from inventory.access import rights_of
from inventory.lifecycle import Stage
from inventory.models import Installation, Person
from inventory.queries.installation import today
from inventory.queries.work import work_queue
from inventory.roles import May

ADMINISTRATIVE = (May.MANAGE_INSTALLATION, May.MANAGE_PEOPLE, May.MANAGE_CATALOGUE, May.AUDIT)


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation: `name` is its URL name, its icon unless another is given, and its count."""

    name: str
    label: Any
    icon: str = ""
    also: tuple[str, ...] = ()  # other addresses that belong to it
    needs: tuple[May, ...] = ()  # any of these rights


SECTIONS = (
    Section("work", _("Work")),
    Section("devices", _("Devices"), also=("/d/", "/intake/")),
    Section("batches", _("Batches")),
    Section("clusters", _("Clusters")),
    Section("impact", _("Impact"), needs=(May.VIEW,)),
    Section("exports", _("Exports"), needs=(May.EXPORT,)),
    Section("settings", _("Settings"), icon="admin", needs=ADMINISTRATIVE),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The variables of `templates/base.html`. At most three cheap queries on a whole page, none on a fragment."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {"theme": Person.Theme.SYSTEM}
    installation = SimpleLazyObject(Installation.current)
    return {
        "nav": SimpleLazyObject(lambda: navigation(request.path, person)),
        "theme": person.theme,
        "shortcuts": "on" if person.shortcuts else "off",
        "installation": installation,
        "demo": SimpleLazyObject(lambda: installation.is_demonstration),
        "demo_remove_url": _lazily(
            lambda: address("remove_demonstration") if rights_of(person).everywhere(May.MANAGE_INSTALLATION) else ""
        ),
    }


def navigation(path: str, person: Person) -> list[dict[str, Any]]:
    """The entries that this person may open, the current one marked."""
    rights, counts = rights_of(person), work_counts(person)
    entries = []
    for section in SECTIONS:
        url = address(section.name)
        if url and (not section.needs or any(rights.may(right) for right in section.needs)):
            entries.append(
                {
                    "label": section.label,
                    "url": url,
                    "icon": section.icon or section.name,
                    "key": section.name[0],
                    "count": counts.get(section.name),
                    "starts": (url, *section.also),
                }
            )
    here = max(
        (start for entry in entries for start in entry["starts"] if path.startswith(start)), key=len, default=None
    )
    for entry in entries:
        entry["current"] = here in entry["starts"]
    return entries


def work_counts(person: Person) -> dict[str, int]:
    """Devices in hand and devices present, as this person sees them. One query, unless the ledger has a new event."""
    queue = work_queue(person, today=today())
    present = sum(counted.devices for counted in queue.stages if counted.stage != Stage.OUT)
    return {"work": queue.in_hand, "devices": present} if queue.devices else {}


def address(name: str) -> str:
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _lazily(text: Callable[[], str]) -> Any:
    return SimpleLazyObject(text)
