"""What can be downloaded, and the downloads."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, path, resolve
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carbon import queries
from carbon.access import may_recompute, require_export
from carbon.display.words import address
from carbon.exports import DATASETS, Dataset, Scope, written
from carbon.exports.scope import Narrowing, applied, as_asked_of_the_api, left_out
from carbon.queries import Filters
from carbon.views.scope import Asked, asked_for, csv_headers, person_of, scope_words, unchanged

REGISTER = "/api/v1/devices/"
"""The device register is the inventory's own; its columns stand in the API's description."""


@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """Every data set with its columns, and where to get it."""
    require_export(person_of(request))
    recompute = queries.current_recompute()
    asked = asked_for(request, recompute)
    valid = asked.form.is_valid()
    context = {
        "recompute": recompute,
        "made_by": queries.provenance(recompute) if recompute else None,
        "form": asked.form,
        "scope": scope_words(asked) if valid else "",
        "datasets": [_offer(dataset, asked) for dataset in DATASETS.values()],
        "register_csv": f"{REGISTER.removesuffix('/')}.csv",
        "narrowed": asked.query,
        "register": REGISTER if _answers(REGISTER) else "",
        "api_docs": address("api-docs"),
        "tokens": address("tokens"),
        "may_recompute": may_recompute(asked.person),
    }
    return render(request, "exports/index.html", context, status=200 if valid else 400)


def _offer(dataset: Dataset, asked: Asked) -> dict[str, Any]:
    csv_url = asked.twin("export_csv", dataset.key)
    # What a person chose, and not what they are held to: the API holds them to the same by itself.
    filters = asked.form.filters(everything=True) if asked.form.is_valid() else Filters()
    query = urlencode(as_asked_of_the_api(applied(filters, dataset.narrowed_by)))
    api = dataset.api if dataset.api and _answers(dataset.api) else ""
    ignored = left_out(filters, dataset.narrowed_by) if dataset.narrowed_by else []
    return {
        "dataset": dataset,
        "csv_url": csv_url,
        "excel_url": f"{csv_url}{'&' if '?' in csv_url else '?'}excel=1",
        "api": f"{api}?{query}" if api and query else api,
        "not_narrowed": _not_narrowed(ignored),
    }


def _not_narrowed(ignored: list[Narrowing]) -> str:
    """What was chosen and does not narrow a table, in a sentence; nothing where all of it does."""
    match ignored:
        case ["site", "period"]:
            return _("Neither the site nor the period chosen above narrows this table.")
        case ["site"]:
            return _("The site chosen above does not narrow this table.")
        case ["period"]:
            return _("The period chosen above does not narrow this table.")
    return ""


def _answers(address_of_api: str) -> bool:
    try:
        resolve(address_of_api)
    except Resolver404:
        return False
    return True


@require_safe
def export_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """A data set of the recompute shown, line by line as it is read."""
    require_export(person_of(request))
    dataset, recompute = DATASETS.get(key), queries.current_recompute()
    if dataset is None or recompute is None:
        raise Http404(key)
    asked = asked_for(request, recompute)
    if not asked.form.is_valid():
        said = "; ".join(f"{field}: {' '.join(map(str, errors))}" for field, errors in asked.form.errors.items())
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    etag, same = unchanged(request, recompute)
    if same is not None:
        return same
    scope = Scope(recompute=recompute, filters=asked.filters)
    text = written(
        (column.name for column in dataset.every_column), dataset.lines(scope), excel=request.GET.get("excel") == "1"
    )
    narrowed = applied(scope.filters, dataset.narrowed_by)
    return StreamingHttpResponse(text, headers=csv_headers(key, recompute, narrowed, etag=etag))


urlpatterns = [
    path("", exports, name="exports"),
    path("<slug:key>.csv", export_csv, name="export_csv"),
]
