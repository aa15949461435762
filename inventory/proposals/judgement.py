"""What would become of each proposal: new, back again, known with gaps to fill, known and unchanged, or blocked.

The preview says what the action would do and why it would refuse, so that no problem is met only after committing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inventory.access import rights_of, visible_devices
from inventory.actions.arrival import Arrival, doubts, faults, gaps, same_file_again
from inventory.identity import serial_key
from inventory.lifecycle import Stage, no_day_of_an_act
from inventory.models import Device, Person
from inventory.proposals.arrivals import Proposal
from inventory.proposals.setting import Setting
from inventory.queries import Known, Traits, first_receipts, known_devices
from inventory.readers.cells import Problem
from inventory.roles import May

CHUNK = 500  # rows looked up by one query, and committed in one transaction


class Verdict(StrEnum):
    """What would become of a machine."""

    NEW = "new"
    BACK = "back"  # a device that left comes in again
    FILLS = "fills"  # known; what was not recorded is filled in
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact of a known device: what is recorded, and what the file says."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal with its verdict. `fills` would be recorded; of `kept` the recorded value stays, whatever the file."""

    proposal: Proposal
    verdict: Verdict
    device: Device | None = None
    problems: tuple[Problem, ...] = ()
    fills: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    namesake: Device | None = None  # has this serial, and may be another maker's

    @property
    def number(self) -> int:
        """Its row, or the number of its report."""
        return self.proposal.number

    @property
    def errors(self) -> list[Problem]:
        """What blocks it."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What somebody should look at."""
        return [problem for problem in self.problems if problem.severity == "warning"]

    @property
    def group(self) -> str:
        """What the row is counted as: blocked, unchanged, look or ok."""
        if self.verdict is Verdict.BLOCKED:
            return "blocked"
        if self.verdict is Verdict.BACK or self.warnings:
            return "look"
        return "unchanged" if self.verdict is Verdict.UNCHANGED else "ok"


@dataclass
class _Bench:
    """What has been seen so far in the list."""

    setting: Setting
    person: Person
    today: date
    seen: dict[str | int, Proposal] = field(default_factory=dict)
    first_receipts: dict[int, date] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    namesakes: dict[str, Device] = field(default_factory=dict)


def judge(proposals: Sequence[Proposal], setting: Setting, person: Person, today: date) -> list[Judged]:
    """Every proposal with its verdict and all its problems. Two or three queries for each 500."""
    bench = _Bench(setting, person, today)
    judged: list[Judged] = []
    for start in range(0, len(proposals), CHUNK):
        chunk = proposals[start : start + CHUNK]
        traits = [one.arrival.traits for one in chunk]
        known = known_devices(traits)
        found = {device.pk for one in known for device in one.devices if device.left_how != "undone"}
        visible = visible_devices(person).with_names().in_bulk(found)
        bench.hidden = found - visible.keys()
        bench.first_receipts = first_receipts(device for one in known for device in one.devices)
        bench.namesakes = _namesakes(chunk, known, person)
        for proposal, own, candidates in zip(chunk, traits, known, strict=True):
            named = Known([visible.get(device.pk, device) for device in candidates.devices])
            judged.append(_judge(proposal, own, named, bench))
    return judged


def _namesakes(chunk: Sequence[Proposal], known: Sequence[Known], person: Person) -> dict[str, Device]:
    """Devices with the serials that no device was recognised by: of another maker, or of one that nobody recorded."""
    serials = {one.arrival.serial for one, found in zip(chunk, known, strict=True) if not found.devices}
    found = visible_devices(person).with_names().filter(serial__in=serials - {""})
    return {serial_key(device.serial): device for device in found}


def _judge(proposal: Proposal, traits: Traits, known: Known, bench: _Bench) -> Judged:
    arrival, device = proposal.arrival, known.device
    day = arrival.received_on or bench.setting.received_on
    problems = list(proposal.problems)
    first = bench.first_receipts.get(device.pk) if device else None
    shown = None if any(one.pk in bench.hidden for one in known.devices) else device
    rights = rights_of(bench.person)
    problems += _said(
        *faults(arrival, shown, day, first_received_on=first, rights=rights),
        no_day_of_an_act(day, bench.today),
        _not_allowed(arrival, bench.person),
        _repeats(proposal, traits, known, bench),
        _disagreement(known, bench.hidden),
        _departure(shown, arrival, day),
    )
    if lists_no_drives(proposal, device):
        said = _("Drives not listed: it stays received until somebody says how many there are.")
        problems.append(Problem("drives", "warning", said))
    namesake = bench.namesakes.get(serial_key(arrival.serial)) if not known.devices else None
    if namesake is not None:
        problems.append(_namesake_problem(namesake, arrival))
    if any(problem.severity == "error" for problem in problems):
        return Judged(proposal, Verdict.BLOCKED, shown, tuple(problems), namesake=namesake)
    if device is None or device.left_how == "undone":
        return Judged(proposal, Verdict.NEW, None, tuple(problems), namesake=namesake)
    if device.stage == Stage.OUT:
        if same_file_again(device, arrival):
            return Judged(proposal, Verdict.UNCHANGED, device, namesake=namesake)
        return Judged(proposal, Verdict.BACK, device, tuple(problems))
    fills, kept = _fills(device, proposal), _kept(device, proposal)
    doubted = tuple(Problem(name, "warning", said) for name, said in doubts(device, arrival).items())
    if fills:
        return Judged(proposal, Verdict.FILLS, device, (*problems, *doubted), fills, kept)
    # Nothing would be recorded, so what the file lacks is of no consequence.
    return Judged(proposal, Verdict.UNCHANGED, device, doubted, kept=kept)


def lists_no_drives(proposal: Proposal, device: Device | None) -> bool:
    """Whether a machine comes in with the size of its storage and no number of drives, which keeps it received."""
    arrival, line = proposal.arrival, proposal.line
    if arrival.drives is not None or arrival.in_service or line.report is not None or "storage_gb" not in line.values:
        return False
    return device is None or device.stage == Stage.OUT or not device.drives_known


def _said(*sentences: str | None) -> list[Problem]:
    return [Problem("", "error", sentence) for sentence in sentences if sentence]


def _not_allowed(arrival: Arrival, person: Person) -> str | None:
    rights = rights_of(person)
    right = May.IMPORT_IN_SERVICE if arrival.in_service else May.RECEIVE
    if rights.may(right, arrival.department.pk if arrival.department else None):
        return None
    if arrival.department is None:
        return _("Your role does not include receiving devices.")
    return _("Your role does not include receiving devices for %(name)s.") % {"name": arrival.department.name}


def _repeats(proposal: Proposal, traits: Traits, known: Known, bench: _Bench) -> str | None:
    first: Proposal | None = None
    marks: list[str | int] = [*traits.texts(), *(device.pk for device in known.devices)]
    for mark in marks:
        first = first or bench.seen.get(mark)
        bench.seen.setdefault(mark, proposal)
    # A register's reader says itself which of its rows repeat which.
    said = any(one.severity == "error" and one.field in ("asset_tag", "serial") for one in proposal.line.problems)
    if first is None or said:
        return None
    if first.line.source:
        return _("It is the machine of “%(file)s”, which is in this list already.") % {"file": first.line.source}
    return _("It is the machine of row %(row)s already.") % {"row": first.number}


def _disagreement(known: Known, hidden: set[int]) -> str | None:
    if any(device.pk in hidden for device in known.devices):
        return _("It is known already, in a department whose devices you do not see.")
    if not known.disagree:
        return None
    named = ", ".join(device.asset_tag for device in known.devices)
    return _("The tag and the serial belong to different devices (%(named)s): look at both.") % {"named": named}


def _departure(device: Device | None, arrival: Arrival, day: date) -> str | None:
    if device is None or device.left_on is None or device.left_how == "undone" or same_file_again(device, arrival):
        return None
    begins = arrival.in_service.since if arrival.in_service else day
    if begins >= device.left_on:
        return None
    values = {"tag": device.asset_tag, "left": date_format(device.left_on), "day": date_format(begins)}
    return _("%(tag)s left on %(left)s; it can't come in again on %(day)s.") % values


def _namesake_problem(device: Device, arrival: Arrival) -> Problem:
    values = {"tag": device.asset_tag, "maker": device.manufacturer or _("unknown maker"), "serial": arrival.serial}
    if arrival.manufacturer and device.manufacturer:
        said = _("%(tag)s of %(maker)s has this serial too: make sure that it is another machine.") % values
        return Problem("serial", "warning", said)
    said = _("%(tag)s (%(maker)s) has serial %(serial)s: give the manufacturer, so that the two can be told apart.")
    return Problem("manufacturer", "error", said % values)


def _fills(device: Device, proposal: Proposal) -> tuple[Change, ...]:
    changes = gaps(device, proposal.arrival)
    if device.model_id is None and proposal.new_model:
        changes["model_id"] = str(proposal.new_model)
    shown = {
        "model_id": proposal.arrival.model or proposal.new_model,
        "department_id": proposal.arrival.department,
        "site_id": proposal.arrival.site,
    }
    return tuple(Change(name.removesuffix("_id"), None, shown.get(name) or value) for name, value in changes.items())


def _kept(device: Device, proposal: Proposal) -> tuple[Change, ...]:
    arrival, values = proposal.arrival, proposal.line.values
    differing = []
    if device.ram_gb is not None and arrival.ram_gb and float(device.ram_gb) != arrival.ram_gb:
        differing.append(Change("ram_gb", float(device.ram_gb), arrival.ram_gb))
    if arrival.model and device.model_id not in (None, arrival.model.pk):
        differing.append(Change("model", device.model, arrival.model))
    if "department" in values and arrival.department and device.department_id not in (None, arrival.department.pk):
        differing.append(Change("department", device.department, arrival.department))
    return tuple(differing)
