"""One box for everything: a code opens its device, a part of one lists what fits, an unknown one can be received."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from inventory.access import rights_of, visible_devices
from inventory.lifecycle import Stage
from inventory.models import Cluster, Person
from inventory.queries import find_by_code, installation
from inventory.queries.batches import batches_seen_by
from inventory.queries.listing import Wanted, matching, page_of
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.rows import for_rows, rows_of
from inventory.views.selection import offered

SHOWN = 25
BARE_TAG = re.compile(r"gl[ _-]?(\d{6}[a-z]?)", re.IGNORECASE)
OWN_TAG = re.compile(r"gl-\d{6}[a-z]?", re.IGNORECASE)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Look a code up: tag, serial, or the address that a label holds."""
    person, today = person_of(request), installation.today()
    code = request.GET.get("q", "").strip()
    if not code:
        return redirect("devices")
    seen = visible_devices(person)
    exact = for_rows(find_by_code(hyphenated(code), seen))[: SHOWN + 1]
    found = list(exact)
    if len(found) == 1:
        return redirect(found[0])
    named = bare(code)
    if not found:
        place = _place(named, person)
        if place:
            return redirect(place)
        named = hyphenated(named)
        wanted = matching(seen, Wanted(q=named), today)
        found = page_of(for_rows(wanted), "tag", size=SHOWN).rows
        if len(found) == 1:
            return redirect(found[0])
    context = {
        "q": code,
        "code": named,
        "exact": bool(exact),
        "number": 0 if exact or not found else wanted.count(),
        "rows": rows_of(found[:SHOWN], today),
        "offered": offered(person, [stage for stage in Stage if stage is not Stage.OUT]),
        "more_url": f"{reverse('devices')}?{urlencode({'q': named})}" if len(found) >= SHOWN else "",
        "carried": carried_over(named),
        # What names a machine has a digit in it; a word is looked for, never received.
        "may_receive": rights_of(person).may(May.RECEIVE) and any(sign.isdigit() for sign in named),
    }
    return render(request, "search/results.html", context)


def bare(code: str) -> str:
    """The code without the address around it, as labels of any host hold it."""
    text = code.strip().rstrip("/")
    return text.rsplit("/", 1)[-1] if "://" in text else text


def hyphenated(code: str) -> str:
    """A tag of our own as it is written, when it was typed without its hyphen or with a blank in its place."""
    found = None if OWN_TAG.fullmatch(code) else BARE_TAG.fullmatch(code)
    return f"GL-{found[1]}".upper() if found else code


def _place(code: str, person: Person) -> str:
    """The page of the batch or the cluster of exactly this code; empty without one."""
    batch = batches_seen_by(person).filter(reference__iexact=code).first()
    if batch is not None:
        return reverse("batch", args=[batch.reference])
    cluster = Cluster.objects.filter(code__iexact=code).first() if rights_of(person).may(May.VIEW) else None
    return reverse("cluster", args=[cluster.code]) if cluster else ""


def carried_over(code: str) -> str:
    """The code as the intake form takes it: a tag of our own is the tag, anything else the serial."""
    return urlencode({"asset_tag" if OWN_TAG.fullmatch(code) else "serial": code})


urlpatterns = [path("search/", search, name="search")]
