"""Who asks, and for which savings: every page of savings starts here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from carbon.access import Department, Person, require_savings, sees_every_department, visible_departments
from carbon.display.words import address
from carbon.exports.scope import in_file_name
from carbon.forms import SavingsFilter
from carbon.models import Recompute
from carbon.queries import Filters, sites_counted


def person_of(request: HttpRequest) -> Person:
    """Whoever is logged in."""
    if not isinstance(request.user, Person):
        raise PermissionDenied(_("Log in first."))
    return request.user


def number_in(text: str) -> int:
    """A whole number from an address; 0 for none, or for one that no list reaches."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A person's question, held to what the person may see."""

    person: Person
    departments: list[Department]
    """Those that the person sees, by name."""
    form: SavingsFilter
    everything: bool
    """Whether the person sees the whole institution."""
    query: str
    """The question as it stands in the address, to be passed on to the twins of the page."""

    @property
    def filters(self) -> Filters:
        """What to ask the rollups. Only of a valid form."""
        return self.form.filters(everything=self.everything)

    @property
    def narrowed(self) -> bool:
        """Whether the question is about less than all that the person may see."""
        return any(self.form.cleaned_data.values())

    def twin(self, name: str, *arguments: object) -> str:
        """The address of another view of the same question."""
        return address(name, *arguments, query=self.query)


def asked_for(request: HttpRequest, recompute: Recompute | None) -> Asked:
    """The question in the address. Raises NotAllowed for a person who sees no savings. Two queries and the rights."""
    person = person_of(request)
    require_savings(person)
    departments = visible_departments(person)
    sites = sites_counted(recompute) if recompute else []
    form = SavingsFilter(
        request.GET, departments=[(each.code, each.name) for each in departments], sites=sites, label_suffix=""
    )
    form.is_valid()
    query = request.GET.copy()
    for name in list(query):
        kept = [value for value in query.getlist(name) if value]
        if name in form.fields and kept:
            query.setlist(name, kept)
        else:
            del query[name]
    return Asked(
        person=person,
        departments=departments,
        form=form,
        everything=sees_every_department(person),
        query=query.urlencode(),
    )


def unchanged(request: HttpRequest, recompute: Recompute, *parts: object) -> tuple[str, HttpResponse | None]:
    """The ETag of what a recompute says to this person, and a 304 where the browser has it already.

    A finished recompute never changes, so its key, the person's rights and the question name the content.
    """
    person = person_of(request)
    whose = "all" if sees_every_department(person) else ",".join(each.code for each in visible_departments(person))
    named = (recompute.pk, recompute.current_since, whose, request.get_full_path(), get_language(), *parts)
    etag = f'"{hashlib.sha256(repr(named).encode()).hexdigest()[:32]}"'
    return etag, get_conditional_response(request, etag=etag)


def csv_headers(name: str, recompute: Recompute, narrowed: Filters, *, etag: str) -> dict[str, str]:
    """The headers of a CSV file of a recompute's figures: private, and asked for again each time by its ETag.

    The file's name says what its lines are narrowed to.
    """
    file = f"greenlab-{name}{in_file_name(narrowed)}-recompute-{recompute.pk}.csv"
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{file}"',
    }


NAMED = 3
"""So many departments are named one by one; more are counted."""


def scope_words(asked: Asked) -> str:
    """What a question covers: Engineering and Library, North campus, Jan 2024 to Mar 2025."""
    chosen = asked.form.cleaned_data["department"]
    if 0 < len(chosen) <= NAMED:
        *others, last = (asked.form.departments[code] for code in chosen)
        said = [_("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last} if others else last]
    elif chosen:
        said = [ngettext("%(n)d department", "%(n)d departments", len(chosen)) % {"n": len(chosen)}]
    else:
        said = [_("all departments") if asked.everything else _("your departments")]
    site = asked.form.cleaned_data["site"]
    said.append(asked.form.sites[site] if site else _("all sites"))
    if span := span_words(asked):
        said.append(span)
    return ", ".join(said)


def span_words(asked: Asked) -> str:
    """The months of a question; nothing where it asks for all."""
    first, last = (asked.form.cleaned_data[name] for name in ("from", "to"))
    texts = {"first": first and date_format(first, "M Y"), "last": last and date_format(last, "M Y")}
    if first and last:
        return _("%(first)s to %(last)s") % texts if first != last else str(texts["first"])
    if first:
        return _("from %(first)s") % texts
    return _("up to %(last)s") % texts if last else ""
