"""An asset register, whatever program wrote it, as rows of our fields with every problem of every row.

Reads CSV, TSV and any delimited text, pasted rows, XLSX, ODS and XLS. Nothing is saved and no row is left out unsaid.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from inventory.readers.cells import Problem, Value, read_cell, shown
from inventory.readers.dates import DateOrder, order_of
from inventory.readers.delimited import decoded, records
from inventory.readers.header_names import FIELDS
from inventory.readers.headers import field_of, fingerprint, map_by_content, map_columns, unit_of
from inventory.readers.refusal import Refused, file_called, megabytes
from inventory.readers.register import Column, MappedBy, Row, Sheet
from inventory.readers.repeats import mark_repeats
from inventory.readers.text import cleaned, looks_binary
from inventory.readers.workbook import Cell, is_workbook, workbook_rows

LARGEST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
_HEADER_SEARCHED = 15


Edits = Mapping[int, Mapping[str, str]]  # row number -> field -> what a person typed over the file


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Sequence[Sequence[Cell]]
    encoding: str = ""
    delimiter: str = ""
    sheet_name: str = ""
    sheet_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    columns: Mapping[int, str]
    date_order: DateOrder | None
    edits: Edits
    left_out: frozenset[int]


def read_sheet(
    data: bytes,
    name: str = "",
    *,
    columns: Mapping[int, str] | None = None,
    date_order: DateOrder | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    edits: Edits | None = None,
    left_out: Collection[int] = (),
) -> Sheet:
    """Read a register. The options are what a person chose: `columns` maps a column's index to a field, or to "" to
    leave it out (others keep what was recognised); `date_order` settles dates such as 4/5/16; `edits` stand in place of
    what the file says; rows of `left_out` (by number) are not returned.

    Raises `Refused`, and nothing else, whatever the bytes are.
    """
    called = file_called(name)
    if not data.strip():
        raise Refused(_("%(file)s is empty.") % {"file": called})
    if len(data) > LARGEST_BYTES:
        raise Refused(
            _("%(file)s has %(size)s MB; at most %(most)s MB can be read at once.")
            % {"file": called, "size": megabytes(len(data)), "most": LARGEST_BYTES // 10**6}
        )
    for field in (columns or {}).values():
        if field and field not in FIELDS:
            raise Refused(_("There is no field “%(field)s” to read a column into.") % {"field": field})
    table = _table(data, called, encoding, delimiter, sheet)
    chosen = _Chosen(columns or {}, date_order, edits or {}, frozenset(left_out))
    return _sheet(table, hashlib.sha256(data).hexdigest(), chosen)


def read_pasted(text: str, *, columns: Mapping[int, str] | None = None, date_order: DateOrder | None = None) -> Sheet:
    """Read rows pasted from a spreadsheet program or an e-mail, as `read_sheet` does."""
    data = text.encode("utf-8", errors="replace")
    return read_sheet(data, columns=columns, date_order=date_order, encoding="utf-8")


def _table(data: bytes, called: str, encoding: str | None, delimiter: str | None, sheet: str | None) -> _Table:
    if is_workbook(data):
        rows, sheet_name, sheet_names = workbook_rows(data, sheet)
        return _Table(rows, sheet_name=sheet_name, sheet_names=sheet_names)
    if looks_binary(data):
        raise Refused(_("%(file)s is neither a spreadsheet nor a text file.") % {"file": called})
    text, used = decoded(data, encoding)
    lines, split_at = records(text, delimiter)
    return _Table(lines, encoding=used, delimiter=split_at)


def _sheet(table: _Table, sha256: str, chosen: _Chosen) -> Sheet:
    width = max((_filled_width(row) for row in table.rows), default=0)
    if width > MOST_COLUMNS:
        sentence = _("This table has %(number)s columns; at most %(most)s can be read. Is the delimiter right?")
        raise Refused(sentence % {"number": width, "most": MOST_COLUMNS})
    header_at = _header_row(table.rows)
    headers = _headers(table.rows[header_at] if header_at is not None else (), width)
    body = list(enumerate(table.rows, start=1))[0 if header_at is None else header_at + 1 :]
    filled = [(number, row) for number, row in body if _filled_width(row)]
    if len(filled) > MOST_ROWS:
        sentence = _("This table has %(number)s rows; at most %(most)s can be read at once. Divide it.")
        raise Refused(sentence % {"number": number_format(len(filled)), "most": number_format(MOST_ROWS)})
    columns = _columns(headers, filled, chosen.columns, chosen.date_order)
    wanted = [(number, row) for number, row in filled if number not in chosen.left_out]
    rows = mark_repeats([_row(number, row, columns, headers, chosen.edits.get(number, {})) for number, row in wanted])
    return Sheet(
        sha256=sha256,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet_name=table.sheet_name,
        sheet_names=table.sheet_names,
        header_row=None if header_at is None else header_at + 1,
        columns=columns,
        rows=tuple(rows),
        blank_rows=len(body) - len(filled),
        notices=_notices(table, columns, rows, header_at),
        fingerprint=fingerprint(headers),
    )


def _filled_width(row: Sequence[Cell]) -> int:
    return next(
        (index for index in range(len(row), 0, -1) if row[index - 1] != "" and shown(row[index - 1]).strip()), 0
    )


def _header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the index of the header row: the first rows' best match with known names, past any title lines; else the
    first filled row if it holds words only; else None, the table has no header.
    """
    first = [(index, row) for index, row in enumerate(rows[: _HEADER_SEARCHED * 4]) if _filled_width(row)]
    first = first[:_HEADER_SEARCHED]
    if not first:
        return None
    known, index = max((sum(field_of(shown(cell)) is not None for cell in row), -index) for index, row in first)
    width = max(_filled_width(row) for _index, row in first)
    if known >= (2 if width > 2 else 1):
        return -index
    index, row = first[0]
    wordy = not any(re.search(r"^\W*\d|\d.*\d", shown(cell)) for cell in row)
    return index if wordy and len(first) > 1 else None


def _headers(row: Sequence[Cell], width: int) -> list[str]:
    texts = [cleaned(shown(cell).replace("\n", " "), 100) for cell in row[:width]]
    return texts + [""] * (width - len(texts))


def _columns(
    headers: list[str],
    filled: list[tuple[int, Sequence[Cell]]],
    chosen: Mapping[int, str],
    date_order: DateOrder | None,
) -> tuple[Column, ...]:
    cells = {
        index: [shown(row[index]).strip() for _number, row in filled[:500] if index < len(row)]
        for index in range(len(headers))
    }
    by_header = {
        index: field
        for index, field in map_columns(headers).items()
        if index not in chosen and field not in chosen.values()
    }
    taken = {*by_header.values(), *chosen.values()}
    nameless = {index: cells[index] for index, header in enumerate(headers) if not header and index not in chosen}
    by_content = map_by_content(nameless, taken)
    columns = []
    for index, header in enumerate(headers):
        field = chosen.get(index) or by_header.get(index) or by_content.get(index)
        how: MappedBy = "choice" if index in chosen else "header" if index in by_header else "content" if field else ""
        order = None
        if field and field.endswith("_on"):
            order = date_order or order_of(shown(row[index]) for _number, row in filled if index < len(row))
        unit = unit_of(header) if field in {"ram_gb", "storage_gb"} else None
        sample = next((cell for cell in cells[index] if cell), "")
        columns.append(Column(index, header, field or None, how, cleaned(sample, 80), order, unit))
    return tuple(columns)


def _row(
    number: int, cells: Sequence[Cell], columns: tuple[Column, ...], headers: list[str], edits: Mapping[str, str]
) -> Row:
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    unread: dict[str, str] = {}
    if [shown(cell).strip() for cell in cells[: len(headers)]] == headers:
        return Row(number, {}, (Problem("", "error", _("This row repeats the header.")),))
    for field, typed in edits.items():
        reading = read_cell(field, typed, unit=None, order=None)
        problems += reading.problems
        if reading.value not in (None, ()):
            values[field] = reading.value
        elif reading.problems:
            unread[field] = typed
    for column in columns:
        if column.field is None or column.field in edits or column.index >= len(cells):
            continue
        reading = read_cell(column.field, cells[column.index], unit=column.unit, order=column.date_order)
        problems += reading.problems
        if reading.value is None or reading.value == ():
            if reading.problems:
                unread.setdefault(column.field, cleaned(shown(cells[column.index]), 255))
            continue
        before = values.get(column.field)
        if isinstance(before, tuple) and isinstance(reading.value, tuple):
            values[column.field] = tuple(dict.fromkeys((*before, *reading.value)))
        else:
            values.setdefault(column.field, reading.value)
    return Row(number, values, (*problems, *_missing(values, problems)), unread)


def _missing(values: Mapping[str, Value], problems: list[Problem]) -> tuple[Problem, ...]:
    if not values.keys() & {"asset_tag", "serial", "model"}:
        sentence = _("This row names no machine: it has no asset tag, serial number or model.")
        return (Problem("", "error", sentence),)
    told = {problem.field for problem in problems}
    if not values.keys() & {"asset_tag", "serial"} and "serial" not in told:
        sentence = _("Without serial number or asset tag, this machine cannot be recognised when it comes again.")
        return (Problem("serial", "warning", sentence),)
    return ()


def _notices(table: _Table, columns: tuple[Column, ...], rows: Sequence[Row], header_at: int | None) -> tuple[str, ...]:
    notices = []
    fields = {column.field for column in columns}
    others = [name for name in table.sheet_names if name != table.sheet_name]
    if not rows:
        headed = header_at is not None
        notices.append(_("The file holds a header and no rows.") if headed else _("The file holds no rows."))
    if not fields & {"asset_tag", "serial", "model"}:
        notices.append(
            _("No column of asset tags, serial numbers or models was recognised: choose which columns they are.")
        )
    if header_at is None and rows:
        notices.append(_("No header was recognised; columns were recognised by what they hold."))
    if header_at:
        sentence = _("The header was found in row %(row)s; the rows above it are not read.")
        notices.append(sentence % {"row": header_at + 1})
    if others:
        sentence = _("Sheet “%(sheet)s” was read; not read: %(others)s.")
        notices.append(sentence % {"sheet": table.sheet_name, "others": ", ".join(others)})
    if table.encoding not in {"", "utf-8"} and not table.encoding.startswith("utf-"):
        sentence = _("The text was read as %(encoding)s: if accents look wrong, choose another encoding.")
        notices.append(sentence % {"encoding": table.encoding})
    return tuple(notices)
