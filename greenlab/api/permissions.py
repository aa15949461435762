"""What a request must show before a view is asked: a scope that fits, and parameters that exist."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from rest_framework.fields import ListField, MultipleChoiceField
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from greenlab.api.problems import Problem, about_parameter
from inventory.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads this class from the settings while it is being imported


class HasScope(BasePermission):
    """A token needs the scope that the view names for the method; a person who is logged in has all of them."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises Problem with the name of the scope that is missing."""
        if not request.user.is_authenticated:
            return False
        scope = scope_of(view, request.method)
        if scope and isinstance(request.auth, ApiToken) and scope not in request.auth.scopes:
            raise Problem("missing-scope", _("This token lacks the scope %(scope)s.") % {"scope": scope})
        return True


class KnownParameters(BasePermission):
    """A query parameter that nobody knows is refused: a misspelt filter would silently answer with everything.

    So is one given twice that takes one value: one of the two would silently count for nothing.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises Problem that names the parameters of this address."""
        known = parameters_of(view, request.method)
        unknown = sorted(set(request.query_params) - set(known))
        if unknown:
            named = ", ".join(known) or _("none")
            detail = _("This address knows these parameters: %(known)s.") % {"known": named}
            raise Problem(
                "parameters", detail, [about_parameter(name, _meant(name, known), "unknown") for name in unknown]
            )
        repeated = [name for name, values in request.query_params.lists() if len(values) > 1]
        twice = sorted(set(repeated) - _taken_several_times(view))
        if twice:
            said = _("This parameter takes one value, and was given several.")
            raise Problem("parameters", said, [about_parameter(name, said, "repeated") for name in twice])
        return True


def scope_of(view: APIView, method: str | None) -> str | None:
    """The scope that a token needs for a method of a view; None where any token does."""
    scopes: dict[str, str] = getattr(view, "scopes", {})
    return scopes.get("GET" if method == "HEAD" else method or "")


def parameters_of(view: APIView, method: str | None) -> list[str]:
    """The names of the query parameters of a method of a view."""
    formats = [renderer.format for renderer in view.get_renderers()]
    if method not in {"GET", "HEAD"}:
        return ["format"]
    declared: Any = getattr(view, "parameters_class", None)
    names = list(declared().fields) if declared else []
    if getattr(view, "pagination_class", None):
        names += ["limit", "cursor"]
    return [*names, "format", *(["excel"] if "csv" in formats else [])]


def _taken_several_times(view: APIView) -> set[str]:
    declared: Any = getattr(view, "parameters_class", None)
    fields = declared().fields.items() if declared else ()
    return {name for name, field in fields if isinstance(field, ListField | MultipleChoiceField)}


def _meant(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return _("There is no parameter %(name)s; %(close)s may be meant.") % {"name": name, "close": close[0]}
    return _("There is no parameter %(name)s.") % {"name": name}
