"""One machine as its file tells it, whatever the file: a row of a register or a hardware report."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.readers import Report
from inventory.readers.cells import Problem, Value, read_cell
from inventory.readers.register import Sheet

NO_DRIVES = gettext_lazy("dmidecode lists no drives: they are listed at the bench.")
Edits = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the row as a spreadsheet program counts, or the number of the report among those of one drop.

    `values` hold what is known by the names of `readers.header_names.FIELDS`; `source` is the name of a report's file;
    `sha256` recognises the line when the very same file comes again. `notes` are for information, no reason to look;
    `unread` are texts of fields that could not be read.
    """

    number: int
    source: str
    values: Mapping[str, Value]
    problems: tuple[Problem, ...]
    sha256: str
    notes: tuple[str, ...] = ()
    report: Report | None = None
    in_service: bool = False
    unread: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A hardware report that was read, with its place in the drop."""

    number: int
    name: str
    report: Report


def lines_of_sheet(sheet: Sheet) -> list[Line]:
    """The rows of a register."""
    return [
        Line(
            row.number,
            "",
            row.values,
            row.problems,
            hashlib.sha256(f"{sheet.sha256}:{row.number}".encode()).hexdigest(),
            in_service=row.in_service,
            unread=row.unread,
        )
        for row in sheet.rows
    ]


def lines_of_reports(
    files: Sequence[ReportFile], edits: Edits | None = None, left_out: Collection[int] = ()
) -> list[Line]:
    """The machines of hardware reports; `edits` stand in place of what a report says."""
    return [_line(file, (edits or {}).get(file.number, {})) for file in files if file.number not in left_out]


def _line(file: ReportFile, edits: Mapping[str, str]) -> Line:
    told = _told(file.report)
    values = {name: value for name, value in told.items() if value not in (None, "") and name not in edits}
    problems: list[Problem] = []
    unread: dict[str, str] = {}
    for name, typed in edits.items():
        reading = read_cell(name, typed, unit=None, order=None)
        problems += reading.problems
        if reading.value is not None:
            values[name] = reading.value
        elif reading.problems:
            unread[name] = typed
    if not values.keys() & {"asset_tag", "serial"}:
        sentence = _("No serial or tag: it is recognised again by this very file only.")
        problems.append(Problem("serial", "warning", sentence))
    report = file.report
    notes = report.warnings if report.drives_listed else (*report.warnings, str(NO_DRIVES))
    return Line(file.number, file.name, values, tuple(problems), report.sha256, notes, report, unread=unread)


def _told(report: Report) -> dict[str, Value | None]:
    return {
        "asset_tag": report.asset_tag,
        "serial": report.serial,
        "manufacturer": report.manufacturer,
        "model": report.model,
        "model_code": report.model_code,
        "form_factor": report.form_factor,
        "cpu": report.cpu,
        "ram_gb": report.ram_gib,
    }
