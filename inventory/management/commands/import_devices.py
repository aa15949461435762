"""Brings devices in from registers and hardware reports, as the page does; every problem of every row is printed."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inventory.access import NotAllowed
from inventory.actions import drafts
from inventory.actions.drafts import Upload
from inventory.lifecycle import IllegalAct
from inventory.management.files import bytes_of
from inventory.models import Department, IntakeDraft, Person, Site
from inventory.proposals.commit import commit
from inventory.proposals.lines import Line, lines_of_sheet
from inventory.proposals.preview import Preview, preview_of, report_lines
from inventory.proposals.setting import EVERY, Setting
from inventory.proposals.sources import sort_files
from inventory.proposals.telling import TOTALS, told, would_be
from inventory.queries.installation import today
from inventory.readers import Refused
from inventory.readers.register import Sheet
from inventory.roles import Role


class Command(BaseCommand):
    help = (
        "Receive devices from spreadsheets and hardware reports (lshw -json, dmidecode). Prints every row's problems at"
        " once, then totals. Exit code 1 when a row or a file was refused. Safe to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would come in, and save nothing")
        parser.add_argument("--department", metavar="CODE", help="of devices whose row names none")
        parser.add_argument("--any-department", action="store_true", help="names not known here count as none")
        parser.add_argument("--site", metavar="CODE", help="of devices whose row names none that is known here")
        parser.add_argument("--received", metavar="DAY", help="the day of rows that give none; else today")
        parser.add_argument("--reference", metavar="NAME", default="", help="what the batch is called")
        parser.add_argument("--user", metavar="NAME", help="who receives; else the first administrator")

    def handle(self, *_args: Any, files: list[str], **options: Any) -> None:
        self.person = _person(options["user"])
        self.reference: str = options["reference"]
        self.dry_run: bool = options["dry_run"]
        # Where a machine stands can be told later; whose it is decides who gets the credit.
        renamed = {"site": {EVERY: ""}} | ({"department": {EVERY: ""}} if options["any_department"] else {})
        department, site = _department(options["department"]), _site(options["site"])
        self.setting = Setting(_day(options["received"]), department, site, renamed=renamed)
        self.totals: Counter[str] = Counter()
        uploads, refused = _read(files)
        sources = sort_files(uploads)
        for upload, sheet in sources.registers:
            self._bring(f"{upload.name}: {len(sheet.rows)} rows", [upload], lines_of_sheet(sheet), sheet)
        if sources.reports:
            reports = [upload for upload, _report in sources.reports]
            self._bring(f"hardware reports: {len(reports)}", reports, report_lines(reports), None)
        for sentence in (*refused, *sources.refused):
            self.stderr.write(f"refused: {sentence}")
        for sentence in sources.notes:
            self.stdout.write(sentence)
        self._close(len(refused) + len(sources.refused))

    def _bring(self, title: str, uploads: Sequence[Upload], lines: Sequence[Line], sheet: Sheet | None) -> None:
        seen = preview_of(lines, self.setting, self.person, today(), sheet)
        self.stdout.write(title)
        for sentence in told(seen):
            self.stdout.write(f"  {sentence}")
        if self.dry_run:
            self.totals += would_be(seen)
        else:
            self._commit(uploads, seen)

    def _commit(self, uploads: Sequence[Upload], seen: Preview) -> None:
        """Through a draft, as the page does; what could not come in is not left behind as a draft."""
        draft = drafts.open_draft(
            kind=IntakeDraft.Kind.REGISTER if seen.sheet else IntakeDraft.Kind.REPORTS,
            files=uploads,
            total=len(seen.rows),
            source=uploads[0].name if len(uploads) == 1 else f"{len(uploads)} hardware reports",
            choices={"names": self.setting.renamed},
            defaults=self.setting.stored(),
            reference=self.reference,
            by=self.person,
        )
        try:
            done = commit(draft, self.person, today())
        except (IllegalAct, NotAllowed) as refusal:
            raise CommandError(str(refusal)) from refusal
        left = IntakeDraft.objects.filter(pk=draft.pk).first()
        if left is not None:
            for row, reason in left.refusals.items():
                self.stdout.write(f"  row {row}: refused: {reason}")
            drafts.drop_draft(draft=left, by=self.person)
        if done.batch is not None:
            self.stdout.write(f"  batch: {done.batch.reference}")
        blocked = seen.counts["blocked"] + done.refused
        self.totals += Counter(received=done.received, filled=done.filled, unchanged=done.unchanged, refused=blocked)

    def _close(self, files_refused: int) -> None:
        said = ", ".join(f"{self.totals[name]} {name}" for name in TOTALS)
        files = f"; files refused: {files_refused}" if files_refused else ""
        self.stdout.write(f"{said}{files}.{' Nothing was saved: this was a dry run.' if self.dry_run else ''}")
        if files_refused or self.totals["refused"]:
            raise SystemExit(1)


def _read(files: list[str]) -> tuple[list[Upload], list[str]]:
    uploads, refused = [], []
    for name in files:
        try:
            uploads.append(Upload(Path(name).name, bytes_of(name)))
        except Refused as refusal:
            refused.append(str(refusal))
    return uploads, refused


def _person(name: str | None) -> Person:
    people = Person.objects.filter(is_active=True)
    if name:
        found = people.filter(username=name).first()
        if found is None:
            raise CommandError(f"Nobody is called {name} here.")
        return found
    chief = people.filter(memberships__department=None, memberships__role=Role.ADMINISTRATOR)
    found = chief.order_by("pk").first() or people.filter(is_superuser=True).order_by("pk").first()
    if found is None:
        raise CommandError("There is no administrator yet: say with --user who receives the devices.")
    return found


def _department(code: str | None) -> Department | None:
    found = Department.objects.filter(code__iexact=code).first() if code else None
    if code and found is None:
        raise CommandError(f"There is no department with the code {code}.")
    return found


def _site(code: str | None) -> Site | None:
    found = Site.objects.filter(code__iexact=code).first() if code else None
    if code and found is None:
        raise CommandError(f"There is no site with the code {code}.")
    return found


def _day(text: str | None) -> date:
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a day such as 2025-11-23.") from None
