"""What people do in the story: each deed is the bulk form of an action, with what it takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventory.actions import Outcome, correct_device, record_wipes, reverse_event
from inventory.actions.evidence import keep_evidence
from inventory.demonstration.machines import Machine
from inventory.models import Cluster, Department, Device, DeviceModel, Drive, Evidence, Person, Site


@dataclass(frozen=True, slots=True)
class World:
    """The rows that the story names: places by code, models by name, people by user name."""

    departments: Mapping[str, Department]
    sites: Mapping[str, Site]
    clusters: Mapping[str, Cluster]
    kinds: Mapping[str, DeviceModel]
    people: Mapping[str, Person]

    def named(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of a deed with the rows in place of their codes."""
        places: dict[str, Mapping[str, Any]] = {
            "cluster": self.clusters,
            "site": self.sites,
            "department": self.departments,
        }
        return {name: places[name][value] if name in places else value for name, value in facts.items()}


@dataclass(frozen=True, slots=True)
class Deed:
    """`act` is called with `facts`; `per` names a trait of the machines that it takes too, in a call for each value."""

    act: Callable[..., Outcome]
    per: str
    facts: tuple[tuple[str, Any], ...]

    def record(self, devices: Mapping[Machine, Device], world: World, on: date, by: Person) -> list[Outcome]:
        """Record it on those devices."""
        facts = world.named(dict(self.facts))
        if not self.per:
            return [self.act(devices=list(devices.values()), **facts, on=on, by=by)]
        alike: dict[Any, list[Device]] = {}
        for machine, device in devices.items():
            alike.setdefault(getattr(machine, self.per), []).append(device)
        return [self.act(devices=some, **facts, **{self.per: value}, on=on, by=by) for value, some in alike.items()]


def deed(act: Callable[..., Outcome], /, *, per: str = "", **facts: Any) -> Deed:
    """A deed, so that it reads like the call that it becomes."""
    return Deed(act, per, tuple(facts.items()))


# Deeds that are more than one call, in the form of the others.


def wipe_with_log(*, devices: Sequence[Device], tool: str, on: date, by: Person) -> Outcome:
    """Wipe the drives by a tool that leaves a log of the session, a line for each drive."""
    drives = Drive.objects.filter(device__in=devices).order_by("pk")
    lines = [f"{tool}  {on.isoformat()}  method: PRNG stream, 1 round, verify all"]
    lines += [f"{drive.model}  {drive.serial}  {drive.size_gb:g} GB  Erased  0 errors" for drive in drives]
    content = "\n".join([*lines, ""]).encode()
    log = keep_evidence(content=content, name=f"wipe-{on.isoformat()}.log", kind=Evidence.Kind.WIPE_PROOF, by=by)
    return record_wipes(
        devices=devices, outcome="wiped", method="purge", tool=tool, verified=True, evidence=log, on=on, by=by
    )


def flag_devices(*, devices: Sequence[Device], flag: str, reason: str, on: date, by: Person) -> Outcome:
    """Say that something is wrong with each device, which does not change its stage."""
    changes = {"flags": [flag]}
    return Outcome([correct_device(device=device, changes=changes, reason=reason, on=on, by=by) for device in devices])


def take_back(*, devices: Sequence[Device], reason: str, on: date, by: Person) -> Outcome:
    """Take back what was recorded last about each device: it was a mistake."""
    mistakes = [device.events.latest("pk") for device in devices]
    return Outcome([reverse_event(event=event, reason=reason, on=on, by=by) for event in mistakes])
