"""The site map."""

from django.contrib import admin
from django.urls import include, path

from greenlab.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("inventory.urls")),
    path("impact/", include("carbon.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
