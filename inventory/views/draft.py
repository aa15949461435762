"""The preview of a draft: every row with all its problems, and what can be chosen for the whole list."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from inventory import nouns
from inventory.access import rights_of
from inventory.forms.intake import DRIVES_IN_IT, SIZED, ListForm
from inventory.forms.takeover import TakeoverForm
from inventory.models import IntakeDraft, Job, Person
from inventory.proposals.preview import GROUPS, Preview, preview
from inventory.proposals.setting import Setting
from inventory.proposals.words import GROUPS as GROUP_WORDS
from inventory.queries.installation import today
from inventory.readers import Refused
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.draft_columns import column_choices
from inventory.views.draft_rows import columns_of, shown_rows

PAGE = 100
MOST_NAMES = 12  # unknown names offered one by one; the rest are settled together


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the preview, before anything comes in."""
    person = person_of(request)
    held = own_draft(person, pk)
    if held is None:
        messages.info(request, _("This draft is no longer there: all of it came in, or it was dropped."))
        return redirect("import")
    if held.job is not None and held.job.state in (Job.State.WAITING, Job.State.RUNNING):
        return redirect("job", held.job.pk)
    return draw(request, held, person)


def draw(
    request: HttpRequest,
    held: IntakeDraft,
    person: Person,
    form: ListForm | None = None,
    takeover: TakeoverForm | None = None,
) -> HttpResponse:
    """The page of a draft; with forms that were refused, if there are any."""
    try:
        seen = preview(held, person, today())
    except Refused as refusal:
        return render(request, "intake/unreadable.html", {"draft": held, "reason": str(refusal)})
    context = {**_list(held, seen), **_rows(request, held, seen), **_forms(held, seen, person, form, takeover)}
    return render(request, "intake/draft.html", context)


def own_draft(person: Person, pk: int) -> IntakeDraft | None:
    """A draft of this person; nobody opens another's."""
    return IntakeDraft.objects.select_related("job").filter(pk=pk, person=person).first()


def number_in(text: str | None) -> int | None:
    """A whole number from an address or a form, or nothing."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None


def _list(held: IntakeDraft, seen: Preview) -> dict[str, Any]:
    counts = seen.counts
    counted = [{"word": GROUP_WORDS[group], "n": counts[group], "group": group} for group in GROUPS]
    return {
        "draft": held,
        "here": reverse("import_draft", args=[held.pk]),
        "line": _summary(held, seen),
        "notices": [*held.notes, *(seen.sheet.notices if seen.sheet else ()), *_new_models(seen.new_models)],
        "mapping": column_choices(seen.sheet, held.choices) if seen.sheet else None,
        "unknown": _unknown(seen),
        "sized": seen.sized,
        "unread": held.choices.get("unread", []),
        "files": len(held.choices.get("unread", [])) + (1 if seen.sheet else held.total),
        "total": len(seen.rows),
        "counts": [one for one in counted if one["n"]],
        "ready": counts["ok"] + counts["look"],
        "settling": counts["ok"] + counts["look"] + counts["unchanged"],
        "blocked": counts["blocked"],
    }


def _new_models(names: list[str]) -> list[str]:
    if not names:
        return []
    said = ngettext(
        "%(n)s model is new and is added to the catalogue: %(names)s.",
        "%(n)s models are new and are added to the catalogue: %(names)s.",
        len(names),
    )
    named = ", ".join(names[:5])
    if len(names) > 5:
        named = _("%(names)s and %(n)s more") % {"names": named, "n": number_format(len(names) - 5)}
    return [said % {"n": number_format(len(names)), "names": named}]


def _rows(request: HttpRequest, held: IntakeDraft, seen: Preview) -> dict[str, Any]:
    show = request.GET.get("show", "")
    chosen = [row for row in seen.rows if show not in GROUPS or row.group == show]
    start = (max(1, number_in(request.GET.get("page")) or 1) - 1) * PAGE
    columns = columns_of(seen.rows)
    shown = chosen[start : start + PAGE]
    here = reverse("import_draft", args=[held.pk])
    kept = {"show": show if show in GROUPS else "", "page": str(start // PAGE + 1) if start else ""}
    return {
        "query": urlencode({name: value for name, value in kept.items() if value}),
        "chips": _chips(here, show, seen.counts, len(seen.rows)) + _unread(held),
        "columns": columns,
        "rows": shown_rows(shown, columns, held.edits, held.refusals, number_in(request.GET.get("edit"))),
        "page": _paging(here, show, start, len(chosen)),
    }


def _forms(
    held: IntakeDraft, seen: Preview, person: Person, form: ListForm | None, takeover: TakeoverForm | None
) -> dict[str, Any]:
    asked = sum(row.proposal.line.in_service for row in seen.rows)
    may_take_over = rights_of(person).may(May.IMPORT_IN_SERVICE)
    if takeover is None:
        takeover = TakeoverForm(listed=True, prefix="service", initial=_takeover_initial(seen.setting))
    offered = may_take_over and (asked or seen.setting.takeover or takeover.is_bound)
    return {
        "form": form or ListForm(person=person, initial=_initial(held, seen.setting)),
        "setting_line": _setting_line(held, seen.setting),
        # The rows are what a person came to look at: the choices for all of them fold once they are made.
        "folded": bool(seen.setting.department) and not (offered or (form and form.errors)),
        "takeover": takeover if offered else None,
        "asked": asked,
        "may_take_over": may_take_over,
    }


def _summary(held: IntakeDraft, seen: Preview) -> str:
    """What the draft is, in one line."""
    rows = ngettext("%(n)s row", "%(n)s rows", len(seen.rows)) % {"n": number_format(len(seen.rows))}
    if seen.sheet is None:
        rows = ngettext("%(n)s report", "%(n)s reports", len(seen.rows)) % {"n": number_format(len(seen.rows))}
    gone = len(held.settled)
    done = ngettext("%(n)s came in or was left out", "%(n)s came in or were left out", gone) % {
        "n": number_format(gone)
    }
    return f"{rows} · {done}" if gone else rows


def _initial(held: IntakeDraft, setting: Setting) -> dict[str, Any]:
    return {
        "department": setting.department,
        "site": setting.site,
        "received_on": setting.received_on,
        "otherwise_fate": setting.otherwise_fate,
        "collection_km": "" if setting.collection_km is None else nouns.amount(setting.collection_km),
        "reference": held.reference,
        "drives_each": setting.drives_each,
    }


def _setting_line(held: IntakeDraft, setting: Setting) -> str:
    """What was chosen for all rows, in a line."""
    each = dict([*DRIVES_IN_IT, SIZED])["" if setting.drives_each is None else str(setting.drives_each)]
    told = [
        setting.department or _("department not known yet"),
        setting.site or _("site not known yet"),
        _("received %(day)s") % {"day": date_format(setting.received_on)},
        held.reference,
        _("drives in each: %(each)s") % {"each": each},
    ]
    return " · ".join(str(one) for one in told if one)


def _takeover_initial(setting: Setting) -> dict[str, Any]:
    chosen = setting.takeover
    if chosen is None:
        return {}
    claim = chosen.claim
    return {
        "confirmed": True,
        "kind": chosen.kind,
        "cluster": chosen.cluster,
        "recipient": chosen.recipient,
        "since": chosen.since,
        "displaced_class": claim.displaced_class,
        "displaced_lifetime_months": nouns.amount(claim.displaced_lifetime_months),
        "displaced_per_device": nouns.amount(claim.displaced_per_device),
        "displacement_tier": claim.displacement_tier,
        "document": claim.document,
    }


def _unknown(seen: Preview) -> list[dict[str, Any]]:
    """Names of the file that mean nothing here, with what they could mean."""
    offered = {"department": seen.setting.names.departments, "site": seen.setting.names.sites}
    default = {"department": seen.setting.department, "site": seen.setting.site}
    return [
        {
            "kind": kind,
            "names": found.most_common(MOST_NAMES),
            "more": max(0, len(found) - MOST_NAMES),
            "places": offered[kind],
            "default": default[kind],
        }
        for kind, found in seen.unknown.items()
        if found
    ]


def _chips(here: str, show: str, counts: dict[str, int], total: int) -> list[dict[str, Any]]:
    chips: list[dict[str, Any]] = [
        {"label": _("All"), "url": here, "count": number_format(total), "current": show not in GROUPS}
    ]
    return chips + [
        {
            "label": capfirst(str(GROUP_WORDS[group])),
            "url": f"{here}?show={group}",
            "count": number_format(counts[group]),
            "current": show == group,
        }
        for group in GROUPS
        if counts[group] or show == group
    ]


def _unread(held: IntakeDraft) -> list[dict[str, Any]]:
    """The files that could not be read are counted beside the rows of the others."""
    unread = held.choices.get("unread", [])
    return [{"label": _("Not read"), "url": "#unread", "count": number_format(len(unread))}] if unread else []


def _paging(here: str, show: str, start: int, total: int) -> dict[str, str] | None:
    if total <= PAGE:
        return None
    kept = {"show": show} if show in GROUPS else {}
    number = start // PAGE + 1
    told = {
        "first": number_format(start + 1),
        "last": number_format(min(start + PAGE, total)),
        "all": number_format(total),
    }
    return {
        "previous_url": f"{here}?{urlencode({**kept, 'page': number - 1})}" if start else "",
        "next_url": f"{here}?{urlencode({**kept, 'page': number + 1})}" if start + PAGE < total else "",
        "summary": _("Rows %(first)s to %(last)s of %(all)s") % told,
    }


urlpatterns = [path("intake/<int:pk>/", draft, name="import_draft")]
