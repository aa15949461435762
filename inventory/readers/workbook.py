"""Spreadsheet files (XLSX, ODS, XLS) to a table. Formulas are never evaluated: the saved result is what is read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from inventory.readers import workbook_cells
from inventory.readers.refusal import Refused

Cell = str | int | float | date | datetime

LARGEST_UNPACKED = 300_000_000  # a 20 MB file can unpack to gigabytes


def is_workbook(data: bytes) -> bool:
    """Whether the data is a ZIP or an OLE container, as spreadsheet files are."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def workbook_rows(data: bytes, sheet: str | None = None) -> tuple[list[list[Cell]], str, tuple[str, ...]]:
    """Return (rows from row 1, the sheet read, all visible sheets): the sheet asked for, else the first that has rows.

    Raises `Refused` for anything that is not an openable spreadsheet of sane size.
    """
    if data.startswith(b"PK"):
        _check_size(data)
    told = _read_apart(data, sheet)
    match told.get("refused"):
        case "password":
            raise Refused(_("This spreadsheet is protected by a password. Save it without one."))
        case "unreadable":
            raise _unreadable()
        case "large":
            raise _too_large()
    names = tuple(told["sheets"])
    if sheet is not None and sheet not in names:
        sentence = _("There is no sheet “%(sheet)s”; there are: %(sheets)s.")
        raise Refused(sentence % {"sheet": sheet, "sheets": ", ".join(names)})
    if told["sheet"] is None:
        raise Refused(_("This spreadsheet holds no visible sheet with cells."))
    return [[_cell(value) for value in row] for row in told["rows"]], told["sheet"], names


def _read_apart(data: bytes, sheet: str | None) -> dict[str, Any]:
    """Read in another process, which may die of the file; some 40 ms for one of ordinary size."""
    # -P: the folder of the program is no place to import from; its modules have names like those of others.
    argv = [sys.executable, "-P", workbook_cells.__file__]
    asked = json.dumps(sheet).encode() + b"\n" + data
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file comes on standard input
            argv, input=asked, capture_output=True, timeout=workbook_cells.MOST_SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise _too_large() from None
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _cell(value: Any) -> Cell:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case [str(moment)]:
            return datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
        case str() | int() | float():
            return value
    return ""


def _check_size(data: bytes) -> None:
    """Refuse what would not fit into memory, before anything is unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise _unreadable() from None
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise _too_large()
    names = {member.filename for member in members}
    if "xl/workbook.bin" in names:
        raise Refused(_("This is a binary workbook (XLSB). Save it as XLSX."))
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise Refused(_("This is a ZIP archive or a document, not a spreadsheet."))


def _unreadable() -> Refused:
    return Refused(
        _("This is not a readable XLSX, ODS or XLS file: it is damaged or something else. Save it again as XLSX.")
    )


def _too_large() -> Refused:
    return Refused(_("This spreadsheet is too large to read: copy the rows and columns needed into a new one."))
