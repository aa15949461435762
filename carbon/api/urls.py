"""The addresses of savings under /api/v1/. A list's other address, ending in .csv, is the same list as CSV."""

from typing import Any

from django.urls import URLPattern, path, re_path

from carbon.api.views import DepartmentSavingList, FootprintList, MonthSavingList, NotAssessedList


def listed(route: str, view: Any, name: str) -> list[URLPattern]:
    """The address of a list, and the one that a spreadsheet program is given."""
    rows = view.as_view()
    return [
        path(f"{route}/", rows, name=name),
        re_path(rf"^{route}/?\.csv$", rows, {"format": "csv"}, name=f"{name}-csv"),
    ]


urlpatterns = [
    *listed("footprints", FootprintList, "api-footprints"),
    *listed("footprints/not-assessed", NotAssessedList, "api-not-assessed"),
    *listed("savings/departments", DepartmentSavingList, "api-savings-departments"),
    *listed("savings/months", MonthSavingList, "api-savings-months"),
]
