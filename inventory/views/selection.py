"""Which devices an act is for: those ticked, or all that a list shows; and which acts may be offered for them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from inventory import words
from inventory.access import rights_of, visible_devices
from inventory.actions import RIGHT_FOR
from inventory.forms.filters import DeviceFilter
from inventory.lifecycle import ACTS, IllegalAct, Stage, Verb, allowed_verbs, check
from inventory.models import Device, Person
from inventory.queries import facts_of
from inventory.queries.listing import matching
from inventory.views.rows import Row, for_rows, row_of

MOST = 1000  # devices of one act: committed together in a second or two, and still read by a person before

# In the order in which they are offered: what moves a device on from its stage comes first.
FORWARD: dict[Stage, Verb] = {
    Stage.RECEIVED: Verb.TEST,
    Stage.TESTING: Verb.TEST,
    Stage.WIPING: Verb.WIPE,
    Stage.UPGRADING: Verb.INSTALL,
    Stage.READY: Verb.DEPLOY,
    Stage.DEPLOYED: Verb.SIGHT,
}
KEYS = {Verb.WIPE: "w", Verb.TEST: "t", Verb.INSTALL: "u", Verb.DEPLOY: "d"}  # that press a verb's button in a bar
OFFERED = [verb for verb in ACTS if verb is not Verb.RECEIVE]
ONE_BY_ONE = frozenset({Verb.CORRECT})


@dataclass(frozen=True, slots=True)
class Selection:
    """The devices of an act, and what can't be taken: tags that nobody of this name sees, and too many at once."""

    today: date
    devices: list[Device] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def one(self) -> Device | None:
        """The device, when there is one."""
        return self.devices[0] if len(self.devices) == 1 else None

    def summary(self) -> list[dict[str, Any]]:
        """What the devices are, in a few facts; of many, their numbers by model, stage and what they wait for."""
        rows = [row_of(device, self.today) for device in self.devices]
        if len(rows) == 1:
            return _facts(rows[0])
        models = Counter(row.model for row in rows)
        stages = Counter(Stage(row.device.stage) for row in rows)
        waits = Counter(wait for row in rows for wait in row.waits)
        return [
            {"label": _("Models"), "value": _counted(models.most_common(6), len(models) - 6)},
            {
                "label": _("Stages"),
                "value": _counted([(words.STAGES[stage], stages[stage]) for stage in Stage if stages[stage]]),
            },
            *([{"label": _("Wait for"), "value": _waiting(waits.most_common(6))}] if waits else []),
        ]


def _facts(row: Row) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = [
        {"label": _("Model"), "value": row.model},
        {"label": _("Serial"), "value": row.device.serial, "mono": True},
        {"label": _("Stage"), "value": row.word, "note": row.age},
        {"label": _("Waits for"), "value": ", ".join(row.waits)},
        {"label": _("Serves at"), "value": row.where},
        {"label": _("Memory"), "value": f"{row.ram_gb} GB" if row.ram_gb else ""},
        {"label": _("Storage"), "value": f"{row.disk_gb} GB" if row.disk_gb else ""},
        {"label": _("Grade"), "value": row.device.grade},
        {"label": _("Department"), "value": row.device.department or ""},
    ]
    return [fact for fact in told if fact["value"]]


def _counted(numbers: Iterable[tuple[Any, int]], others: int = 0) -> str:
    told = [f"{number_format(number)} × {name}" for name, number in numbers]
    return ", ".join(told + ([_("%(n)d more models") % {"n": others}] if others > 0 else []))


def _waiting(numbers: Iterable[tuple[str, int]]) -> str:
    """What is waited for, each with how many wait: it holds a number itself, so that × would be misread."""
    told = [_("%(what)s: %(devices)s") % {"what": what, "devices": words.devices(number)} for what, number in numbers]
    return "; ".join(told)


def selection_of(asked: QueryDict, person: Person, today: date) -> Selection:
    """The devices that a list or a form names: `device` for each tag, or `all` with the list's own `matching` query."""
    seen = for_rows(visible_devices(person))
    if asked.get("all"):
        wanted = DeviceFilter(QueryDict(asked.get("matching", "")), person=person).wanted
        found = list(matching(seen, wanted, today).order_by("asset_tag")[: MOST + 1])
        if len(found) > MOST:
            most = number_format(MOST)
            said = _("More than %(most)s devices match. At most %(most)s are taken at once: narrow the list first.")
            return Selection(today, problem=said % {"most": most})
        return Selection(today, found)
    tags = list(dict.fromkeys(tag for tag in asked.getlist("device") if tag))
    if len(tags) > MOST:
        said = _("%(n)s devices are too many at once: at most %(most)s.")
        return Selection(today, problem=said % {"n": number_format(len(tags)), "most": number_format(MOST)})
    by_tag = {device.asset_tag: device for device in seen.filter(asset_tag__in=tags)}
    return Selection(today, [by_tag[tag] for tag in tags if tag in by_tag], [tag for tag in tags if tag not in by_tag])


def may_act(person: Person, verb: Verb, department_id: int | None = None) -> bool:
    """Whether the person's roles include the verb, in a department or anywhere."""
    return rights_of(person).may(RIGHT_FOR[verb], department_id)


def offered(person: Person, stages: Sequence[Stage]) -> list[dict[str, Any]]:
    """The acts for a bar under a list of devices in these stages, what moves them on first."""
    forward = [FORWARD[stage] for stage in stages if stage in FORWARD]
    fitting = [
        verb for verb in OFFERED if verb not in ONE_BY_ONE and ACTS[verb].stages & set(stages) and may_act(person, verb)
    ]
    fitting.sort(
        key=lambda verb: (verb not in forward, forward.index(verb) if verb in forward else OFFERED.index(verb))
    )
    return [button(verb, primary=number == 0 and len(stages) == 1) for number, verb in enumerate(fitting)]


def button(verb: Verb, *, primary: bool = False) -> dict[str, Any]:
    """A verb as its button shows it."""
    told = words.VERBS[verb]
    kind = "primary" if primary else ""
    return {"verb": verb.value, "label": told.order, "icon": told.icon, "kind": kind, "key": KEYS.get(verb, "")}


def obstacles(devices: Sequence[Device], verb: Verb) -> list[tuple[Device, str]]:
    """The devices that the verb can't be used for whatever is typed, each with the reason. One query."""
    facts = facts_of(devices)
    return [
        (device, _obstacle(verb, facts[device.pk])) for device in devices if verb not in allowed_verbs(facts[device.pk])
    ]


def _obstacle(verb: Verb, facts: Any) -> str:
    try:
        check(verb, facts, {})
    except IllegalAct as refusal:
        return str(refusal)
    return ""


def able(devices: Sequence[Device], person: Person) -> list[dict[str, Any]]:
    """Every act that the person may do to any of the devices, each with how many it can be used for. One query."""
    facts = facts_of(devices)
    numbers = Counter(
        verb
        for device in devices
        for verb in allowed_verbs(facts[device.pk])
        if may_act(person, verb, device.department_id)
    )
    single = len(devices) == 1
    verbs = [verb for verb in OFFERED if numbers[verb] and (single or verb not in ONE_BY_ONE)]
    verbs.sort(key=lambda verb: -numbers[verb])
    return [{**button(verb), "devices": numbers[verb], "of": len(devices)} for verb in verbs]
