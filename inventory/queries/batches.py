"""Batches: which ones a person sees, and what still stands of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inventory.access import rights_of, visible_devices
from inventory.lifecycle import Verb
from inventory.models import Batch, DeviceEvent, Person
from inventory.roles import May


@dataclass(frozen=True, slots=True)
class Standing:
    """How many devices and acts a batch holds, and how many of the acts were not taken back."""

    devices: int = 0
    acts: int = 0
    standing: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing was taken back."""
        return self.standing == self.acts

    @property
    def gone(self) -> bool:
        """Whether everything was taken back."""
        return self.acts > 0 and not self.standing


def batches_seen_by(person: Person) -> "QuerySet[Batch]":
    """The batches that a person made, or with a device that they see; latest first."""
    batches = Batch.objects.select_related("created_by", "department").order_by("-pk")
    if rights_of(person).everywhere(May.VIEW):
        return batches
    seen = DeviceEvent.objects.filter(batch=OuterRef("pk"), device__in=visible_devices(person))
    return batches.filter(Q(created_by=person) | Q(Exists(seen)))


def standing_of(batches: Iterable[Batch]) -> dict[int, Standing]:
    """What stands of each batch, by key. One query."""
    keys = [batch.pk for batch in batches]
    found: dict[int, Standing] = dict.fromkeys(keys, Standing())
    rows: Any = (
        DeviceEvent.objects.filter(batch__in=keys)
        .order_by()
        .values("batch_id")
        .annotate(
            devices=Count("device", distinct=True), acts=Count("pk"), standing=Count("pk", filter=Q(reversal=None))
        )
    )
    for row in rows:
        found[row["batch_id"]] = Standing(row["devices"], row["acts"], row["standing"])
    return found


def verbs_of(batch: Batch) -> list[tuple[Verb, int]]:
    """The verbs of a batch, each with its number of acts, the most frequent first. One query."""
    rows = batch.events.order_by().values_list("verb").annotate(acts=Count("pk")).order_by("-acts", "verb")
    return [(Verb(verb), acts) for verb, acts in rows]
