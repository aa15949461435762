"""Values as programs read and write them, and bodies that refuse what they do not know."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from inventory.lifecycle import no_day_of_an_act
from inventory.models import Cluster, Department, Site

OPTIONAL: dict[str, Any] = {"required": False, "default": None, "allow_null": True}


@extend_schema_field({"type": "string", "format": "decimal", "examples": ["7.5"]})
class Amount(serializers.Field[Any, Any, str | None, Any]):
    """A number that need not be whole, as a decimal string: JSON readers would round it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Decimal | float) -> str:
        """Plain digits, without noughts at the end."""
        text = format(Decimal(str(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text


def size_name(kind: str, name: str = "quantity") -> str:
    """What the size of a part of that kind is called: with its unit, Wh for a battery and GB for the others."""
    return f"{name}_wh" if kind == "battery" else f"{name}_gb"


@extend_schema_field({"oneOf": [{"type": "number"}, {"type": "string", "format": "decimal"}], "examples": [8]})
class Quantity(serializers.FloatField):
    """A number sent to us, as a number or as a decimal string."""


@extend_schema_field({"type": "string", "description": "A code."})
class CodeOf(serializers.Field[Any, str, str, Any]):
    """The code of a department, a site or a cluster, told to us; its value is the row.

    The codes are read once for a whole body: a list of machines names the same few again and again.
    """

    default_error_messages = {"does_not_exist": _("There is no such code: %(code)s.")}

    def __init__(self, model: type[Department | Site | Cluster], **kwargs: Any) -> None:
        self.model = model
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Department | Site | Cluster:
        """The row. Fails for a code that is none."""
        found: Department | Site | Cluster | None = self._rows.get(data) if isinstance(data, str) else None
        if found is None:
            message = str(self.error_messages["does_not_exist"]) % {"code": data}
            raise serializers.ValidationError(message, "does_not_exist")
        return found

    @cached_property
    def _rows(self) -> dict[str, Any]:
        return {row.code: row for row in self.model._default_manager.all()}


class Moment(serializers.DateTimeField):
    """A moment in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)


@extend_schema_field(OpenApiTypes.DATE)
class DayOfAct(serializers.DateField):
    """The day on which something took place; today when it is not told. Not in the future, and not before 1980."""

    default_error_messages = {"future": _("This day is in the future."), "too_early": _("This day is too early.")}

    def __init__(
        self, *, required: bool = False, help_text: str = "The day it took place; today without it.", **kwargs: Any
    ) -> None:
        super().__init__(required=required, help_text=help_text, **kwargs)

    def to_internal_value(self, value: str | date | datetime) -> date:
        """The day. Fails for one that has not come yet, or is too long ago to be meant."""
        day = super().to_internal_value(value)
        if day > today():
            self.fail("future")
        if no_day_of_an_act(day, today()):
            self.fail("too_early")
        return day


class Body(serializers.Serializer[Any]):
    """A body in which a misspelt name is refused: left out silently, a custodian or a day would be lost."""

    default_error_messages = {"unknown": _("There is no such field; known are: %(known)s.")}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The values. Raises ValidationError for each name that is not a field."""
        if isinstance(data, Mapping):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                said = self.error_messages["unknown"] % {"known": ", ".join(self.fields)}
                raise serializers.ValidationError({name: [said] for name in unknown}, code="unknown")
        values: dict[str, Any] = super().to_internal_value(data)
        return values


def text(longest: int, *, required: bool = False) -> serializers.CharField:
    """A text; unless it is required, empty where it is not told."""
    if required:
        return serializers.CharField(max_length=longest)
    return serializers.CharField(max_length=longest, required=False, default="", allow_blank=True)


def today() -> date:
    """The installation's day: acts are dated by it, whatever the person's own time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
