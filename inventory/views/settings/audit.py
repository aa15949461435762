"""Who did what: a list of acts with filters, and the same as a file."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inventory.access import require
from inventory.forms.audit import AuditForm
from inventory.lifecycle import Verb
from inventory.models import Person
from inventory.queries.audit import Entry, Line, Wanted, acts_noted, lines, page
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.settings.audit_words import act_in_words, detail_in_words, people_named, subject_in_words
from inventory.views.settings.frame import settings_page


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    require(person, May.AUDIT)
    form = _filters(request)
    wanted = _wanted(form, request.GET.get("after", ""))
    found, after = page(person, wanted)
    asked = {name: value for name, value in request.GET.items() if value and name != "after"}
    here = reverse("audit")
    paging = {
        "previous_url": f"{here}?{urlencode(asked)}" if wanted.after else "",
        "next_url": f"{here}?{urlencode({**asked, 'after': after})}" if after else "",
    }
    context = {
        "form": form,
        "rows": _rows(found),
        "page": paging,
        "clear_url": here if asked else "",
        "csv_url": f"{reverse('audit_csv')}?{urlencode(asked)}",
    }
    return settings_page(request, "settings/audit/index.html", "audit", context)


@require_safe
def audit_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every act that the filters let through, in UTC; read and sent as it goes."""
    found = lines(person_of(request), _wanted(_filters(request), ""))
    answer = StreamingHttpResponse(_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="who-did-what.csv"'
    return answer


def _filters(request: HttpRequest) -> AuditForm:
    groups = [
        (_("On devices"), [(verb.value, act_in_words(verb)) for verb in Verb]),
        (_("On the installation"), [(act, act_in_words(act)) for act in acts_noted()]),
    ]
    return AuditForm(request.GET or None, acts=groups)


def _wanted(form: AuditForm, after: str) -> Wanted:
    asked = form.cleaned_data if form.is_valid() else {}
    by = asked.get("by")
    return Wanted(
        by_id=by.pk if isinstance(by, Person) else None,
        act=asked.get("act", ""),
        day=asked.get("day"),
        zone=timezone.get_current_timezone(),
        after=after,
    )


def _rows(found: list[Entry]) -> list[dict[str, Any]]:
    names = people_named(entry.line for entry in found)
    return [
        {
            "at": entry.line.at,
            "by": entry.line.by or _("GreenLab itself"),
            "act": act_in_words(entry.line.act),
            "device": entry.line.event.device if entry.line.event and entry.devices == 1 else None,
            "devices": entry.devices,
            "batch": entry.line.event.batch if entry.line.event else None,
            "subject": subject_in_words(entry.line, names),
            "detail": detail_in_words(entry.line),
        }
        for entry in found
    ]


def _safe(text: str) -> str:
    """The text as a spreadsheet shows it: never run as a formula, whatever somebody called a device."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(found: Iterable[Line]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(["at", "by", "act", "device", "happened_on", "batch", "subject", "detail"])
    for line in found:
        event, entry = line.event, line.entry
        yield writer.writerow(
            [
                line.at.astimezone(UTC).isoformat(),
                _safe(line.by.username) if line.by else "",
                line.act,
                _safe(event.device.asset_tag) if event else "",
                event.happened_on.isoformat() if event else "",
                _safe(event.batch.reference) if event and event.batch else "",
                _safe(entry.subject) if entry else "",
                json.dumps(entry.detail if entry else event.facts if event else {}, ensure_ascii=False),
            ]
        )


urlpatterns = [
    path("", audit, name="audit"),
    path("export.csv", audit_csv, name="audit_csv"),
]
