"""Which column of a register is which of our fields, as the preview lets a person choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inventory import nouns
from inventory.proposals.words import FIELDS
from inventory.readers.header_names import FIELDS as MAPPABLE
from inventory.readers.register import Column, Sheet

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    "utf-16": "UTF-16",
}


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """The columns in use and those that are not, the order of dates where there are dates, the sheets of a workbook."""

    used: list[dict[str, Any]]
    unused: list[dict[str, Any]]
    options: list[tuple[str, nouns.Words]]
    date_order: str
    date_orders: list[tuple[str, str]]
    dates_unclear: bool
    sheets: tuple[str, ...]
    sheet: str
    encodings: list[tuple[str, str]]
    encoding: str
    about: str


def column_choices(sheet: Sheet, choices: Mapping[str, Any]) -> ColumnChoices:
    """What can be chosen about the columns of a register."""
    dates = [column for column in sheet.columns if column.field and column.field.endswith("_on")]
    unclear = any(
        problem.field.endswith("_on") and "choose the order" in problem.sentence
        for row in sheet.rows
        for problem in row.problems
    )
    return ColumnChoices(
        used=[_column(column) for column in sheet.columns if column.field],
        unused=[_column(column) for column in sheet.columns if not column.field and (column.header or column.sample)],
        options=[(name, FIELDS[name]) for name in MAPPABLE],
        date_order=str(choices.get("date_order") or ""),
        date_orders=_orders(dates) if dates else [],
        dates_unclear=unclear,
        sheets=sheet.sheet_names if len(sheet.sheet_names) > 1 else (),
        sheet=sheet.sheet_name,
        encodings=_encodings(sheet, choices),
        encoding=str(choices.get("encoding") or ""),
        about=_about(sheet),
    )


def _encodings(sheet: Sheet, choices: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Nothing to choose in a workbook, nor in plain UTF-8, unless somebody chose that."""
    if not sheet.encoding or (sheet.encoding.startswith("utf") and not choices.get("encoding")):
        return []
    return [("", _("As recognised")), *ENCODINGS.items()]


def _column(column: Column) -> dict[str, Any]:
    return {
        "index": column.index,
        "header": column.header or _("Column %(n)d") % {"n": column.index + 1},
        "sample": column.sample,
        "field": column.field or "",
        "guessed": column.mapped_by == "content",
    }


def _orders(dates: list[Column]) -> list[tuple[str, str]]:
    found = {column.date_order for column in dates} - {None}
    read = {"dmy": _("day first"), "mdy": _("month first")}
    recognised = ", ".join(sorted(read[order] for order in found if order))
    automatic = _("As recognised: %(order)s") % {"order": recognised} if recognised else _("As recognised")
    return [("", automatic), ("dmy", _("Day first: 31/12/2025")), ("mdy", _("Month first: 12/31/2025"))]


def _about(sheet: Sheet) -> str:
    """How the file was read, in a few words."""
    named = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    split = named.get(sheet.delimiter, "")
    parts = [
        _("sheet “%(name)s”") % {"name": sheet.sheet_name} if sheet.sheet_name else "",
        sheet.encoding.upper().replace("_", " ") if sheet.encoding else "",
        _("columns split by %(sign)s") % {"sign": split} if split else "",
    ]
    return ", ".join(part for part in parts if part)
