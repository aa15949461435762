"""Who is let in, and to what: every page fetches its objects together with the check of access."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from inventory.access import visible_devices
from inventory.models import Device, Person


def person_of(request: HttpRequest) -> Person:
    """Whoever is logged in."""
    if not isinstance(request.user, Person):
        raise PermissionDenied(_("Log in first."))
    return request.user


def device_seen_by(person: Person, tag: str) -> Device:
    """The device of that tag, whatever its case, if the person sees it. Raises Http404."""
    devices = visible_devices(person).with_names()
    device = devices.tagged([tag]).first()
    if device is None:
        raise Http404(tag)
    return device


def way_back(request: HttpRequest, wished: str, otherwise: str) -> str:
    """The wished address when it is one of this site, else the other."""
    safe = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if wished and safe else otherwise
