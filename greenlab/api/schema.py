"""What OpenAPI is told about each address, beside what can be read off its view."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from greenlab.api.permissions import scope_of
from greenlab.api.problems import KINDS, MEDIA_TYPE


class ErrorPart(serializers.Serializer[Any]):
    pointer = serializers.CharField(help_text="JSON pointer into the body, or /query/<parameter>.")
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    errors = ErrorPart(many=True, required=False)  # type: ignore[assignment]  # fields are taken off the class


class Described(AutoSchema):
    """Adds to what is read off the views: filters, the scope, the problems, and CSV as the text it is."""

    def is_excluded(self) -> bool:
        """An address ending in .csv is another name of the one without."""
        return self.path.endswith(".csv")

    def _is_list_view(self, serializer: Any = None) -> bool:
        """A list is what has pages."""
        return self.method == "GET" and getattr(self.view, "pagination_class", None) is not None

    def map_renderers(self, attribute: str) -> list[Any]:
        """Only lists are spreadsheets."""
        found: list[Any] = super().map_renderers(attribute)
        return found if self.method == "GET" else [name for name in found if "csv" not in name]

    def get_summary(self) -> str | None:
        """The first sentence of what is said of it."""
        first = " ".join(self.get_description().partition("\n\n")[0].split())
        return first.partition(". ")[0].rstrip(".") or None

    def get_override_parameters(self) -> list[Any]:
        """The view's own filters."""
        declared = getattr(self.view, "parameters_class", None)
        return [declared] if declared and self.method == "GET" else []

    def get_extensions(self) -> dict[str, Any]:
        """The scope that a token needs."""
        scope = scope_of(self.view, self.method)
        return {"x-scope": str(scope)} if scope else {}

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        responses: dict[str, Any] = super()._get_response_bodies(direction)
        for answer in responses.values():
            if "text/csv" in answer.get("content", {}):
                answer["content"]["text/csv"] = {"schema": {"type": "string"}}
        component = self.resolve_serializer(Problem, "response")
        for status in self._problem_statuses():
            told = " ".join(f"{kind.title}." for kind in KINDS.values() if kind.status == status)
            responses[str(status)] = {"description": told, "content": {MEDIA_TYPE: {"schema": component.ref}}}
        return responses

    def _problem_statuses(self) -> list[int]:
        of_one = [404] if "{" in self.path else []
        of_body = [409, 413, 415, 422] if self.method == "POST" else []
        return sorted([400, 401, 403, 406, 500, *of_one, *of_body])
