"""What can be downloaded, and the downloads."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, path, resolve
from django.views.decorators.http import require_safe

from carbon import queries
from carbon.access import may_recompute, require_export
from carbon.display.words import address
from carbon.exports import DATASETS, Dataset, Scope, written
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
    return {
        "dataset": dataset,
        "csv_url": csv_url,
        "excel_url": f"{csv_url}{'&' if '?' in csv_url else '?'}excel=1",
        "api": dataset.api if dataset.api and _answers(dataset.api) else "",
    }


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
    return StreamingHttpResponse(text, headers=csv_headers(key, recompute, etag=etag))


urlpatterns = [
    path("", exports, name="exports"),
    path("<slug:key>.csv", export_csv, name="export_csv"),
]
