"""The ledger as a feed: every act that a person may know of, undone receipts and reversals as well."""

from django.db.models import F, QuerySet

from inventory.access import rights_of
from inventory.models import Cluster, Department, DeviceEvent, DeviceModel, Person, Site
from inventory.roles import May


def events_seen_by(person: Person) -> "QuerySet[DeviceEvent]":
    """The acts on devices of the departments that a person sees, each with `reversed_by_id` and what a row shows.

    Also those on devices whose receipt was undone: who follows the ledger has to learn of it.
    """
    events = DeviceEvent.objects.select_related("device", "by", "batch").annotate(reversed_by_id=F("reversal__pk"))
    rights = rights_of(person)
    if rights.everywhere(May.VIEW):
        return events
    seen = events.filter(device__department__in=rights.departments(May.VIEW))
    return seen | events.filter(device__department=None) if rights.may(May.RECEIVE) else seen


def names_of_keys() -> dict[str, dict[int, str]]:
    """What the keys in the facts of events stand for: codes, and names of models. Four queries."""
    return {
        "department_id": dict(Department.objects.values_list("pk", "code")),
        "site_id": dict(Site.objects.values_list("pk", "code")),
        "cluster_id": dict(Cluster.objects.values_list("pk", "code")),
        "model_id": {
            key: f"{manufacturer} {name}"
            for key, manufacturer, name in DeviceModel.objects.values_list("pk", "manufacturer", "name")
        },
    }
