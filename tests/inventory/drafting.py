"""Drafts for tests, opened as the pages and the command open them."""

from pathlib import Path
from typing import Any

from inventory.actions import drafts
from inventory.actions.drafts import Upload
from inventory.models import IntakeDraft, Person
from inventory.proposals.commit import Committed, commit
from inventory.proposals.preview import Preview, preview
from inventory.proposals.setting import Setting
from inventory.proposals.sources import sort_files
from tests.factories import DAY, a_department, a_site, after, the_administrator

TODAY = after(30)


def draft_of(*files: Upload | Path | str, by: Person | None = None, reference: str = "", **setting: Any) -> IntakeDraft:
    """A draft of rows (a text), of files, or of hardware reports."""
    uploads = [_upload(file, number) for number, file in enumerate(files)]
    sources = sort_files(uploads)
    assert sources.refused == []
    if sources.registers:
        (upload, sheet), kind = sources.registers[0], IntakeDraft.Kind.REGISTER
        kept, total = [upload], len(sheet.rows)
    else:
        kept, kind = [upload for upload, _report in sources.reports], IntakeDraft.Kind.REPORTS
        total = len(kept)
    setting = {"department": a_department(), "site": a_site(), **setting}
    return drafts.open_draft(
        kind=kind,
        files=kept,
        total=total,
        source=kept[0].name,
        defaults=Setting(DAY, **setting).stored(),
        reference=reference,
        by=by or the_administrator(),
    )


def _upload(file: Upload | Path | str, number: int) -> Upload:
    if isinstance(file, Path):
        return Upload(file.name, file.read_bytes())
    return file if isinstance(file, Upload) else Upload(f"rows-{number}.csv", file.encode())


def previewed(draft: IntakeDraft) -> Preview:
    draft.refresh_from_db()
    return preview(draft, draft.person, TODAY)


def committed(draft: IntakeDraft) -> Committed:
    draft.refresh_from_db()
    return commit(draft, draft.person, TODAY)


def said(result: Preview, number: int) -> str:
    """Everything that is said of one row."""
    row = next(row for row in result.rows if row.number == number)
    return " ".join(problem.sentence for problem in row.problems)


def verdicts(result: Preview) -> list[str]:
    return [str(row.verdict) for row in result.rows]
