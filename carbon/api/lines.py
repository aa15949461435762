"""The lines of each list: what they are of, the figures in whole grams, and where they come from.

The columns of figures are those of the files to download, so that one name means one thing everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from rest_framework import serializers

from carbon.api.parameters import Month
from carbon.exports import figures
from carbon.exports.dataset import SCOPE
from carbon.exports.scope import values
from carbon.models import Footprint, NotAssessed
from carbon.queries import DepartmentSaving, provenance
from carbon.queries.monthly import bounds_of_sums

REF = "A pseudonym: the same device has the same one in every answer of this installation."
TAG = "Only for a token that reads devices as well."


class Line(serializers.Serializer[Any]):
    """A subclass declares the fields that its lines open with, and `opening` gives their values."""

    has_figures: ClassVar[bool] = True

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """What a line opens with, the figures, and where they come from."""
        fields = super().get_fields()
        if self.has_figures:
            for column in figures.COLUMNS:
                fields[column.name] = serializers.IntegerField(help_text=f"{capfirst(str(column.meaning))}.")
        fields["recompute_id"] = serializers.IntegerField()
        fields["as_of"] = serializers.DateField(help_text="The first day that does not count.")
        fields["factor_set"] = serializers.CharField()
        fields["method_version"] = serializers.CharField()
        if self.has_figures:
            fields["interval"] = serializers.CharField(help_text="What low and high are.")
        for column in SCOPE:
            said = str(column.meaning)
            fields[column.name] = serializers.CharField(allow_null=True, help_text=f"{capfirst(said)}.")
        if self.has_figures:
            fields["ledger"] = serializers.CharField(help_text="Always avoided.")
            fields["not_inventory"] = serializers.BooleanField(help_text="Always true.")
        return fields

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The line, made at once: a field at a time is ten times slower, and a fleet is long."""
        return dict(zip(self.fields, (*self.values(instance), *self.origin), strict=True))

    def values(self, row: Any) -> Sequence[Any]:
        """The values of the opening fields and of the figures."""
        raise TypeError(f"{type(self).__name__} does not say what is in a line")

    @property
    def origin(self) -> tuple[Any, ...]:
        """Where every line comes from, read once for a list."""
        view = self.context["view"]
        kept: tuple[Any, ...] | None = getattr(view, "origin", None)
        if kept is None:
            told = provenance(view.recompute)
            kept = (
                told.recompute_id,
                told.as_of.isoformat(),
                told.factor_set,
                told.method_version,
                *((told.interval_label,) if self.has_figures else ()),
                *values(view.filters),
                *(("avoided", True) if self.has_figures else ()),
            )
            view.origin = kept
        return kept


class FootprintLine(Line):
    """One device, with its whole life, whoever owned it. Department, site and cluster are those of the as-of date."""

    device_ref = serializers.CharField(help_text=REF)
    asset_tag = serializers.CharField(allow_null=True, help_text=TAG)
    department_code = serializers.CharField()
    site_code = serializers.CharField(allow_null=True)
    cluster_code = serializers.CharField(allow_null=True)
    in_service = serializers.BooleanField()
    service_days = serializers.IntegerField()
    quality_tier = serializers.CharField(help_text="A to E: the worst of the figures that decide the saving.")

    def values(self, row: Footprint) -> Sequence[Any]:
        return (
            reference(row.device_id),
            row.device.asset_tag if self.context["view"].names_devices else None,
            row.department.code,
            row.site.code if row.site else None,
            row.cluster.code if row.cluster else None,
            row.in_service,
            row.service_days,
            row.tier,
            *figures.values(row.bounds()),
        )


class NotAssessedLine(Line):
    """One device without figures, and why: it is not counted, which is not the same as 0."""

    has_figures = False

    device_ref = serializers.CharField(help_text=REF)
    asset_tag = serializers.CharField(allow_null=True, help_text=TAG)
    department_code = serializers.CharField(allow_null=True)
    reason_code = serializers.CharField()
    reason = serializers.CharField()

    def values(self, row: NotAssessed) -> Sequence[Any]:
        tag = row.device.asset_tag if self.context["view"].names_devices else None
        department = row.department.code if row.department else None
        return (reference(row.device_id), tag, department, row.reason_code, row.reason)


class DepartmentLine(Line):
    """One department: of the days on which it owned devices. Devices are those that it owns on the as-of date."""

    department_code = serializers.CharField()
    department_name = serializers.CharField()
    devices = serializers.IntegerField()
    devices_in_service = serializers.IntegerField()
    devices_not_assessed = serializers.IntegerField(help_text="Not in the figures.")
    service_days = serializers.IntegerField()

    def values(self, row: DepartmentSaving) -> Sequence[Any]:
        opening = (row.code, row.name, row.devices, row.in_service, row.not_assessed, row.service_days)
        return (*opening, *figures.values(row.figures))


class MonthLine(Line):
    """What one department added in one month; over its months this adds up to its total to the gram."""

    month = Month()
    department_code = serializers.CharField()
    department_name = serializers.CharField()
    devices = serializers.IntegerField(help_text="That served on a day of the month, each once: where it did so last.")
    service_days = serializers.IntegerField()

    def values(self, row: dict[str, Any]) -> Sequence[Any]:
        return (
            f"{row['month']:%Y-%m}",
            row["department__code"],
            row["department__name"],
            row["sum_devices"],
            row["sum_service_days"],
            *figures.values(bounds_of_sums(row)),
        )


def reference(device_id: int) -> str:
    """A device's pseudonym: a keyed hash, which tells nothing to who does not hold the installation's key."""
    return salted_hmac("carbon.api.device_ref", str(device_id), algorithm="sha256").hexdigest()[:16]
