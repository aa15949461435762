"""What pages and actions ask about people."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from inventory.access import rights_of
from inventory.models import ApiToken, Membership, Person
from inventory.roles import May, Role


def administrators() -> QuerySet[Person]:
    """Those who can run the whole institution: active, and administrator of all of it."""
    held = Membership.objects.filter(person=OuterRef("pk"), role=Role.ADMINISTRATOR, department=None)
    return Person.objects.filter(Q(is_superuser=True) | Q(Exists(held)), is_active=True)


def runs_alone(person: Person) -> bool:
    """Whether this is the only administrator that is left."""
    return administrators().filter(pk=person.pk).exists() and not administrators().exclude(pk=person.pk).exists()


def people_in_sight(person: Person) -> QuerySet[Person]:
    """Those whom a person administers, by name, with the roles that they hold. Two queries.

    All who were not erased or, for an administrator of departments, who hold a role in one of these.
    """
    rights, held = rights_of(person), Membership.objects.filter(person=OuterRef("pk"))
    people = Person.objects.filter(erased_at=None)
    if not rights.everywhere(May.MANAGE_PEOPLE):
        people = people.filter(Exists(held.filter(department__in=rights.departments(May.MANAGE_PEOPLE))))
    roles = Membership.objects.select_related("department").order_by("department__name", "pk")
    return people.order_by("last_name", "first_name", "username").prefetch_related(Prefetch("memberships", roles))


def tokens_in_sight(person: Person, *, of_everybody: bool) -> QuerySet[ApiToken]:
    """A person's own API tokens or, for who administers people, everybody's. Latest first."""
    tokens = ApiToken.objects.select_related("person").order_by("-created_at", "-pk")
    return tokens if of_everybody else tokens.filter(person=person)
