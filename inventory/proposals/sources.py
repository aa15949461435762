"""Files as they come, told apart by what is in them: registers, hardware reports, and what is neither."""

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.translation import gettext as _

from inventory.actions.drafts import Upload
from inventory.readers import Refused, Report, read_report
from inventory.readers.recognise import READS
from inventory.readers.register import Sheet
from inventory.readers.spreadsheet import read_sheet
from inventory.readers.workbook import is_workbook

_DELIMITED = {".csv", ".tsv", ".tab"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was not read, and the sentence that says why."""

    file: str
    said: str

    def __str__(self) -> str:
        return self.said


@dataclass(frozen=True, slots=True)
class Sources:
    """`registers` each with its first reading; `reports` all of one drop; `refused` each other file.

    `notes` are sentences about files that need nobody's decision.
    """

    registers: list[tuple[Upload, Sheet]] = field(default_factory=list)
    reports: list[tuple[Upload, Report]] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def sort_files(uploads: Iterable[Upload], spreadsheets: Container[str] = ()) -> Sources:
    """Tell files apart. One that is refused never keeps the others from going on.

    `spreadsheets` are the names of files that somebody called so: of those it is not said what reports are read.
    """
    sources = Sources()
    seen: dict[str, str] = {}
    for upload in uploads:
        sha256 = hashlib.sha256(upload.content).hexdigest()
        if sha256 in seen:
            values = {"file": upload.name, "first": seen[sha256]}
            sources.notes.append(_("“%(file)s” is the same file as “%(first)s” and was left out.") % values)
            continue
        seen[sha256] = upload.name
        try:
            _sort(upload, sources)
        except Refused as refusal:
            said = str(refusal)
            if upload.name not in said:
                said = _("“%(file)s”: %(sentence)s") % {"file": upload.name, "sentence": said}
            if upload.name in spreadsheets:
                said = said.replace(str(READS), _("A spreadsheet is CSV, TSV, XLSX, ODS or XLS."))
            sources.refused.append(Unread(upload.name, said))
    return sources


def _sort(upload: Upload, sources: Sources) -> None:
    looks_like_register = is_workbook(upload.content) or PurePath(upload.name.lower()).suffix in _DELIMITED
    if looks_like_register:
        sources.registers.append((upload, first_reading(upload)))
        return
    try:
        sources.reports.append((upload, read_report(upload.content, upload.name)))
    except Refused as refusal:
        # A register may be called .txt; it counts as one when a column of it names machines.
        sheet = _register_all_the_same(upload) if refusal.kind is None else None
        if sheet is None:
            raise
        sources.registers.append((upload, sheet))


def first_reading(upload: Upload, encoding: str | None = None) -> Sheet:
    """A register as it is recognised, before anybody chose anything.

    Raises `Refused` when it can't be read or holds no rows.
    """
    sheet = read_sheet(upload.content, upload.name, encoding=encoding)
    if not sheet.rows:
        raise Refused(" ".join(sheet.notices))
    return sheet


def _register_all_the_same(upload: Upload) -> Sheet | None:
    try:
        sheet = first_reading(upload)
    except Refused:
        return None
    named = {column.field for column in sheet.columns if column.mapped_by == "header"}
    return sheet if named & {"serial", "asset_tag", "model"} else None
