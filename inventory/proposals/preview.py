"""A draft read anew: its rows with every problem of every row, and what is to be decided for the whole list."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inventory.actions.drafts import Upload
from inventory.models import IntakeDraft, Person
from inventory.proposals.arrivals import propose
from inventory.proposals.judgement import Judged, judge
from inventory.proposals.lines import Edits, Line, ReportFile, lines_of_reports, lines_of_sheet
from inventory.proposals.setting import Setting
from inventory.readers import read_report
from inventory.readers.dates import DateOrder
from inventory.readers.register import Sheet
from inventory.readers.spreadsheet import read_sheet

GROUPS = ("ok", "look", "unchanged", "blocked")


@dataclass(frozen=True, slots=True)
class Preview:
    """`sheet` is the register as it was read, None for hardware reports. `unknown` counts the rows of each name."""

    setting: Setting
    rows: tuple[Judged, ...]
    sheet: Sheet | None = None

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what they are counted as: ok, look, unchanged, blocked."""
        found = Counter(row.group for row in self.rows)
        return {group: found[group] for group in GROUPS}

    @property
    def ready(self) -> list[Judged]:
        """The rows that a commit takes."""
        return [row for row in self.rows if row.group != "blocked"]

    @property
    def new_models(self) -> list[str]:
        """Models that a commit adds to the catalogue, by name."""
        wanted = (row.proposal.new_model for row in self.ready if row.device is None or row.device.model_id is None)
        return sorted({str(model) for model in wanted if model})

    @property
    def sized(self) -> int:
        """How many rows that are ready give a size and no number of drives."""
        return sum(any(one.field == "drives" for one in row.warnings) for row in self.ready)

    @property
    def unknown(self) -> dict[str, Counter[str]]:
        """Names that mean nothing here yet: place -> name -> number of rows."""
        found: dict[str, Counter[str]] = {"department": Counter(), "site": Counter()}
        for row in self.rows:
            for kind, name in row.proposal.unknown_names:
                found[kind][name] += 1
        return found


def preview(draft: IntakeDraft, person: Person, today: date) -> Preview:
    """What would come in from a draft.

    Raises `readers.Refused` when its file cannot be read with what was chosen.
    """
    setting = Setting.restored(draft.defaults, draft.choices.get("names", {}), today)
    edits = {int(number): typed for number, typed in draft.edits.items()}
    uploads = [Upload(file.name, bytes(file.content)) for file in draft.files.all()]
    if draft.kind == IntakeDraft.Kind.REPORTS:
        return preview_of(report_lines(uploads, edits, draft.settled), setting, person, today)
    sheet = read_register(uploads[0], draft.choices, edits, draft.settled)
    return preview_of(lines_of_sheet(sheet), setting, person, today, sheet)


def preview_of(
    lines: Sequence[Line], setting: Setting, person: Person, today: date, sheet: Sheet | None = None
) -> Preview:
    """What would come in from these lines."""
    proposals = [propose(line, setting) for line in lines]
    return Preview(setting, tuple(judge(proposals, setting, person, today)), sheet)


def read_register(
    upload: Upload, choices: Mapping[str, object], edits: Edits | None = None, left_out: Collection[int] = ()
) -> Sheet:
    """A register read with what a person chose: columns, date_order, sheet, encoding."""
    columns = choices.get("columns")
    return read_sheet(
        upload.content,
        upload.name,
        columns={int(index): field for index, field in columns.items()} if isinstance(columns, dict) else None,
        date_order=_order(choices.get("date_order")),
        sheet=_text(choices.get("sheet")),
        encoding=_text(choices.get("encoding")),
        edits=edits,
        left_out=left_out,
    )


def report_lines(uploads: Sequence[Upload], edits: Edits | None = None, left_out: Collection[int] = ()) -> list[Line]:
    """Hardware reports, numbered from 1 in the order in which they came."""
    files = [
        ReportFile(number, upload.name, read_report(upload.content, upload.name))
        for number, upload in enumerate(uploads, start=1)
        if number not in set(left_out)
    ]
    return lines_of_reports(files, edits)


def _order(value: object) -> DateOrder | None:
    return "dmy" if value == "dmy" else "mdy" if value == "mdy" else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
