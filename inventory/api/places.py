"""Departments, sites and clusters: what the codes of devices stand for."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from inventory.access import visible_departments
from inventory.api.fields import Amount
from inventory.api.views import Listing, person_of
from inventory.models import Cluster, Department, Site


class DepartmentRow(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class SiteRow(serializers.Serializer[Any]):
    """A place with electricity. `room_overhead_pue`: kWh drawn by the room for each kWh of the machines."""

    code = serializers.CharField()
    name = serializers.CharField()
    grid_zone = serializers.CharField()
    solar_share = Amount()
    room_overhead_pue = Amount(source="room_overhead")
    distance_km = Amount(allow_null=True)


class ClusterRow(serializers.Serializer[Any]):
    """Machines that compute together, with their daily duty."""

    code = serializers.CharField()
    name = serializers.CharField()
    site = serializers.CharField(source="site.code")
    purpose = serializers.CharField()
    load_hours_per_day = Amount(source="load_hours")
    idle_hours_per_day = Amount(source="idle_hours")


class DepartmentList(Listing[Department]):
    """The departments that the token's person sees."""

    serializer_class = DepartmentRow
    ordering = ("code",)

    def get_queryset(self) -> QuerySet[Department]:
        seen = visible_departments(person_of(self.request))
        return Department.objects.filter(pk__in=[department.pk for department in seen])


class SiteList(Listing[Site]):
    """All sites."""

    serializer_class = SiteRow
    ordering = ("code",)
    queryset = Site.objects.all()


class ClusterList(Listing[Cluster]):
    """All clusters. Their machines: `/devices/?cluster=<code>`."""

    serializer_class = ClusterRow
    ordering = ("code",)
    queryset = Cluster.objects.select_related("site")
