"""Bring devices in: paste rows, upload registers, drop hardware reports; nothing comes in before it was looked at."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from inventory.access import require, rights_of
from inventory.actions import drafts
from inventory.actions.drafts import Upload
from inventory.forms.intake import LARGEST_FILE_BYTES, SourcesForm
from inventory.models import IntakeDraft, Person
from inventory.proposals.sources import Unread, first_reading, sort_files
from inventory.readers import Refused
from inventory.readers.register import Sheet
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.intake_defaults import last_used, remember, setting_of
from inventory.views.remembered_columns import remembered_columns

PASTED = "utf-8"  # a browser sends text as UTF-8: nothing to be guessed


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Draw the three ways in and the drafts that wait; with POST, read what came and lead on to its preview."""
    person = person_of(request)
    if not rights_of(person).may(May.IMPORT_IN_SERVICE):
        require(person, May.RECEIVE)
    form = SourcesForm(request.POST or None, request.FILES or None, person=person, initial=last_used(request, person))
    if request.method == "POST" and form.is_valid():
        opened = _Opening(form, person)
        remember(request, form.cleaned_data)
        if len(opened.drafts) > 1:
            messages.info(request, _("Each register became a draft of its own; the others wait under Import."))
        if opened.drafts:
            return redirect("import_draft", opened.drafts[0].pk)
        for sentence in opened.refused:
            form.add_error(None, sentence)
    return render(request, "intake/index.html", {"form": form, "drafts": [_line(one) for one in _drafts(person)]})


class _Opening:
    """Files and rows on their way to drafts: one for each register, one for all reports; the unreadable are refused."""

    def __init__(self, form: SourcesForm, person: Person) -> None:
        self.person = person
        self.reference: str = form.cleaned_data["reference"]
        self.setting = setting_of(form.cleaned_data)
        self.drafts: list[IntakeDraft] = []
        self.unread: list[Unread] = []
        spreadsheets = {file.name or "" for file in form.cleaned_data["registers"]}
        sources = sort_files(list(self._sound(form)), spreadsheets)
        self.unread += sources.refused
        self.refused = [one.said for one in self.unread]
        self.notes = list(sources.notes)
        self._paste(form.cleaned_data["rows"])
        for upload, sheet in sources.registers:
            self._register(upload, sheet, upload.name)
        files = [upload for upload, _report in sources.reports]
        if files:
            named = ngettext("%(n)d hardware report", "%(n)d hardware reports", len(files)) % {"n": len(files)}
            self._draft(IntakeDraft.Kind.REPORTS, files, len(files), files[0].name if len(files) == 1 else named)

    def _sound(self, form: SourcesForm) -> Iterator[Upload]:
        for file in form.uploads():
            if (file.size or 0) > LARGEST_FILE_BYTES:
                said = _("“%(file)s” is larger than 20 MB and was not read.") % {"file": file.name}
                self.unread.append(Unread(file.name or "", said))
            else:
                yield Upload(file.name or "", file.read())

    def _paste(self, rows: str) -> None:
        if not rows.strip():
            return
        upload = Upload("", rows.encode())
        try:
            sheet = first_reading(upload, PASTED)
        except Refused as refusal:
            self.refused.append(str(refusal))
            self.unread.append(Unread(_("Pasted rows"), str(refusal)))
        else:
            self._register(upload, sheet, _("Pasted rows"), encoding=PASTED)

    def _register(self, upload: Upload, sheet: Sheet, source: str, **choices: str) -> None:
        remembered = remembered_columns(sheet, self.person)
        if remembered:
            self.notes.append(_("Its columns are read as you chose for the last register with these headers."))
        self._draft(IntakeDraft.Kind.REGISTER, [upload], len(sheet.rows), source, **choices, **remembered)

    def _draft(self, kind: str, files: list[Upload], total: int, source: str, **choices: Any) -> None:
        # Said once, on the first page that opens.
        notes, self.notes = self.notes, []
        if self.unread:
            choices["unread"], self.unread = [asdict(one) for one in self.unread], []
        self.drafts.append(
            drafts.open_draft(
                kind=kind,
                files=files,
                total=total,
                source=source,
                choices=choices,
                defaults=self.setting.stored(),
                reference=self.reference,
                notes=notes,
                by=self.person,
            )
        )


def _drafts(person: Person) -> list[IntakeDraft]:
    return list(IntakeDraft.objects.filter(person=person).select_related("job"))


def _line(draft: IntakeDraft) -> dict[str, Any]:
    """A draft as the list shows it."""
    return {
        "draft": draft,
        "url": reverse("import_draft", args=[draft.pk]),
        "drop_url": reverse("import_drop", args=[draft.pk]),
        "waiting": draft.total - len(draft.settled),
        "came_in": len(draft.settled),
    }


urlpatterns = [path("intake/", imports, name="import")]
