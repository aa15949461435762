"""Lists by keyset: a page starts after the last row of the one before, so a deep page is as fast as the first, and
rows that come in meanwhile are neither lost nor shown twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ListSerializer
from rest_framework.utils.urls import replace_query_param

from greenlab.api.problems import Problem, about_parameter
from greenlab.api.spreadsheet import Spreadsheet, lines

if TYPE_CHECKING:
    from rest_framework.views import APIView

DEFAULT_LIMIT = 200
MOST = 5000
READ_AT_ONCE = 2000


class KeysetPages(BasePagination):
    """`{"items": […], "page": {"limit", "next"}}`; as CSV the whole list, or one page where `limit` is given."""

    limit: int | None = None
    next: str | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> Any:
        """The rows to show; the whole list, not read yet, for a spreadsheet without `limit`.

        `queryset` may be a sequence. Raises Problem for a limit beyond 1 to 5000 and for a cursor of another list.
        """
        self.request, self.view = request, view
        self.is_csv = isinstance(request.accepted_renderer, Spreadsheet)
        self.limit = _limit(request, None if self.is_csv else DEFAULT_LIMIT)
        ordering: tuple[str, ...] = view.ordering  # type: ignore[union-attr]
        rows = _after(queryset, ordering, self._start())
        if self.limit is None:
            return rows
        page = list(rows[: self.limit + 1])
        if len(page) > self.limit:
            page = page[: self.limit]
            self.next = self._address_after([_plain(_value(page[-1], name)) for name in ordering])
        return page

    def get_paginated_response(self, data: Any) -> Response:
        """The answer. `data` is the list's serializer, so that a spreadsheet can be written row by row."""
        links = {"Link": f'<{self.next}>; rel="next"'} if self.next else None
        if self.is_csv:
            return _streamed(data, self.request, links)  # type: ignore[return-value]  # REST framework takes any answer
        return Response({"items": data.data, "page": {"limit": self.limit, "next": self.next}}, headers=links)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The shape of a list."""
        next_page = {"type": ["string", "null"], "format": "uri", "description": "Null on the last page."}
        page = {"limit": {"type": "integer"}, "next": next_page}
        return {
            "type": "object",
            "required": ["items", "page"],
            "properties": {
                "items": schema,
                "page": {"type": "object", "required": ["limit", "next"], "properties": page},
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """What a list's address takes beside its own filters."""
        cursor = "Where the page starts; taken from the `next` of the page before."
        limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
        excel = {"type": "string", "enum": ["0", "1"]}
        said = "With CSV: a byte order mark, and no cell that a spreadsheet would run as a formula."
        return [
            {"name": "limit", "in": "query", "schema": limit, "description": "Rows a page; as CSV, all without it."},
            {"name": "cursor", "in": "query", "schema": {"type": "string"}, "description": cursor},
            {"name": "excel", "in": "query", "schema": excel, "description": said},
        ]

    def _start(self) -> list[Any] | None:
        cursor = self.request.query_params.get("cursor")
        if cursor is None:
            return None
        try:
            start: list[Any] = signing.loads(cursor, salt=self._salt)
        except signing.BadSignature:
            said = _("This cursor is not one of this list: follow the address in page.next as it is.")
            raise Problem("parameters", said, [about_parameter("cursor", said)]) from None
        return start

    def _address_after(self, values: list[Any]) -> str:
        address = self.request.build_absolute_uri()
        # What the rest of the list must be read with, so that its pages belong together.
        pinned: dict[str, Any] = getattr(self.view, "pinned", {})
        for name, value in {**pinned, "cursor": signing.dumps(values, salt=self._salt)}.items():
            address = replace_query_param(address, name, value)
        return address

    @property
    def _salt(self) -> str:
        return f"page of {type(self.view).__name__}"


def _limit(request: Request, default: int | None) -> int | None:
    text = request.query_params.get("limit")
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > len(str(MOST)) or not 1 <= int(text) <= MOST:
        said = _("A page has 1 to %(most)d rows.") % {"most": MOST}
        raise Problem("parameters", said, [about_parameter("limit", said)])
    return int(text)


def _after(rows: Any, ordering: tuple[str, ...], start: list[Any] | None) -> Any:
    """The rows in order, from the one after `start`."""
    if not isinstance(rows, QuerySet):
        keys = [[_plain(_value(row, name)) for name in ordering] for row in rows]
        numbered = sorted(range(len(keys)), key=keys.__getitem__)
        return [rows[number] for number in numbered if start is None or keys[number] > start]
    rows = rows.order_by(*ordering)
    if start is None:
        return rows
    later, same = Q(), Q()
    for name, value in zip(ordering, start, strict=True):
        later |= same & Q(**{f"{name}__gt": value})  # "or" with nothing is the first of them
        same &= Q(**{name: value})
    # The first column by itself is what an index is read from.
    return rows.filter(later, **{f"{ordering[0]}__gte": start[0]})


def _value(row: Any, name: str) -> Any:
    if isinstance(row, dict):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str) else value.isoformat()


def _streamed(serializer: ListSerializer[Any], request: Request, links: dict[str, str] | None) -> HttpResponseBase:
    row_serializer: Any = serializer.child
    excel = request.query_params.get("excel", "0")
    if excel not in {"0", "1"}:
        said = _("1 for a spreadsheet program, 0 for any other reader.")
        raise Problem("parameters", said, [about_parameter("excel", said)])
    rows = (row_serializer.to_representation(row) for row in _read(serializer.instance))
    name = request.path.removeprefix("/api/v1/").removesuffix(".csv").strip("/").replace("/", "-")
    response = StreamingHttpResponse(
        lines(list(row_serializer.fields), rows, excel=excel == "1"),
        content_type="text/csv; charset=utf-8; header=present",
        headers=links,
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _read(rows: QuerySet[Any] | Sequence[Any] | Any) -> Iterator[Any]:
    return rows.iterator(READ_AT_ONCE) if isinstance(rows, QuerySet) else iter(rows)
