"""One box for everything: a code opens its device, a part of one lists what fits, an unknown one can be received."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from inventory.access import rights_of, visible_devices
from inventory.queries import find_by_code, installation
from inventory.queries.listing import Wanted, matching, page_of
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.rows import for_rows, rows_of

SHOWN = 25
OWN_TAG = re.compile(r"gl-\d{6}[a-z]?", re.IGNORECASE)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Look a code up: tag, serial, or the address that a label holds."""
    person, today = person_of(request), installation.today()
    code = request.GET.get("q", "").strip()
    if not code:
        return redirect("devices")
    seen = visible_devices(person)
    exact = for_rows(find_by_code(code, seen))[: SHOWN + 1]
    found = list(exact)
    if len(found) == 1:
        return redirect(found[0])
    named = bare(code)
    if not found:
        found = page_of(for_rows(matching(seen, Wanted(q=named), today)), "tag", size=SHOWN).rows
    context = {
        "q": code,
        "code": named,
        "exact": bool(exact),
        "rows": rows_of(found[:SHOWN], today),
        "more_url": f"{reverse('devices')}?{urlencode({'q': named})}" if len(found) >= SHOWN else "",
        "carried": carried_over(named),
        "may_receive": rights_of(person).may(May.RECEIVE),
    }
    return render(request, "search/results.html", context)


def bare(code: str) -> str:
    """The code without the address around it, as labels of any host hold it."""
    text = code.strip().rstrip("/")
    return text.rsplit("/", 1)[-1] if "://" in text else text


def carried_over(code: str) -> str:
    """The code as the intake form takes it: a tag of our own is the tag, anything else the serial."""
    return urlencode({"asset_tag" if OWN_TAG.fullmatch(code) else "serial": code})


urlpatterns = [path("search/", search, name="search")]
