"""The site map."""

from django.contrib import admin
from django.urls import include, path

from greenlab.health import healthz
from greenlab.views import remove_demonstration

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("settings/demonstration/remove/", remove_demonstration, name="remove_demonstration"),
    path("", include("inventory.urls")),
    path("impact/", include("carbon.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
