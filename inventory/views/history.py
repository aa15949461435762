"""A device's acts in words, as its timeline tells them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory import nouns, words
from inventory.effects import day
from inventory.lifecycle import Verb
from inventory.models import DeviceEvent, Placement
from inventory.queries.history import Names, void_keys

Facts = Mapping[str, Any]
Telling = Callable[[Facts, Names], list[Any]]

_OUTCOMES = {
    "wiped": gettext_lazy("wiped"),
    "destroyed": gettext_lazy("destroyed"),
    "none_present": gettext_lazy("no drive there"),
}
_CONDITIONS = {"new": gettext_lazy("new"), "harvested": gettext_lazy("harvested")}
_FACTS = {
    "asset_tag": gettext_lazy("tag"),
    "manufacturer": gettext_lazy("manufacturer"),
    "model_id": gettext_lazy("model"),
    "serial": gettext_lazy("serial"),
    "hardware_uuid": gettext_lazy("hardware UUID"),
    "department_id": gettext_lazy("department"),
    "site_id": gettext_lazy("site"),
    "purchased_on": gettext_lazy("purchase"),
    "cpu": gettext_lazy("processor"),
    "ram_gb": gettext_lazy("memory"),
    "passwords": gettext_lazy("passwords"),
    "drives": gettext_lazy("drives"),
    "flags": gettext_lazy("flags"),
    "otherwise_fate": gettext_lazy("where it would have gone"),
}


def entries_of(device_tag: str, rows: Sequence[DeviceEvent], names: Names, undoable: set[int]) -> list[dict[str, Any]]:
    """The timeline, latest first. `rows` as `queries.timeline` answers them."""
    void = void_keys(rows)
    by_key = {row.pk: row for row in rows}
    entries = [
        {
            **_told(row, names, by_key),
            "key": row.pk,
            "on": row.happened_on,
            "by": row.by,
            "batch": row.batch,
            "links": _evidence(device_tag, row, names),
            "reversed": row.pk in void,
            "undo_url": reverse("undo_event", args=[row.pk]) if row.pk in undoable and row.pk not in void else "",
            "undo_label": _("redo") if row.reverses_id else _("undo"),
            "verb": row.verb,
        }
        for row in rows
    ]
    return _folded(entries)


def _folded(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sightings one after the other stand under the latest of them: they say the same."""
    folded: list[dict[str, Any]] = []
    for entry in entries:
        last = folded[-1] if folded else None
        if last and entry["verb"] == last["verb"] == Verb.SIGHT and not (entry["reversed"] or last["reversed"]):
            last["earlier"] = [*last.get("earlier", []), entry]
        else:
            folded.append(entry)
    return folded


def _told(row: DeviceEvent, names: Names, by_key: Mapping[int, DeviceEvent]) -> dict[str, Any]:
    verb = Verb(row.verb)
    told = words.VERBS[verb]
    tone = ""
    if verb is Verb.REVERSE_EVENT:
        undone = by_key.get(row.reverses_id or 0)
        detail = [words.VERBS[Verb(undone.verb)].done] if undone else []
        detail.append(row.facts.get("reason"))
        detail.append(row.facts.get("may_have_served") and _("it may have served: its drives count as not wiped"))
    else:
        detail = _TOLD[verb](row.facts, names)
        tone = _tone(verb, row.facts)
    return {
        "what": told.done,
        "icon": told.icon,
        "tone": tone,
        "detail": " · ".join(str(part) for part in detail if part),
    }


def _tone(verb: Verb, facts: Facts) -> str:
    if verb is Verb.TEST:
        return "ok" if facts["passed"] else "bad"
    if verb is Verb.WIPE and facts["outcome"] == "wiped":
        return "ok" if facts.get("proven") else "warn"
    return ""


def _evidence(tag: str, row: DeviceEvent, names: Names) -> list[dict[str, str]]:
    keys = {row.facts.get("evidence_id"), (row.facts.get("claim") or {}).get("evidence_id")}
    return [
        {"label": names.evidence[key], "url": reverse("evidence", args=[tag, key])}
        for key in keys
        if key in names.evidence
    ]


def _receive(facts: Facts, names: Names) -> list[Any]:
    return [
        _("before GreenLab, not proven") if facts.get("before_greenlab") else None,
        names.departments.get(facts.get("department_id") or 0),
        names.sites.get(facts.get("site_id") or 0),
        facts.get("note"),
    ]


def _test(facts: Facts, _names: Names) -> list[Any]:
    health = facts.get("battery_health_pct")
    return [
        _("passed") if facts["passed"] else _("failed"),
        _("battery %(pct)s %%") % {"pct": nouns.amount(health)} if health is not None else None,
        facts.get("note"),
    ]


def _wipe(facts: Facts, _names: Names) -> list[Any]:
    proven = facts.get("proven")
    return [
        _OUTCOMES[facts["outcome"]],
        facts.get("drive"),
        facts.get("method"),
        facts.get("tool"),
        _("proven")
        if proven
        else _("not proven: the drives still count as unwiped")
        if facts["outcome"] == "wiped"
        else "",
        facts.get("statement"),
    ]


def _part(facts: Facts, _names: Names) -> list[Any]:
    serial = facts.get("serial")
    mass = facts.get("mass_kg")
    return [
        nouns.part(facts["kind"], facts.get("quantity")),
        _CONDITIONS.get(facts.get("condition", ""), ""),
        nouns.REMOVED.get(facts.get("fate", ""), ""),
        f"{nouns.amount(mass)} kg" if mass else "",
        _("slot %(slot)s") % {"slot": facts["slot"]} if facts.get("slot") else "",
        serial or facts.get("drive"),
    ]


def _deploy(facts: Facts, names: Names) -> list[Any]:
    claim = facts["claim"]
    told = {
        "ratio": nouns.amount(round(claim["displaced_per_device"], 3)),
        "new": nouns.DISPLACED.get(claim["displaced_class"], claim["displaced_class"]),
        "months": nouns.amount(claim["displaced_lifetime_months"]),
        "tier": Placement.Tier(claim["displacement_tier"]).label,
    }
    return [
        names.clusters.get(facts.get("cluster_id") or 0) or facts.get("recipient"),
        facts.get("slot"),
        _("instead of %(ratio)s × %(new)s for %(months)s months (%(tier)s)") % told,
        claim.get("document"),
    ]


def _correct(facts: Facts, names: Names) -> list[Any]:
    changes = ", ".join(
        f"{_FACTS.get(name, name)}: {_value(name, value, names)}" for name, value in facts["changes"].items()
    )
    return [changes, facts.get("reason")]


def _value(name: str, value: Any, names: Names) -> str:
    if value in (None, "", []):
        return _("none")
    named = {
        "model_id": names.models,
        "department_id": names.departments,
        "site_id": names.sites,
    }.get(name)
    if named is not None:
        return named.get(value, str(value))
    if name == "drives":
        return ", ".join(item.get("serial") or item.get("model") or _("one without serial") for item in value)
    if name == "purchased_on":
        return str(day(value))
    return ", ".join(value) if isinstance(value, list) else str(value)


_TOLD: dict[Verb, Telling] = {
    Verb.RECEIVE: _receive,
    Verb.TEST: _test,
    Verb.GRADE: lambda facts, _names: [facts["grade"], nouns.GRADES.get(facts["grade"])],
    Verb.WIPE: _wipe,
    Verb.PLAN: lambda facts, _names: [nouns.part(facts["kind"], facts["quantity"])],
    Verb.CANCEL_PLAN: lambda facts, _names: [facts.get("reason")],
    Verb.INSTALL: _part,
    Verb.REMOVE: _part,
    Verb.DEPLOY: _deploy,
    Verb.SIGHT: lambda facts, _names: [facts.get("how")],
    Verb.WITHDRAW: lambda facts, _names: [_("lost, not seen there") if facts.get("lost") else "", facts.get("reason")],
    Verb.TRANSFER: lambda facts, names: [
        _("to %(department)s") % {"department": names.departments.get(facts["department_id"], "?")}
    ],
    Verb.RELEASE: lambda facts, _names: [nouns.LEFT.get(facts["how"]), facts.get("to"), _custodian(facts)],
    Verb.RECYCLE: lambda facts, _names: [
        facts.get("to"),
        facts.get("certificate"),
        facts.get("reason"),
        _custodian(facts),
    ],
    Verb.CORRECT: _correct,
}


def _custodian(facts: Facts) -> str:
    return _("data risk taken over by %(who)s") % {"who": facts["custodian"]} if facts.get("custodian") else ""
