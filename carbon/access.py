"""Who sees savings, and who may start a recompute or publish factors: asked of inventory's roles."""

from inventory.access import NotAllowed, may, require_everywhere, rights_of, visible_departments
from inventory.models import Department, Person
from inventory.roles import May

__all__ = [
    "Department",
    "NotAllowed",
    "Person",
    "may_publish_factors",
    "may_recompute",
    "may_see_savings",
    "require_publication",
    "require_recompute",
    "sees_every_department",
    "visible_departments",
]


def may_see_savings(person: Person, department: Department | None = None) -> bool:
    """Whether a person sees savings, of a department or (without one) of any."""
    return may(person, May.VIEW, department)


def sees_every_department(person: Person) -> bool:
    """Whether a person sees the savings of the whole institution."""
    return rights_of(person).everywhere(May.VIEW)


def may_recompute(person: Person) -> bool:
    """Whether a person may start a recompute: it concerns every department."""
    return rights_of(person).everywhere(May.RECOMPUTE)


def may_publish_factors(person: Person) -> bool:
    """Whether a person may publish a factor set."""
    return rights_of(person).everywhere(May.PUBLISH_FACTORS)


def require_recompute(person: Person | None) -> None:
    """Raise NotAllowed for a person who may not. None is the installation itself: its timetable, its commands."""
    if person is not None:
        require_everywhere(person, May.RECOMPUTE)


def require_publication(person: Person | None) -> None:
    """Raise NotAllowed for a person who may not. None is the installation itself."""
    if person is not None:
        require_everywhere(person, May.PUBLISH_FACTORS)
