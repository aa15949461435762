"""What a list of savings can be asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from carbon.access import Department, Person, Site, sees_every_department, visible_departments
from carbon.queries import Filters


@extend_schema_field({"type": "string", "pattern": r"^\d{4}-\d{2}$", "examples": ["2026-03"]})
class Month(serializers.Field[date, str, str, Any]):
    """A month: 2026-03. Its value is its first day."""

    default_error_messages = {"invalid": _("Write a month as 2026-03.")}

    def to_internal_value(self, data: str) -> date:
        """The month's first day."""
        try:
            return date.fromisoformat(f"{data}-01")
        except ValueError:
            self.fail("invalid")

    def to_representation(self, value: date) -> str:
        """The month."""
        return f"{value:%Y-%m}"


class Parameters(serializers.Serializer[Any]):
    recompute = serializers.IntegerField(
        required=False, min_value=1, help_text="An earlier recompute whose results are kept; else the current one."
    )
    department = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="A code; may be given several times."
    )

    def validate_department(self, codes: list[str]) -> list[str]:
        """Raises ValidationError for a code that nobody has: a misspelt one would silently answer with nothing."""
        for code in sorted(set(codes) - set(Department.objects.values_list("code", flat=True))):
            raise serializers.ValidationError(_("There is no department %(code)s.") % {"code": code}, "does_not_exist")
        return codes

    @classmethod
    def of(cls, parameters: QueryDict) -> dict[str, Any]:
        """Those that were given. Raises ValidationError that names each wrong one."""
        asked = cls(data=parameters)
        asked.is_valid(raise_exception=True)
        return {name: value for name, value in asked.validated_data.items() if value}


class PlaceParameters(Parameters):
    site = serializers.CharField(required=False, help_text="A code.")

    def validate_site(self, code: str) -> str:
        """Raises ValidationError for a code that no site has."""
        if not Site.objects.filter(code=code).exists():
            raise serializers.ValidationError(_("There is no site %(code)s.") % {"code": code}, "does_not_exist")
        return code


class PeriodParameters(PlaceParameters):
    first_month = Month(required=False, help_text="Such as 2026-03.")
    last_month = Month(required=False, help_text="Such as 2026-03.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError for a span that ends before it begins."""
        first, last = attrs.get("first_month"), attrs.get("last_month")
        if first and last and last < first:
            raise serializers.ValidationError({"last_month": _("This month is before the first one.")}, "invalid")
        return attrs


def filters_for(person: Person, asked: dict[str, Any]) -> Filters | None:
    """What is asked for, within what the person sees; None when nothing of it is theirs."""
    wanted = set(asked.get("department", ()))
    if not sees_every_department(person):
        seen = {department.code for department in visible_departments(person)}
        wanted = wanted & seen if wanted else seen
        if not wanted:
            return None
    return Filters(
        departments=tuple(sorted(wanted)),
        site=asked.get("site", ""),
        first_month=asked.get("first_month"),
        last_month=asked.get("last_month"),
    )
