"""Who sees savings, and who may start a recompute or publish factors: asked of inventory's roles."""

from inventory.access import (
    NotAllowed,
    may,
    require,
    require_everywhere,
    rights_of,
    visible_departments,
    visible_devices,
)
from inventory.actions.audit import note
from inventory.models import Cluster, Department, Device, Installation, Person, Site
from inventory.roles import May

__all__ = [
    "Cluster",
    "Department",
    "Device",
    "NotAllowed",
    "Person",
    "Site",
    "is_demonstration",
    "may_export",
    "may_recompute",
    "note",
    "require_export",
    "require_publication",
    "require_recompute",
    "require_savings",
    "sees_every_department",
    "visible_departments",
    "visible_device",
]


def is_demonstration() -> bool:
    """Whether the installation holds the demonstration, whose figures are invented. One query."""
    return Installation.current().is_demonstration


def sees_every_department(person: Person) -> bool:
    """Whether a person sees the savings of the whole institution."""
    return rights_of(person).everywhere(May.VIEW)


def require_savings(person: Person) -> None:
    """Raise NotAllowed for a person who sees no savings at all."""
    require(person, May.VIEW)


def may_export(person: Person) -> bool:
    """Whether a person may download figures."""
    return may(person, May.EXPORT)


def require_export(person: Person) -> None:
    """Raise NotAllowed for a person who may not download figures."""
    require(person, May.EXPORT)


def visible_device(person: Person, tag: str) -> Device | None:
    """The device of that tag with its names, if the person sees it. One query, with the rights read before."""
    return visible_devices(person).with_names().filter(asset_tag__iexact=tag).first()


def may_recompute(person: Person) -> bool:
    """Whether a person may start a recompute: it concerns every department."""
    return rights_of(person).everywhere(May.RECOMPUTE)


def require_recompute(person: Person | None) -> None:
    """Raise NotAllowed for a person who may not. None is the installation itself: its timetable, its commands."""
    if person is not None:
        require_everywhere(person, May.RECOMPUTE)


def require_publication(person: Person | None) -> None:
    """Raise NotAllowed for a person who may not. None is the installation itself."""
    if person is not None:
        require_everywhere(person, May.PUBLISH_FACTORS)
