"""What an asset register says: its columns, its rows and what is wrong in them. Proposals, nothing decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from inventory.readers.cells import Problem, Value, is_in_service
from inventory.readers.dates import DateOrder

MappedBy = Literal["header", "content", "choice", ""]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: `field` is ours, None if the column is not used; `mapped_by` says how that was found."""

    index: int
    header: str
    field: str | None
    mapped_by: MappedBy
    sample: str
    date_order: DateOrder | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row proposed: `number` counts as the spreadsheet program does; `values` holds the fields that say something:
    texts, GB as float, dates, drive serials as a tuple. `unread` are texts of fields that could not be read.
    """

    number: int
    values: Mapping[str, Value]
    problems: tuple[Problem, ...]
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_service(self) -> bool:
        """Whether the register says that somebody is using the machine now."""
        return is_in_service(str(self.values.get("status", "")))

    @property
    def is_blocked(self) -> bool:
        """Whether a problem keeps the row from being taken as it is."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A register read: its columns, its rows, and what was noticed about the file as a whole.

    `encoding` and `delimiter` are of text files, sheet names of workbooks. `fingerprint` is the same for files with the
    same headers.
    """

    sha256: str
    encoding: str
    delimiter: str
    sheet_name: str
    sheet_names: tuple[str, ...]
    header_row: int | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blank_rows: int
    notices: tuple[str, ...]
    fingerprint: str

    @property
    def unrecognised(self) -> tuple[str, ...]:
        """Headers of the columns that are not used."""
        return tuple(column.header for column in self.columns if column.field is None and column.header)
