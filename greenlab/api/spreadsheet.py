"""Rows as CSV (RFC 4180): UTF-8, CRLF, a header always, numbers and days as machines write them, empty for unknown.

With `?excel=1` a byte order mark comes first and text that a spreadsheet would run as a formula is prefixed by an
apostrophe; without it, cells are exactly what is recorded.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rest_framework.renderers import BaseRenderer

CHUNK_CHARACTERS = 64 * 1024
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class Spreadsheet(BaseRenderer):
    """Makes a list available as CSV; whole lists are streamed by `greenlab.api.paging` instead."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        """The items of a list."""
        items: Sequence[Mapping[str, Any]] = data["items"]
        return "".join(lines(list(items[0]) if items else [], items))


def lines(header: Sequence[str], rows: Iterable[Mapping[str, Any]], *, excel: bool = False) -> Iterator[str]:
    """The file in pieces of about 64 kB, the header first."""
    held = io.StringIO()
    writer = csv.writer(held)
    if excel:
        held.write("\ufeff")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(row[name], excel=excel) for name in header])
        if held.tell() > CHUNK_CHARACTERS:
            yield held.getvalue()
            held.seek(0)
            held.truncate()
    yield held.getvalue()


def _cell(value: Any, *, excel: bool) -> str:
    text = _text(value)
    return f"'{text}" if excel and FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() if all(isinstance(item, str) for item in value):
            return ";".join(value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
