"""Around every page: its language and time zone, and what is said when an act is refused."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DatabaseError, DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from inventory.access import NotAllowed
from inventory.lifecycle import IllegalAct
from inventory.models import Installation, Person

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ZONE_COOKIE = "time_zone"  # set by static/js/zone.js: no header tells a browser's time zone


def speak_their_language(get_response: GetResponse) -> GetResponse:
    """Middleware: language and time zone of the person, else of the browser, else of the installation."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = language_for(request)
        with translation.override(language), timezone.override(zone_for(request)):
            response = get_response(request)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def language_for(request: HttpRequest) -> str:
    """A code of `settings.LANGUAGES`."""
    if isinstance(request.user, Person) and (chosen := _supported(request.user.language)):
        return chosen
    wished = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")]
    wished += [code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())]
    found = next((code for code in map(_supported, wished) if code), None)
    return found or _supported(_language_of_the_installation()) or settings.LANGUAGE_CODE


def zone_for(request: HttpRequest) -> ZoneInfo:
    """The person's time zone, else that of the browser, else the installation's."""
    names = [request.user.time_zone if isinstance(request.user, Person) else "", request.COOKIES.get(ZONE_COOKIE, "")]
    return next((zone for zone in map(_zone, names) if zone), ZoneInfo(settings.TIME_ZONE))


def _language_of_the_installation() -> str:
    try:
        return Installation.current().language
    except DatabaseError:  # the page that says so, and /healthz, are answered all the same
        return ""


def _supported(code: str) -> str | None:
    try:
        return translation.get_supported_language_variant(code) if code else None
    except LookupError:
        return None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown; not a name at all; a folder of the zone database
        return None


class SayWhatWasRefused:
    """Turns a refusal that no page dealt with into a page of its own. The API answers its refusals itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on. Who logs in again in the middle of an act lands where only forms are taken: say so."""
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest(_("This address holds a character that no text may have."))
        if any("\0" in value for _name, values in request.POST.lists() for value in values):
            # SQLite would keep it, and the backup of it could never be restored on PostgreSQL.
            raise BadRequest(_("This form holds a character that no text may have."))
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            relogged = reverse("login") in request.headers.get("Referer", "")
            page = render(request, "405.html", {"relogged": relogged}, status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403 for a right that is missing, 409 for what the facts do not allow, 400 for what no database takes."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"exception": str(exception)}, status=403)
        if isinstance(exception, IllegalAct):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        if isinstance(exception, IntegrityError):  # two requests at once: the database took one of them
            said = _("Somebody did this at the same moment.")
            return render(request, "409.html", {"reason": said}, status=409)
        if isinstance(exception, DataError):  # too long, or no text at all; the act's transaction kept nothing of it
            return render(request, "400.html", status=400)
        return None
