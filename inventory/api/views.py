"""What the views of this package have in common."""

from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.http import Http404
from rest_framework import generics, serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.access import visible_devices
from inventory.models import ApiToken, Device, Person

Row = TypeVar("Row", bound=Model)

READ = ApiToken.Scope.DEVICES_READ.value
WRITE = ApiToken.Scope.DEVICES_WRITE.value


class Parameters(serializers.Serializer[Any]):
    """The query parameters that a list knows."""

    @classmethod
    def of(cls, request: Request) -> dict[str, Any]:
        """Those that were given. Raises ValidationError that names each wrong one."""
        parameters = cls(data=request.query_params)
        parameters.is_valid(raise_exception=True)
        return {name: value for name, value in parameters.validated_data.items() if value}


class Listing(generics.GenericAPIView[Row]):
    """Rows in pages or as a spreadsheet. `ordering` are unique columns, by which a page keeps its place in the list."""

    scopes: ClassVar[dict[str, str]] = {"GET": READ}
    parameters_class: ClassVar[type[Parameters] | None] = None
    ordering: ClassVar[tuple[str, ...]] = ("pk",)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True))


class Single(generics.GenericAPIView[Row]):
    """One thing, in JSON only."""

    scopes: ClassVar[dict[str, str]] = {"GET": READ}
    pagination_class = None
    renderer_classes = [JSONRenderer]


def person_of(request: Request) -> Person:
    """Who asks. Raises NotAuthenticated for nobody, whom the settings let in nowhere."""
    person = request.user
    if not isinstance(person, Person):
        raise NotAuthenticated
    return person


def device_tagged(tag: str, person: Person) -> Device:
    """The device with that tag, whatever its case. Raises Http404 for one that the person does not see."""
    device = visible_devices(person).with_names().select_related("batch").tagged([tag]).first()
    if device is None:
        raise Http404
    return device
