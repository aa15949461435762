"""Run as a program, in a process of its own: a workbook on standard input, its cells as JSON on standard output.

The reader is written in Rust and makes a dense table of whatever a sheet's addresses span. Where that does not fit
into memory it ends the whole process, so it runs in one that nobody misses, and that may take so much and no more.

In: the sheet wanted as JSON (null for the first with cells), a line break, the file. Out: one object. Imports nothing
of GreenLab, so that it starts at once.
"""

import io
import json
import resource
import sys
from datetime import date
from typing import Any

MOST_MEMORY_BYTES = 1_000_000_000
MOST_SECONDS = 60
MOST_CELLS = 8_000_000
LARGEST_ANSWER = 200_000_000


def answer(data: bytes, wanted: str | None) -> dict[str, Any]:
    """What the file holds: its visible `sheets`, the `sheet` read (null for none) and its `rows`; or what it is."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        for name in [one for one in sheets if wanted in (None, one)]:
            page = book.get_sheet_by_name(name)
            if page.end is None:
                continue
            if (page.end[0] + 1) * (page.end[1] + 1) > MOST_CELLS:
                return {"refused": "large"}
            return {"sheets": sheets, "sheet": name, "rows": page.to_python(skip_empty_area=False)}
    except PasswordError:
        return {"refused": "password"}
    except (CalamineError, ValueError, OSError, KeyError):
        return {"refused": "unreadable"}
    except BaseException as failure:
        # A panic in Rust arrives as a BaseException of its own.
        if type(failure).__name__ != "PanicException":
            raise
        return {"refused": "unreadable"}
    return {"sheets": sheets, "sheet": None, "rows": []}


def plain(value: object) -> Any:
    """What JSON has no words for: a day or a moment in a list of its own, a time of day as a text."""
    return [value.isoformat()] if isinstance(value, date) else str(value)


def main() -> None:
    """Answer standard input."""
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY_BYTES), (resource.RLIMIT_CPU, MOST_SECONDS)):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted, _newline, data = sys.stdin.buffer.read().partition(b"\n")
    told = json.dumps(answer(data, json.loads(wanted)), default=plain)
    sys.stdout.write(told if len(told) <= LARGEST_ANSWER else json.dumps({"refused": "large"}))


if __name__ == "__main__":
    main()
