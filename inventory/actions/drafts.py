"""Drafts of an intake: open, change, mend a row, drop, and commit the good rows. Nobody else's draft is touched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.access import may, require
from inventory.actions.arrival import Arrival, Intake
from inventory.actions.evidence import keep_evidence
from inventory.actions.intake import receive_devices
from inventory.lifecycle import IllegalAct
from inventory.models import Department, DraftFile, Evidence, IntakeDraft, Job, Person
from inventory.roles import May


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


@transaction.atomic
def open_draft(
    *,
    kind: str,
    files: Sequence[Upload],
    total: int,
    source: str = "",
    choices: Mapping[str, Any] | None = None,
    defaults: Mapping[str, Any] | None = None,
    reference: str = "",
    notes: Sequence[str] = (),
    by: Person,
) -> IntakeDraft:
    """Keep files with what was chosen for them; `total` is the number of rows in them. Nothing is received yet."""
    if not may(by, May.IMPORT_IN_SERVICE):
        require(by, May.RECEIVE)
    draft = IntakeDraft.objects.create(
        person=by,
        kind=kind,
        source=source[:200],
        reference=reference[:60],
        choices=dict(choices or {}),
        defaults=dict(defaults or {}),
        notes=list(notes),
        total=total,
    )
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, number=number, name=upload.name[:200], content=upload.content)
        for number, upload in enumerate(files, start=1)
    )
    return draft


@transaction.atomic
def change_draft(
    *,
    draft: IntakeDraft,
    choices: Mapping[str, Any] | None = None,
    defaults: Mapping[str, Any] | None = None,
    reference: str | None = None,
    total: int | None = None,
    by: Person,
) -> IntakeDraft:
    """Change what was chosen for the whole list; what is not given stays."""
    held = _held(draft, by)
    if choices is not None:
        if held.settled and choices.get("sheet") != held.choices.get("sheet"):
            raise IllegalAct(_("Rows of this sheet came in already: upload the file again for another sheet."))
        held.choices = dict(choices)
    held.defaults = held.defaults if defaults is None else dict(defaults)
    held.reference = held.reference if reference is None else reference[:60]
    held.total = held.total if total is None else total
    return _changed(held)


@transaction.atomic
def edit_row(*, draft: IntakeDraft, number: int, values: Mapping[str, str], by: Person) -> IntakeDraft:
    """Put what a person typed in place of what the file says in one row. Later edits are laid over earlier ones."""
    held = _held(draft, by)
    if number in held.settled:
        raise IllegalAct(_("This row is no longer in the draft."))
    held.edits = {**held.edits, str(number): {**held.edits.get(str(number), {}), **values}}
    held.refusals.pop(str(number), None)
    return _changed(held)


@transaction.atomic
def drop_rows(*, draft: IntakeDraft, numbers: Collection[int], by: Person) -> IntakeDraft | None:
    """Leave rows out. A draft without rows is gone: None."""
    return _settle(_held(draft, by), numbers, revised=True)


@transaction.atomic
def drop_draft(*, draft: IntakeDraft, by: Person) -> None:
    """Forget a draft and its files. What came in from it stays."""
    _held(draft, by).delete()


@transaction.atomic
def commit_rows(
    *, draft: IntakeDraft, revision: int, arrivals: Sequence[Arrival], known: Collection[int] = (), by: Person
) -> Intake:
    """Receive rows of a draft and take them out of it, in one transaction: the same rows twice come in once.

    `known` are the rows among them that change nothing; a report kept as evidence needs a change that it proves.
    Refused rows stay in the draft, with the reason. Raises IllegalAct when the draft was changed since `revision`.
    """
    held = _held(draft, by, while_job=True)
    if held.revision != revision:
        raise IllegalAct(_("The draft was changed in the meantime. Nothing more was received: look at it again."))
    waiting = [arrival for arrival in arrivals if arrival.row not in held.settled]
    began_at = timezone.now()
    proven = _with_evidence(held, [arrival for arrival in waiting if arrival.row not in known], by)
    intake = receive_devices(
        arrivals=[proven.get(arrival.row or 0, arrival) for arrival in waiting],
        reference=_reference(held),
        label=_("Intake"),
        source=held.source,
        batch=held.batch,
        on=date.fromisoformat(held.defaults["received_on"]),
        by=by,
    )
    refused = {refusal.arrival.row: refusal.reason for refusal in intake.refused}
    _forget_unproven(proven, refused, began_at)
    if intake.batch is not None and held.batch is None:
        held.batch = intake.batch
        held.batch.department = Department.objects.filter(code=held.defaults.get("department", "")).first()
        held.batch.save(update_fields=["department"])
    held.refusals |= {str(row): reason for row, reason in refused.items()}
    _settle(held, [arrival.row for arrival in waiting if arrival.row is not None and arrival.row not in refused])
    return intake


@transaction.atomic
def ask_for_commit(*, draft: IntakeDraft, kind: str, rows: int, by: Person) -> Job:
    """A job that commits a long draft in the background; the one that is under way already, if there is one."""
    held = _held(draft, by, while_job=True)
    if held.job is not None and held.job.state in (Job.State.WAITING, Job.State.RUNNING):
        return held.job
    arguments = {"draft": held.pk, "revision": held.revision}
    held.job = Job.objects.create(kind=kind, arguments=arguments, total=rows, asked_by=by)
    held.save(update_fields=["job", "updated_at"])
    return held.job


def _held(draft: IntakeDraft, by: Person, *, while_job: bool = False) -> IntakeDraft:
    """The draft, locked. Raises IllegalAct when it is gone, or being committed by a job."""
    drafts = IntakeDraft.objects.select_for_update(of=("self",)).select_related("job", "batch")
    held = drafts.filter(pk=draft.pk, person=by).first()
    if held is None:
        raise IllegalAct(_("This draft is no longer there: all of it came in, or it was dropped."))
    if not while_job and held.job is not None and held.job.state in (Job.State.WAITING, Job.State.RUNNING):
        raise IllegalAct(_("This draft is coming in right now. Nothing was changed: wait until it is done."))
    return held


def _changed(held: IntakeDraft) -> IntakeDraft:
    held.revision += 1
    held.save()
    return held


def _settle(held: IntakeDraft, numbers: Collection[int], *, revised: bool = False) -> IntakeDraft | None:
    held.settled = sorted({*held.settled, *numbers})
    gone = {str(number) for number in numbers}
    held.edits = {row: typed for row, typed in held.edits.items() if row not in gone}
    held.refusals = {row: reason for row, reason in held.refusals.items() if row not in gone}
    if len(held.settled) >= held.total:
        held.delete()
        return None
    held.revision += revised
    held.save()
    return held


def _reference(held: IntakeDraft) -> str:
    """What a batch of this draft is called. One machine that is received is undone by itself and needs none."""
    if held.reference or (held.total < 2 and not held.defaults.get("takeover")):
        return held.reference
    return f"intake-{timezone.localtime().strftime('%Y%m%d-%H%M%S')}"


def _with_evidence(held: IntakeDraft, arrivals: Sequence[Arrival], by: Person) -> dict[int, Arrival]:
    """The arrivals from hardware reports by their number, each with its report kept as evidence."""
    if held.kind != IntakeDraft.Kind.REPORTS:
        return {}
    files = {file.number: file for file in held.files.filter(number__in=[arrival.row for arrival in arrivals])}
    proven = {}
    for arrival in arrivals:
        if file := files.get(arrival.row or 0):
            kind = Evidence.Kind.HARDWARE_REPORT
            evidence = keep_evidence(content=bytes(file.content), name=file.name, kind=kind, by=by)
            proven[file.number] = replace(arrival, evidence_id=evidence.pk)
    return proven


def _forget_unproven(proven: Mapping[int, Arrival], refused: Collection[int | None], since: datetime) -> None:
    """Reports of machines that were refused are not kept, unless they were kept before."""
    keys = [arrival.evidence_id or 0 for row, arrival in proven.items() if row in refused]
    Evidence.objects.filter(pk__in=keys, added_at__gte=since).delete()
