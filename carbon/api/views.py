"""Savings for programs: lists of one recompute, so that no list mixes two nights."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any, ClassVar

from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from rest_framework import generics
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from carbon import queries
from carbon.access import Person, require_savings, visible_departments
from carbon.api import lines
from carbon.api.parameters import Parameters, PeriodParameters, PlaceParameters, filters_for
from carbon.models import Recompute
from carbon.queries import Filters
from carbon.queries.monthly import savings_by_department_and_month

NAMES_DEVICES = "devices:read"


class Lines(generics.GenericAPIView[Any]):
    """A list of one recompute: the current one, or a kept one that is asked for. Empty before the first."""

    scopes: ClassVar[dict[str, str]] = {"GET": "esg:read"}
    parameters_class: ClassVar[type[Parameters]] = Parameters
    ordering: ClassVar[tuple[str, ...]] = ("device_id",)
    is_of_devices: ClassVar[bool] = False
    recompute: Recompute | None = None
    filters: Filters = Filters()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require_savings(self.person)
        asked = self.parameters_class.of(request.query_params)
        self.recompute = _recompute(asked.get("recompute"))
        etag = self._etag(request)
        unchanged = get_conditional_response(request._request, etag=etag) if etag else None
        if unchanged is not None:
            return unchanged  # type: ignore[return-value]  # REST framework takes any answer
        filters = filters_for(self.person, asked)
        self.filters = filters or Filters()
        rows = self.rows(self.recompute, filters) if self.recompute and filters else []
        response = self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True))
        if etag:
            response.headers["ETag"] = etag
        return response

    def rows(self, recompute: Recompute, filters: Filters) -> Any:
        """The rows of the list, within the filters."""
        raise TypeError(f"{type(self).__name__} does not say what its rows are")

    @property
    def person(self) -> Person:
        """Who asks. Raises NotAuthenticated for nobody, whom the settings let in nowhere."""
        person = self.request.user
        if not isinstance(person, Person):
            raise NotAuthenticated
        return person

    @cached_property
    def names_devices(self) -> bool:
        """Whether tags are shown: to who is logged in, and to a token that reads devices as well."""
        token = self.request.auth
        return token is None or NAMES_DEVICES in getattr(token, "scopes", ())

    @property
    def pinned(self) -> dict[str, Any]:
        """What the next page must be asked with."""
        return {"recompute": self.recompute.pk} if self.recompute else {}

    def _etag(self, request: Request) -> str | None:
        """The same recompute, asked the same by who sees the same, has the same answer: known before it is read.

        None for lines with tags, which can be corrected in between.
        """
        if self.is_of_devices and self.names_devices:
            return None
        seen = [(department.code, department.name) for department in visible_departments(self.person)]
        told = (self.recompute and self.recompute.pk, request.get_full_path(), str(request.accepted_media_type))
        return f'"{hashlib.sha256(repr((told, seen, self.names_devices)).encode()).hexdigest()[:32]}"'


class FootprintList(Lines):
    """The figures of every assessed device that is owned by a department which the person sees.

    A line holds the device's whole life, whoever owned it and wherever it served: those of a department or a site need
    not add up to its savings, which are split by day.
    """

    serializer_class = lines.FootprintLine
    parameters_class = PlaceParameters
    is_of_devices = True

    def rows(self, recompute: Recompute, filters: Filters) -> Any:
        return queries.footprints(recompute, filters)


class NotAssessedList(Lines):
    """The devices that could not be assessed, each with the reason: a missing factor, model, site or department."""

    serializer_class = lines.NotAssessedLine
    is_of_devices = True

    def rows(self, recompute: Recompute, filters: Filters) -> Any:
        rows = queries.devices_not_assessed(recompute)
        return rows.filter(department__code__in=filters.departments) if filters.departments else rows


class DepartmentSavingList(Lines):
    """Savings by department."""

    serializer_class = lines.DepartmentLine
    parameters_class = PeriodParameters
    ordering = ("code",)

    def rows(self, recompute: Recompute, filters: Filters) -> Any:
        return queries.savings_by_department(recompute, filters)


class MonthSavingList(Lines):
    """Savings by month and department, in order."""

    serializer_class = lines.MonthLine
    parameters_class = PeriodParameters
    ordering = ("month", "department__code")

    def rows(self, recompute: Recompute, filters: Filters) -> Any:
        return savings_by_department_and_month(recompute, filters)


def _recompute(key: int | None) -> Recompute | None:
    if key is None:
        return queries.current_recompute()
    found = Recompute.objects.done().filter(pk=key, results_kept=True).select_related("factor_set").first()
    if found is None:
        raise ValidationError({"recompute": [_("The results of this recompute are not kept.")]}, "does_not_exist")
    return found
