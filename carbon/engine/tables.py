"""Factor tables read from CSV: every row proven fit before any is used, and every problem named at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Final

from carbon.engine.factors import Factor, Tier

COLUMNS: Final = (
    "key", "value", "low", "high", "unit", "zone", "year", "tier", "source", "source_ref", "licence", "note",
)  # fmt: skip
REQUIRED: Final = ("key", "value", "low", "high", "unit", "tier", "source", "licence")
CREDITS: Final = ("weee.", "eol.")
"""Keys under which a figure may be negative: treatment can be credited with what it recovers."""

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\Z")
_ZONE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*\Z")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
_YEAR = re.compile(r"(19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A factor and where it was written down."""

    file: str
    row: int
    """The line of the file, as an editor counts; the header is 1."""
    factor: Factor


class UnfitTables(ValueError):
    """Factor tables that cannot be used. `problems` names every one, each with its file and row."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_factor_tables(folder: Path) -> list[FactorRow]:
    """Every row of every CSV file in a folder. Raises UnfitTables with all problems; then nothing is kept."""
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise UnfitTables([f"{folder}: there is no factor table (*.csv) in this folder"])
    problems: list[str] = []
    rows: list[FactorRow] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            problems.append(f"{file.name}: not text in UTF-8 (byte {error.start})")
            continue
        rows += _read(file.name, text, problems)
    problems += _twice(rows)
    if problems:
        raise UnfitTables(problems)
    return rows


def read_factor_table(name: str, text: str) -> list[FactorRow]:
    """The rows of one table given as text. Raises UnfitTables."""
    problems: list[str] = []
    rows = _read(name, text, problems)
    problems += _twice(rows)
    if problems:
        raise UnfitTables(problems)
    return rows


def _read(name: str, text: str, problems: list[str]) -> list[FactorRow]:
    lines = csv.DictReader(StringIO(text, newline=""), restkey="", restval="", strict=True)
    fit: list[FactorRow] = []
    try:
        missing = [column for column in COLUMNS if column not in (lines.fieldnames or ())]
        if missing:
            problems.append(f"{name}:1: the header lacks {', '.join(missing)}")
            return []
        for cells in lines:
            found = [f"{name}:{lines.line_num}: {sentence}" for sentence in _unfit(cells)]
            problems += found
            if not found:
                fit.append(FactorRow(file=name, row=lines.line_num, factor=_factor(cells)))
    except csv.Error as error:
        problems.append(f"{name}:{lines.line_num}: not readable as CSV: {error}")
    return fit


def _unfit(cells: dict[str, str]) -> Iterator[str]:
    """What is wrong with a row, in sentences."""
    if "" in cells:
        yield f"the row has more than {len(COLUMNS)} cells; quote the text that holds a comma"
        return
    yield from (f"{column} is missing" for column in REQUIRED if not cells[column].strip())
    yield from (f"{c} looks like a formula: {cells[c]!r}" for c in COLUMNS if _formula(cells[c]))
    for column, form, example in (("key", _KEY, "part.ram"), ("zone", _ZONE, "FRA"), ("year", _YEAR, "2024")):
        if cells[column] and not form.match(cells[column]):
            yield f"{column} should look like {example}, and is {cells[column]!r}"
    if cells["tier"] and cells["tier"] not in Tier.__members__:
        yield f"tier should be A to E, and is {cells['tier']!r}"
    yield from _unfit_numbers(cells)


def _unfit_numbers(cells: dict[str, str]) -> Iterator[str]:
    written = {column: cells[column] for column in ("value", "low", "high") if cells[column]}
    odd = {column: text for column, text in written.items() if not _NUMBER.match(text)}
    yield from (f"{column} is not a plain number: {text!r}" for column, text in odd.items())
    if odd or len(written) < 3:
        return
    value, low, high = (Fraction(written[column]) for column in ("value", "low", "high"))
    if low > high:
        yield f"low {written['low']} is above high {written['high']}: the bounds are swapped"
    elif not low <= value <= high:
        yield f"value {written['value']} lies outside its bounds {written['low']} to {written['high']}"
    if min(value, low, high) < 0 and not cells["key"].startswith(CREDITS):
        yield f"{cells['key']} cannot be negative"
    if cells["unit"] == "share" and max(value, low, high) > 1:
        yield "a share cannot be above 1"


def _formula(cell: str) -> bool:
    return cell.startswith(("=", "+", "@", "\t", "\r")) or (cell.startswith("-") and not _NUMBER.match(cell))


def _factor(cells: dict[str, str]) -> Factor:
    return Factor(
        key=cells["key"],
        value=Fraction(cells["value"]),
        low=Fraction(cells["low"]),
        high=Fraction(cells["high"]),
        unit=cells["unit"],
        zone=cells["zone"] or None,
        year=int(cells["year"]) if cells["year"] else None,
        tier=Tier(cells["tier"]),
        source=cells["source"],
        source_ref=cells["source_ref"],
        licence=cells["licence"],
        note=cells["note"],
    )


def _twice(rows: Iterable[FactorRow]) -> Iterator[str]:
    first: dict[tuple[str, str | None, int | None], FactorRow] = {}
    for row in rows:
        factor = row.factor
        earlier = first.setdefault((factor.key, factor.zone, factor.year), row)
        if earlier is not row:
            what = " ".join(str(part) for part in (factor.key, factor.zone, factor.year) if part is not None)
            yield f"{row.file}:{row.row}: {what} stands already in {earlier.file}:{earlier.row}"
