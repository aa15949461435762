"""A preview as lines of text: what the command prints."""

from collections import Counter
from collections.abc import Iterator

from inventory.proposals.judgement import Judged, Verdict
from inventory.proposals.preview import Preview
from inventory.proposals.setting import EVERY
from inventory.proposals.words import VERDICTS
from inventory.readers.register import Sheet

MOST_COLUMNS = 12  # named one by one
TOTALS = ("received", "filled", "unchanged", "refused")
_WOULD_BE = {
    Verdict.NEW: "received",
    Verdict.BACK: "received",
    Verdict.FILLS: "filled",
    Verdict.UNCHANGED: "unchanged",
    Verdict.BLOCKED: "refused",
}


def would_be(seen: Preview) -> Counter[str]:
    """How many rows would be received, filled, unchanged and refused."""
    return Counter(_WOULD_BE[row.verdict] for row in seen.rows)


def told(seen: Preview) -> Iterator[str]:
    """Everything there is to say about a list: its columns, and every problem of every row."""
    if seen.sheet is not None:
        yield from _columns(seen.sheet)
    for kind, names in _unknown_names(seen):
        yield f"{kind} names not known here, left to the default: {names}"
    for row in seen.rows:
        for sentence in _said(row):
            yield f"{row.proposal.line.source or f'row {row.number}'}: {sentence}"


def _columns(sheet: Sheet) -> Iterator[str]:
    used = [f"{column.header or column.index + 1} = {column.field}" for column in sheet.columns if column.field]
    yield f"columns: {', '.join(used) or 'none recognised'}"
    if sheet.unrecognised:
        rest = len(sheet.unrecognised) - MOST_COLUMNS
        yield f"not used: {', '.join(sheet.unrecognised[:MOST_COLUMNS])}{f' and {rest} more' if rest > 0 else ''}"
    yield from sheet.notices


def _unknown_names(seen: Preview) -> Iterator[tuple[str, str]]:
    names = seen.setting.names
    for kind, ask in (("site", names.site), ("department", names.department)):
        texts = (str(row.proposal.line.values.get(kind, "")) for row in seen.rows)
        found = Counter(text for text in texts if text and ask(text) is None)
        if found and EVERY in seen.setting.renamed.get(kind, {}):
            yield kind, ", ".join(f"{name} ({number})" for name, number in found.most_common())


def _said(row: Judged) -> Iterator[str]:
    for problem in row.problems:
        yield f"{'refused' if problem.severity == 'error' else 'look'}: {problem.sentence}"
    for change in row.fills:
        yield f"{row.device}: {change.field} is filled in: {change.new}"
    for change in row.kept:
        yield f"{row.device}: {change.field} stays {change.old}, the file says {change.new}"
    if row.device and not (row.problems or row.fills or row.kept):
        yield f"{str(VERDICTS[row.verdict][0]).lower()} ({row.device})"
