"""Lines as CSV: one for tools (RFC 4180), one for a spreadsheet program in the reader's language."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import get_format

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that opens with one of these is run as a formula by spreadsheet programs."""


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def written(header: Iterable[str], lines: Iterable[Sequence[object]], *, excel: bool = False) -> Iterator[str]:
    """The table as CSV, line by line: UTF-8, dates as ISO 8601, empty for unknown, `true` and `false`.

    For tools: commas, decimal points, values untouched. For a spreadsheet program (`excel`): a byte-order mark,
    semicolons, the active language's decimal sign, and an apostrophe before text that would run as a formula.
    """
    writer: Any = csv.writer(_Echo(), delimiter=";" if excel else ",")
    point = str(get_format("DECIMAL_SEPARATOR")) if excel else "."
    if excel:
        yield BOM
    yield writer.writerow(header)
    for line in lines:
        cells = [_cell(value, point) for value in line]
        yield writer.writerow([harmless(c, v) for c, v in zip(cells, line, strict=True)] if excel else cells)


def harmless(cell: str, value: object) -> str:
    """Text that a spreadsheet program shows and does not run. Numbers stay numbers."""
    return f"'{cell}" if isinstance(value, str) and cell.startswith(FORMULA_STARTS) else cell


def _cell(value: object, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _plain(value).replace(".", point)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _plain(value: Decimal) -> str:
    """The number without noughts behind its last digit."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
