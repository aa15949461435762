"""The addresses of the inventory under /api/v1/. A list's other address, ending in .csv, is the same list as CSV."""

from typing import Any

from django.urls import URLPattern, path, re_path

from inventory.api import acting
from inventory.api.batches import ReverseBatchView
from inventory.api.devices import DeviceList, DeviceView
from inventory.api.events import DeviceEventList, EventList
from inventory.api.places import ClusterList, DepartmentList, SiteList


def listed(route: str, view: Any, name: str) -> list[URLPattern]:
    """The address of a list, and the one that a spreadsheet program is given."""
    rows = view.as_view()
    return [
        path(f"{route}/", rows, name=name),
        re_path(rf"^{route}/?\.csv$", rows, {"format": "csv"}, name=f"{name}-csv"),
    ]


urlpatterns = [
    *listed("devices", DeviceList, "api-devices"),
    *listed("events", EventList, "api-events"),
    *listed("clusters", ClusterList, "api-clusters"),
    *listed("departments", DepartmentList, "api-departments"),
    *listed("sites", SiteList, "api-sites"),
    path("devices/<path:tag>/events/", DeviceEventList.as_view(), name="api-device-events"),
    path("devices/<path:tag>/events.csv", DeviceEventList.as_view(), {"format": "csv"}, name="api-device-events-csv"),
    *acting.urlpatterns,
    path("devices/<path:tag>/", DeviceView.as_view(), name="api-device"),  # last: a tag may hold slashes
    path("batches/<str:reference>/reverse/", ReverseBatchView.as_view(), name="api-reverse-batch"),
]
