"""One cell to one value of ours. What cannot be read is said, in a sentence that names the cell's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.identity import SHORTEST_SERIAL, is_no_value, is_unfilled, usable_serial
from inventory.readers.dates import DateOrder, NotADateError, date_of_cell, read_date
from inventory.readers.machines import form_factor
from inventory.readers.text import cleaned
from inventory.readers.workbook import Cell

Value = str | float | date | tuple[str, ...]
Severity = Literal["error", "warning"]

# 15 digits are what a spreadsheet program keeps of a number.
_EXACT_INTEGER = 10**15
_DAMAGED = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}|\d+[.,]\d+E\d{1,3}", re.IGNORECASE)
_FORMULA = re.compile(r"[=@]|[+-](?![\d\s.,-]|$)")
_SPREADSHEET_ERRORS = re.compile(r"#(N/A|NV|REF!|VALUE!|WERT!|NAME\?|DIV/0!|NULL!|NUM!|BEZUG!)", re.IGNORECASE)
_SIZE = re.compile(
    r"(?:(\d{1,2}) ?[x×*] ?)?(\d{1,9}(?:[.,']\d{1,3})*) ?(t[bo]|tib|g[bo]|gib|g|m[bo]|mib|m|k[bo])?(?![\w.,])",
    re.IGNORECASE,
)
_MOST_GB = {"ram_gb": 2048.0, "storage_gb": 64_000.0}
_NOMINAL_GB = (
    60,
    64,
    80,
    100,
    120,
    128,
    160,
    180,
    200,
    240,
    250,
    256,
    320,
    480,
    500,
    512,
    640,
    750,
    960,
    1000,
    1024,
    2000,
)
_IN_SERVICE = re.compile(
    r"\b(deployed|in use|in service|checked out|assigned|issued|loaned|ausgegeben|im einsatz|in betrieb|in gebrauch|"
    r"zugewiesen|verliehen|en service|en usage|affect[ée]|attribu[ée]|pr[êe]t[ée]|en uso|en servicio|asignado|"
    r"in uso|in servizio|assegnato|in gebruik|uitgegeven|toegewezen)\b",
    re.IGNORECASE,
)
_NOT_IN_SERVICE = re.compile(
    r"\b(not|un|non|nicht|pas|no|niet|ready to be|to be|out of)\b|undeployed|undeployable|hors service|fuera de|fuori",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: `error` keeps the row from being taken as it is, `warning` is for a look."""

    field: str
    severity: Severity
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's value, None if it has none to give, and what was wrong with it."""

    value: Value | None
    problems: tuple[Problem, ...] = ()


def shown(cell: Cell) -> str:
    """Return the cell as text, the way its spreadsheet shows it: 12345678.0 is "12345678", a date is ISO."""
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == cell.min.time() else cell).isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell == cell // 1 and abs(cell) < _EXACT_INTEGER:
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)


def is_in_service(status: str) -> bool:
    """Whether a register's status says that somebody is using the machine."""
    return bool(_IN_SERVICE.search(status)) and not _NOT_IN_SERVICE.search(status)


def read_cell(field: str, cell: Cell, *, unit: str | None, order: DateOrder | None) -> Reading:
    """Read one cell of a column mapped to `field`; `unit` and `order` are what the column's header and dates tell."""
    text = cleaned(shown(cell).replace("\n", " "), 2000 if field == "note" else 255)
    if not text or (is_no_value(text) and field != "note"):
        return Reading(None)
    if _SPREADSHEET_ERRORS.fullmatch(text):
        return _bad(field, "warning", _("“%(text)s” is a spreadsheet's error, not a value.") % {"text": text})
    if field in _MOST_GB:
        return _size(field, text, unit)
    if field.endswith("_on"):
        return _date(field, cell, text, order)
    reading = _identifier(field, cell, text) if field in _IDENTIFIERS else _text(field, text)
    if isinstance(cell, str) and _FORMULA.match(text):
        sentence = _("“%(text)s” looks like a formula; it is kept as text.") % {"text": _short(text)}
        return Reading(reading.value, (*reading.problems, Problem(field, "warning", sentence)))
    return reading


_IDENTIFIERS = {
    "asset_tag": gettext_lazy("asset tag"),
    "serial": gettext_lazy("serial"),
    "model": gettext_lazy("model"),
    "model_code": gettext_lazy("model code"),
    "drive_serials": gettext_lazy("drive serial"),
}


def _bad(field: str, severity: Severity, sentence: str) -> Reading:
    return Reading(None, (Problem(field, severity, sentence),))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _text(field: str, text: str) -> Reading:
    if field == "grade":
        letter = re.fullmatch(r"(?:grade |klasse |grado )?([a-e][+-]?)", text, re.IGNORECASE)
        return Reading(letter[1].upper() if letter else text)
    if field == "form_factor":
        form = form_factor(text)
        if form == "laptop":
            return Reading(form)
        sentence = _("The file calls this “%(text)s”, which is not a laptop.") % {"text": _short(text)}
        return Reading(form or "other", (Problem(field, "warning", sentence),))
    return Reading(text)


def _identifier(field: str, cell: Cell, text: str) -> Reading:
    named = {"name": _IDENTIFIERS[field], "text": text}
    severity: Severity = "warning" if field in {"model_code", "drive_serials"} else "error"
    overlong = isinstance(cell, int | float) and abs(cell) >= _EXACT_INTEGER
    if overlong or _DAMAGED.fullmatch(text):
        sentence = _("The %(name)s %(text)s was damaged by a spreadsheet program: format the column as text.")
        return _bad(field, severity, sentence % named)
    if isinstance(cell, date):
        sentence = _("The %(name)s %(text)s is a date: a spreadsheet program has changed it.")
        return _bad(field, severity, sentence % named)
    if field == "serial":
        return _serial(text)
    if is_unfilled(text):
        sentence = _("“%(text)s” is a placeholder, not a value, and is not used.")
        return _bad(field, "warning", sentence % named)
    if field == "drive_serials":
        return Reading(tuple(dict.fromkeys(part for part in re.split(r"[,;|/\s]+", text) if not is_no_value(part))))
    return Reading(text)


def _serial(text: str) -> Reading:
    serial = usable_serial(text)
    if serial:
        return Reading(serial)
    if sum(char.isalnum() for char in text) < SHORTEST_SERIAL:
        sentence = _("“%(text)s” is too short to be a serial number and is not used.")
    else:
        sentence = _("“%(text)s” is a placeholder, not a serial number, and is not used.")
    return _bad("serial", "warning", sentence % {"text": text})


def _date(field: str, cell: Cell, text: str, order: DateOrder | None) -> Reading:
    try:
        return Reading(read_date(text, order) if isinstance(cell, str) else date_of_cell(cell))
    except NotADateError as wrong:
        return _bad(field, "error", wrong.about(_short(text)))


def _size(field: str, text: str, header_unit: str | None) -> Reading:
    """Read "8", "8 GB", "2x4GB", "8192 MB", "256GB SSD + 1 TB HDD", "7,8": gigabytes, of the header's unit if none."""
    outside_brackets = re.sub(r"\([^)]*\)", " ", text)  # "16 GB (2 x 8 GB)"
    parts = _SIZE.findall(outside_brackets) or _SIZE.findall(text)
    if not parts or re.search(r"[€$£]", text):
        return _bad(field, "error", _("“%(text)s” is not a size in GB.") % {"text": _short(text)})
    problems: list[Problem] = []
    total = 0.0
    for times, digits, unit in parts if len(parts) > 1 and all(part[2] for part in parts) else parts[:1]:
        amount = _amount(digits, _MOST_GB[field])
        own = unit[:1].lower() or (header_unit or "")[:1]
        if not own and amount > (256 if field == "ram_gb" else 8000):
            own = "m"
            sentence = _("%(number)s without a unit was read as MB.") % {"number": f"{amount:g}"}
            problems.append(Problem(field, "warning", sentence))
        total += int(times or 1) * _gigabytes(field, amount, own)
    if total > _MOST_GB[field]:
        sentence = _("“%(text)s” is more than any laptop holds: is the unit right?")
        return _bad(field, "error", sentence % {"text": _short(text)})
    # Registers write 0 for what nobody looked up; a laptop without memory or storage is said in words.
    return Reading(round(total, 3) or None, tuple(problems))


def _amount(digits: str, most: float) -> float:
    """Read a number whose comma or point is decimal or parts thousands: "7,8", "1.000", "1.234,5", "8.000"."""
    plain = digits.replace("'", "")
    last = max(plain.rfind(","), plain.rfind("."))
    if last < 0:
        return float(plain)
    whole, fraction = re.sub(r"[.,]", "", plain[:last]), plain[last + 1 :]
    grouped = len(fraction) == 3 and plain[:last].strip("0") and len(re.split(r"[.,]", plain)[0]) <= 3
    if grouped and float(whole + fraction) <= most:
        return float(whole + fraction)
    return float(f"{whole}.{fraction}")


def _gigabytes(field: str, amount: float, unit: str) -> float:
    if unit == "t":
        return amount * (1024 if field == "ram_gb" else 1000)
    if unit == "k":
        return amount / 1e6
    if unit != "m":
        return amount
    if field == "ram_gb":
        return amount / 1024
    # Some registers mean 2^20 bytes by MB: 238475 "MB" is a 250 GB drive.
    binary = amount * 1.048576 / 1000
    return round(binary, 1) if any(abs(binary - size) < 0.003 * size for size in _NOMINAL_GB) else amount / 1000
