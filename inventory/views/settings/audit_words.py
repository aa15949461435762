"""Acts in words, for the list of who did what."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.lifecycle import Verb
from inventory.models import Person
from inventory.queries.audit import Line
from inventory.words import VERBS

ACTS: dict[str, Any] = {
    "add_person": gettext_lazy("Person added"),
    "change_person": gettext_lazy("Person changed"),
    "deactivate_person": gettext_lazy("Person deactivated"),
    "reactivate_person": gettext_lazy("Person reactivated"),
    "erase_person": gettext_lazy("Person erased"),
    "give_role": gettext_lazy("Role given"),
    "take_role": gettext_lazy("Role taken away"),
    "make_password_link": gettext_lazy("Password link made"),
    "choose_password": gettext_lazy("Password chosen"),
    "issue_token": gettext_lazy("API token issued"),
    "revoke_token": gettext_lazy("API token revoked"),
    "add_department": gettext_lazy("Department added"),
    "change_department": gettext_lazy("Department changed"),
    "add_site": gettext_lazy("Site added"),
    "change_site": gettext_lazy("Site changed"),
    "add_model": gettext_lazy("Device model added"),
    "change_model": gettext_lazy("Device model changed"),
    "add_cluster": gettext_lazy("Cluster added"),
    "change_cluster": gettext_lazy("Cluster changed"),
    "change_installation": gettext_lazy("Installation changed"),
    "publish_factor_set": gettext_lazy("Factor set published"),
    "ask_recompute": gettext_lazy("Recompute started"),
    "mark_as_demonstration": gettext_lazy("Demonstration data made"),
    "remove_demonstration": gettext_lazy("Demonstration data removed"),
    "blank_old_evidence": gettext_lazy("Old personal evidence blanked"),
}
FACTS: dict[str, Any] = {
    "name": gettext_lazy("name"),
    "code": gettext_lazy("code"),
    "role": gettext_lazy("role"),
    "department": gettext_lazy("department"),
    "changed": gettext_lazy("changed"),
    "scopes": gettext_lazy("scopes"),
    "days": gettext_lazy("days"),
    "months": gettext_lazy("months"),
    "key": gettext_lazy("key"),
    "site": gettext_lazy("site"),
    "grid_zone": gettext_lazy("grid zone"),
    "solar_share": gettext_lazy("on-site solar share"),
    "room_overhead": gettext_lazy("server-room overhead"),
    "distance_km": gettext_lazy("collection distance in km"),
    "evidence": gettext_lazy("pieces of evidence"),
}
_PERSON = re.compile(r"person (\d+)$")


def act_in_words(act: str) -> str:
    """What an act is called in the past tense."""
    if act in set(Verb):
        return str(VERBS[Verb(act)].done)
    return str(ACTS.get(act, act.replace("_", " ").capitalize()))


def people_named(found: Iterable[Line]) -> dict[int, Person]:
    """The people whom the log names by their key. One query."""
    keys = [int(named[1]) for line in found if line.entry and (named := _PERSON.match(line.entry.subject))]
    return Person.objects.in_bulk(keys)


def subject_in_words(line: Line, names: dict[int, Person]) -> str:
    """What the act was about; a person by the name they have today."""
    if line.entry is None:
        return ""
    named = _PERSON.match(line.entry.subject)
    return str(names.get(int(named[1]), line.entry.subject)) if named else line.entry.subject


def detail_in_words(line: Line) -> str:
    """What belongs to it: for a device's act its day, otherwise what was noted."""
    if line.event is not None:
        return _("on %(day)s") % {"day": date_format(line.event.happened_on)}
    detail = line.entry.detail if line.entry else {}
    return "; ".join(f"{FACTS.get(name, name)}: {_told(name, value)}" for name, value in detail.items() if value != "")


def _told(name: str, value: Any) -> str:
    if name == "evidence" and isinstance(value, list):
        return str(len(value))  # their hashes are in the file, not for the eye
    if isinstance(value, list):
        is_change = len(value) == 2 and name not in {"scopes", "changed"}
        return (" → " if is_change else ", ").join(str(item) or "–" for item in value)
    return str(value)
