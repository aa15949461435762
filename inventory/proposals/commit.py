"""Commit a draft: the good rows come in by parts, each part in a transaction of its own, all of them one batch."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.db import DataError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.access import NotAllowed
from inventory.actions import jobs
from inventory.actions.arrival import Arrival, Intake
from inventory.actions.drafts import commit_rows
from inventory.actions.intake import find_or_add_model
from inventory.lifecycle import IllegalAct
from inventory.models import Batch, DeviceModel, IntakeDraft, Person
from inventory.proposals.judgement import CHUNK, Judged, Verdict
from inventory.proposals.names import NewModel
from inventory.proposals.preview import preview
from inventory.queries.installation import today
from inventory.readers import Refused
from inventory.words import devices

JOB_KIND = "commit_draft"


@dataclass(slots=True)
class Committed:
    """What became of the rows that were ready; `refused` are in the draft again, each with its reason."""

    received: int = 0
    filled: int = 0
    unchanged: int = 0
    refused: int = 0
    batch: Batch | None = None
    last_tag: str = ""

    def add(self, intake: Intake) -> None:
        """Count one part."""
        self.received += len(intake.received)
        self.filled += len(intake.filled)
        self.unchanged += len(intake.unchanged)
        self.refused += len(intake.refused)
        self.batch = intake.batch or self.batch
        self.last_tag = intake.received[-1].asset_tag if intake.received else self.last_tag

    def told(self) -> dict[str, int | str]:
        """The outcome as a job keeps it."""
        return {
            "received": self.received,
            "filled": self.filled,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "batch": self.batch.reference if self.batch else "",
        }

    def sentence(self) -> str:
        """The outcome in words."""
        told = [
            (_("%(devices)s received"), self.received),
            (_("%(devices)s filled in"), self.filled),
            (_("%(devices)s known already and unchanged"), self.unchanged),
            (_("%(devices)s refused"), self.refused),
        ]
        parts = [text % {"devices": devices(number)} for text, number in told if number]
        return ", ".join(parts) + "." if parts else _("Nothing was ready to come in.")

    @property
    def rows(self) -> int:
        """Rows dealt with."""
        return self.received + self.filled + self.unchanged + self.refused


def commit(draft: IntakeDraft, person: Person, today: date, *, tell: Callable[[int], None] | None = None) -> Committed:
    """Receive every row of a draft that is not blocked. `tell` hears after each part how many rows are done.

    Safe to repeat and to interrupt: what came in is out of the draft, in the same transaction. Raises
    `lifecycle.IllegalAct` when somebody changes the draft meanwhile; the parts before stay in.
    """
    ready = preview(draft, person, today).ready
    models: dict[NewModel, DeviceModel] = {}
    done = Committed()
    for start in range(0, len(ready), CHUNK):
        part = ready[start : start + CHUNK]
        with _refused_by_the_database(), transaction.atomic():
            arrivals = _arrivals(part, models, person)
            known = {row.number for row in part if row.verdict is Verdict.UNCHANGED}
            done.add(commit_rows(draft=draft, revision=draft.revision, arrivals=arrivals, known=known, by=person))
        if tell is not None:
            tell(done.rows)
    return done


@contextmanager
def _refused_by_the_database() -> Iterator[None]:
    """A value that no check of ours foresaw is a refusal like others: a job that broke would be tried again."""
    try:
        yield
    except DataError as problem:
        said = _("A value in these rows is too long or too large to be kept. Nothing of them was received.")
        raise IllegalAct(said) from problem


def commit_for_job(job_id: int) -> None:
    """Commit the draft of a waiting job, telling how far it is; close the job with what became of the rows."""
    job = jobs.take_up_job(job_id=job_id, now=timezone.now())
    if job is None or job.asked_by is None:
        return
    draft = IntakeDraft.objects.filter(pk=job.arguments["draft"]).first()
    if draft is None:  # an earlier attempt came to its end and could not say so any more
        jobs.finish_job(job=job, result={}, now=timezone.now())
        return
    try:
        done = commit(
            draft,
            job.asked_by,
            today(),
            tell=lambda rows: jobs.note_progress(job=job, done=rows, now=timezone.now()),
        )
    except (IllegalAct, NotAllowed, Refused) as refusal:
        jobs.fail_job(
            job=job, reason=_("%(reason)s What came in before stays.") % {"reason": refusal}, now=timezone.now()
        )
        return
    result = {**done.told(), **_way_on(draft, done)}
    jobs.finish_job(job=job, result=result, message=done.sentence(), now=timezone.now())


def _way_on(draft: IntakeDraft, done: Committed) -> dict[str, str]:
    """Where the page of the job leads: to the rows that still wait, else to the batch."""
    if IntakeDraft.objects.filter(pk=draft.pk).exists():
        return {"url": reverse("import_draft", args=[draft.pk]), "label": _("See the rows that wait")}
    if done.batch is None:
        return {}
    return {"url": reverse("batch", args=[done.batch.reference]), "label": _("Open the batch")}


def _arrivals(rows: Sequence[Judged], models: dict[NewModel, DeviceModel], person: Person) -> list[Arrival]:
    """The arrivals of rows, with models that the catalogue lacked added to it."""
    arrivals = []
    for row in rows:
        arrival, wanted = row.proposal.arrival, row.proposal.new_model
        # A device whose model somebody recorded keeps it, so no other is added to the catalogue for it.
        if wanted is not None and (row.device is None or row.device.model_id is None):
            if wanted not in models:
                models[wanted] = find_or_add_model(
                    manufacturer=wanted.manufacturer, name=wanted.name, form=wanted.form, by=person
                )
            arrival = replace(arrival, model=models[wanted])
        arrivals.append(arrival)
    return arrivals
