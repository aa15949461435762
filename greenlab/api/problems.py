"""Errors as RFC 9457 problems: what happened, what was kept, and which part of the request to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import is_valid_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import defaults
from rest_framework import exceptions
from rest_framework.request import Request

from inventory.access import NotAllowed
from inventory.lifecycle import IllegalAct

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem. Its title is part of the interface: it is never translated."""

    status: int
    title: str
    meaning: str


KINDS = {
    "malformed": Kind(400, "Malformed request", "The body is not JSON, or the address is not one."),
    "parameters": Kind(400, "Unknown or wrong parameters", "`errors` names each and what it may be."),
    "not-authenticated": Kind(401, "Not authenticated", "Send a token that holds: as bearer, or as Basic password."),
    "not-allowed": Kind(403, "Not allowed", "The role of the token's person does not include this."),
    "missing-scope": Kind(403, "Missing scope", "The token lacks the scope that the detail names."),
    "not-found": Kind(404, "Not found", "There is nothing at this address that this person sees."),
    "method-not-allowed": Kind(405, "Method not allowed", "The header Allow names the methods of this address."),
    "not-acceptable": Kind(406, "Not acceptable", "This address answers in other media types than those asked for."),
    "conflict": Kind(409, "Refused by the facts", "What is recorded does not allow this. Nothing was changed."),
    "too-large": Kind(413, "Too large", "The body is larger than this installation takes. Nothing was kept."),
    "unsupported-media-type": Kind(415, "Unsupported media type", "Bodies are application/json."),
    "invalid": Kind(422, "Invalid body", "`errors` points at each part of the body. Nothing was changed."),
    "failed": Kind(500, "Failed", "The fault is in the installation. Nothing was changed; it is in the log."),
}

# The first kind of each status is what is said of an exception that tells nothing but its status.
_BY_STATUS = {kind.status: name for name, kind in reversed(KINDS.items())}


class Problem(exceptions.APIException):
    """A problem of a kind of `KINDS`, with the parts of the request that it is about."""

    def __init__(self, kind: str, detail: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail, code=kind)
        self.kind = kind
        self.status_code = KINDS[kind].status
        self.errors = errors or []


def about_parameter(name: str, detail: str, code: str = "invalid") -> dict[str, str]:
    """An entry of `errors` that points at a query parameter."""
    return {"pointer": f"/query/{name}", "code": code, "detail": detail}


def answer_exception(exception: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """REST framework's hook: the answer to an exception, or None for one that is a fault of ours."""
    request: Request = context["request"]
    problem = _problem_for(exception, is_query=request.method in {"GET", "HEAD"})
    if problem is None:
        return None
    response = problem_response(request._request, problem.kind, str(problem.detail), problem.errors)
    if header := getattr(exception, "auth_header", None):
        response.headers["WWW-Authenticate"] = header
    return response


def problem_response(
    request: HttpRequest, kind: str, detail: str, errors: list[dict[str, str]] | None = None
) -> JsonResponse:
    """The problem as it is sent."""
    told = KINDS[kind]
    body: dict[str, Any] = {
        # Not the host that the request claims: a request may be refused for that very host.
        "type": f"{settings.SITE.origin}{reverse('api-problem', args=[kind])}",
        "title": told.title,
        "status": told.status,
        "detail": detail,
        "instance": request.path,
    }
    if errors:
        body["errors"] = errors
    return JsonResponse(body, status=told.status, content_type=MEDIA_TYPE)


def _problem_for(exception: Exception, *, is_query: bool) -> Problem | None:
    match exception:
        case Problem():
            return exception
        case exceptions.ValidationError():
            return _invalid(exception, is_query=is_query)
        case exceptions.APIException():
            kind = "not-authenticated" if hasattr(exception, "auth_header") else _BY_STATUS.get(exception.status_code)
            return Problem(kind, str(exception.detail)) if kind else None
    for refusal, kind, said in _REFUSALS:
        if isinstance(exception, refusal):
            return Problem(kind, str(said or exception))
    return None


_REFUSALS: tuple[tuple[type[Exception], str, Any], ...] = (
    (NotAllowed, "not-allowed", ""),
    (PermissionDenied, "not-allowed", gettext_lazy("You may not do that.")),
    (IllegalAct, "conflict", ""),
    (RequestDataTooBig, "too-large", gettext_lazy("The body is too large: send fewer at once. Nothing was kept.")),
    (RecursionError, "malformed", gettext_lazy("The body is nested too deeply. Nothing was changed.")),
    (DataError, "malformed", gettext_lazy("Something in the request is too long to be kept, or is not valid text.")),
    # Two requests at the same moment: the database let one of them, and the other finds it when it asks again.
    (IntegrityError, "conflict", gettext_lazy("Another request did this at the same moment. Nothing was changed.")),
    (Http404, "not-found", gettext_lazy("There is nothing at this address, or you do not see it.")),
)


def _invalid(exception: exceptions.ValidationError, *, is_query: bool) -> Problem:
    if is_query:
        said = _("Some parameters are not what they should be.")
        return Problem("parameters", said, list(_errors(exception.detail, "/query")))
    said = _("Some parts of the body are not what they should be. Nothing was changed.")
    return Problem("invalid", said, list(_errors(exception.detail, "")))


def _errors(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Every error of a serializer with a JSON pointer to what it is about."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _errors(inner, pointer if name == "non_field_errors" else f"{pointer}/{_escaped(str(name))}")
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            yield from _errors(inner, f"{pointer}/{number}" if isinstance(inner, Mapping | list) else pointer)
    else:
        yield {"pointer": pointer, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


# What happens before or outside REST framework, under /api/, is told the same way.


def is_api(request: HttpRequest) -> bool:
    """Whether a request is for the interface that programs use."""
    return request.path.startswith("/api/")


def slash_missing(request: HttpRequest) -> HttpResponse:
    """Send a reader on to the address with its slash; a writer, whom that would turn into a reader, is told of it."""
    is_read = request.method in {"GET", "HEAD"}
    if is_read and is_valid_path(f"{request.path_info}/"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return problem_response(request, "not-found", _("There is no such address; all of them end in a slash."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400."""
    if is_api(request):
        return problem_response(request, "malformed", _("The request could not be read. Nothing was changed."))
    return defaults.bad_request(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404."""
    if is_api(request):
        return problem_response(request, "not-found", _("There is no such address; all of them end in a slash."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's 500."""
    if is_api(request):
        return problem_response(request, "failed", _("This is a fault of the installation. Nothing was changed."))
    return defaults.server_error(request)
