"""The rows of a draft as its preview shows them: values, verdict, every problem, what would be filled."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inventory import nouns
from inventory.models import Device
from inventory.proposals.judgement import Change, Judged, Verdict
from inventory.proposals.words import FIELDS, VERDICTS
from inventory.readers.cells import Value, shown

_MONO = frozenset({"asset_tag", "serial"})
_NUMBERS = frozenset({"ram_gb", "disk"})
# What a person may type over; a report's drives are what the machine itself says.
EDITABLE = tuple(name for name in FIELDS if name not in {"drives", "hardware_uuid", "form_factor", "model_code"})
_ALWAYS_EDITED = ("asset_tag", "serial", "manufacturer", "model", "cpu", "ram_gb")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `name` is its column's; `tone` marks one that a problem is about."""

    name: str
    label: nouns.Words
    text: str
    note: str = ""
    tone: str = ""

    @property
    def mono(self) -> bool:
        return self.name in _MONO

    @property
    def is_number(self) -> bool:
        return self.name in _NUMBERS


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row being edited."""

    name: str
    label: nouns.Words
    value: str
    sentence: str = ""
    first: bool = False  # takes the focus


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview. `said` are (tone, sentence); `changes` (label, old, new) of a known device."""

    number: str  # as addresses and forms hold it: never with a separator
    source: str
    cells: list[Cell]
    word: nouns.Words
    tone: str
    row_tone: str
    device: Device | None
    said: list[tuple[str, str]]
    fills: list[tuple[nouns.Words, str]]
    kept: list[tuple[nouns.Words, str, str]]
    notes: tuple[str, ...]
    fields: list[Field] = field(default_factory=list)


_COLUMNS: dict[str, nouns.Words] = {
    "asset_tag": gettext_lazy("Tag"),
    "serial": FIELDS["serial"],
    "model": FIELDS["model"],
    "cpu": FIELDS["cpu"],
    "ram_gb": gettext_lazy("Memory, GB"),
    "disk": gettext_lazy("Storage, GB"),
    "department": FIELDS["department"],
    "site": FIELDS["site"],
    "received_on": gettext_lazy("Received"),
    "purchased_on": gettext_lazy("Bought"),
    "grade": FIELDS["grade"],
    "in_service": gettext_lazy("In service"),
}


_COLUMN_OF = {"storage_gb": "disk", "drives": "disk", "drive_serials": "disk"}


def columns_of(rows: Sequence[Judged]) -> list[tuple[str, nouns.Words]]:
    """The columns in which any row of the list has something to show."""
    filled = {name for row in rows for name, text in _values(row).items() if text}
    filled |= {_COLUMN_OF.get(name, name) for row in rows for name in row.proposal.line.unread}
    always = {"serial", "model"}
    return [(name, label) for name, label in _COLUMNS.items() if name in filled | always]


def shown_rows(
    rows: Iterable[Judged],
    columns: Sequence[tuple[str, nouns.Words]],
    edits: Mapping[str, Mapping[str, str]],
    refusals: Mapping[str, str],
    editing: int | None,
) -> list[ShownRow]:
    """These rows, ready to be drawn; the one that is being edited with its fields."""
    return [
        _row(row, columns, edits.get(str(row.number), {}), refusals.get(str(row.number), ""), row.number == editing)
        for row in rows
    ]


def _row(
    row: Judged,
    columns: Sequence[tuple[str, nouns.Words]],
    typed: Mapping[str, str],
    refusal: str,
    editing: bool,
) -> ShownRow:
    word, tone = VERDICTS[row.verdict]
    if row.group == "look" and row.verdict is Verdict.NEW:
        word, tone = _("New, look"), "warn"
    values, wrong = _values(row), {_COLUMN_OF.get(one.field, one.field): one.severity for one in row.problems}
    values |= {
        name: text
        for field, text in row.proposal.line.unread.items()
        if not values.get(name := _COLUMN_OF.get(field, field))
    }
    cells = [
        Cell(
            name,
            label,
            values[name],
            _note(row, name),
            {"error": "bad", "warning": "warn"}.get(wrong.get(name, ""), ""),
        )
        for name, label in columns
    ]
    said = [("bad", one.sentence) for one in row.errors] + [("warn", one.sentence) for one in row.warnings]
    if refusal:
        said.insert(0, ("bad", _("Refused at the last commit: %(reason)s") % {"reason": refusal}))
    return ShownRow(
        number=str(row.number),
        source=row.proposal.line.source,
        cells=cells,
        word=word,
        tone=tone,
        row_tone={"blocked": "is-bad", "look": "is-warn"}.get(row.group, ""),
        device=row.device,
        said=said,
        fills=[(_label(one), _shown(one.new)) for one in row.fills],
        kept=[(_label(one), _shown(one.old), _shown(one.new)) for one in row.kept],
        notes=row.proposal.line.notes,
        fields=_fields(row, typed) if editing else [],
    )


def _values(row: Judged) -> dict[str, str]:
    arrival, line = row.proposal.arrival, row.proposal.line
    model = arrival.model or row.proposal.new_model
    service = arrival.in_service
    return {
        "asset_tag": arrival.asset_tag,
        "serial": arrival.serial,
        "model": str(model) if model else str(line.values.get("model", "")) or arrival.manufacturer,
        "cpu": short_cpu(arrival.cpu),
        "ram_gb": nouns.amount(arrival.ram_gb),
        "disk": _disk(row),
        "department": str(line.values.get("department", "")),
        "site": str(line.values.get("site", "")),
        "received_on": _day(line.values.get("received_on")),
        "purchased_on": _day(line.values.get("purchased_on")),
        "grade": arrival.grade,
        "in_service": f"{date_format(service.since)} · {service.cluster or service.recipient}" if service else "",
    }


def _note(row: Judged, column: str) -> str:
    """What a name of the file stands for here, where that is not the same name."""
    proposal = row.proposal
    if column not in ("department", "site"):
        return ""
    told = str(proposal.line.values.get(column, ""))
    if not told or (column, told) in proposal.unknown_names:
        return ""
    place = proposal.arrival.department if column == "department" else proposal.arrival.site
    if place is None:
        return _("left open")
    return "" if told.casefold() in (place.name.casefold(), place.code) else f"→ {place}"


def _disk(row: Judged) -> str:
    drives = row.proposal.arrival.drives
    if drives is None:
        storage = row.proposal.line.values.get("storage_gb")
        return nouns.amount(storage) if isinstance(storage, int | float) else ""
    sizes = [nouns.amount(round(drive["size_gb"])) if drive["size_gb"] else "?" for drive in drives]
    return " + ".join(sizes)


def _day(value: Value | None) -> str:
    return date_format(value) if isinstance(value, date) else ""


def _label(change: Change) -> nouns.Words:
    return FIELDS.get(change.field, change.field)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ngettext("%(n)d drive", "%(n)d drives", len(value)) % {"n": len(value)}
    return nouns.amount(value) if isinstance(value, int | float) else str(value or "–")


def _fields(row: Judged, typed: Mapping[str, str]) -> list[Field]:
    values = row.proposal.line.values
    sentences: dict[str, str] = {}
    for problem in row.problems:
        sentences.setdefault(problem.field, problem.sentence)
    unread = row.proposal.line.unread
    wanted = [name for name in EDITABLE if name in _ALWAYS_EDITED or name in values or name in sentences]
    told = {name: _typed(values.get(name)) or unread.get(name, "") for name in wanted}
    first = next((name for name in wanted if name in sentences), wanted[0])
    return [
        Field(name, FIELDS[name], typed.get(name, told[name]), sentences.get(name, ""), name == first)
        for name in wanted
    ]


def _typed(value: Value | None) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else shown(value)


def short_cpu(name: str) -> str:
    """A processor's name without what says nothing: "Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz" is a Core i5-8350U."""
    bare = re.sub(r"\((?:R|TM|C)\)|\bCPU\b|@.*$|\bIntel\b|\bProcessor\b", " ", name, flags=re.IGNORECASE)
    return " ".join(bare.split())
