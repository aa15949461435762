"""The site map."""

from django.contrib import admin
from django.urls import include, path

from greenlab.health import healthz
from greenlab.views import remove_demonstration

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("greenlab.api.urls")),
    path("settings/demonstration/remove/", remove_demonstration, name="remove_demonstration"),
    path("", include("inventory.urls")),
    path("impact/", include("carbon.urls")),
    path("exports/", include("carbon.views.exports")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]

# Under /api/ an error is a problem that a program can read; everywhere else it is a page.
handler400 = "greenlab.api.problems.bad_request"
handler404 = "greenlab.api.problems.page_not_found"
handler500 = "greenlab.api.problems.server_error"
