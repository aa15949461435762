"""Spreadsheet files (XLSX, ODS, XLS) to a table. Formulas are never evaluated: the saved result is what is read."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from inventory.readers.refusal import Refused

Cell = str | int | float | date | datetime

# A 20 MB file can unpack to gigabytes, and one cell in the last corner makes a dense table of 17 billion.
LARGEST_UNPACKED = 300_000_000
MOST_CELLS = 8_000_000
_CELL_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def is_workbook(data: bytes) -> bool:
    """Whether the data is a ZIP or an OLE container, as spreadsheet files are."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def workbook_rows(data: bytes, sheet: str | None = None) -> tuple[list[list[Cell]], str, tuple[str, ...]]:
    """Return (rows from row 1, the sheet read, all visible sheets): the sheet asked for, else the first that has rows.

    Raises `Refused` for anything that is not an openable spreadsheet of sane size.
    """
    if data.startswith(b"PK"):
        _check_size(data)
    try:
        return _rows(data, sheet)
    except PasswordError:
        raise Refused(_("This spreadsheet is protected by a password. Save it without one.")) from None
    except (CalamineError, ValueError, OSError, KeyError):
        raise _unreadable() from None
    except BaseException as failure:
        # The reader is written in Rust; a panic there arrives as a BaseException of its own.
        if type(failure).__name__ != "PanicException":
            raise
        raise _unreadable() from None


def _unreadable() -> Refused:
    return Refused(
        _("This is not a readable XLSX, ODS or XLS file: it is damaged or something else. Save it again as XLSX.")
    )


def _rows(data: bytes, wanted: str | None) -> tuple[list[list[Cell]], str, tuple[str, ...]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = tuple(one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible)
    if wanted is not None and wanted not in names:
        sentence = _("There is no sheet “%(sheet)s”; there are: %(sheets)s.")
        raise Refused(sentence % {"sheet": wanted, "sheets": ", ".join(names)})
    for name in (wanted,) if wanted is not None else names:
        page = book.get_sheet_by_name(name)
        if page.total_height and page.total_width:
            return _cells(page), name, names
    raise Refused(_("This spreadsheet holds no visible sheet with cells."))


def _cells(page: CalamineSheet) -> list[list[Cell]]:
    if page.total_height * page.total_width > MOST_CELLS:
        raise _too_large()
    return [[_cell(value) for value in row] for row in page.to_python(skip_empty_area=False)]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str | int | float | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else ""


def _check_size(data: bytes) -> None:
    """Refuse what would not fit into memory, before anything is unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise _too_large()
            names = {member.filename for member in members}
            if "xl/workbook.bin" in names:
                raise Refused(_("This is a binary workbook (XLSB). Save it as XLSX."))
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise Refused(_("This is a ZIP archive or a document, not a spreadsheet."))
            for member in members:
                if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                    _check_corner(archive, member)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise _unreadable() from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise _unreadable() from None


def _check_corner(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    rows = columns = 0
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            for letters, digits in _CELL_ADDRESS.findall(tail + chunk):
                column = 0
                for letter in letters:
                    column = column * 26 + letter - 64
                rows, columns = max(rows, int(digits)), max(columns, column)
            tail = chunk[-20:]
    if rows * columns > MOST_CELLS:
        raise _too_large()


def _too_large() -> Refused:
    return Refused(_("This spreadsheet is too large to read: copy the rows and columns needed into a new one."))
