"""The addresses of the inventory's pages: each view module brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("inventory.views.work")),
    path("", include("inventory.views.labels")),
    path("", include("inventory.views.intake")),
    path("", include("inventory.views.imports")),
    path("", include("inventory.views.draft")),
    path("", include("inventory.views.draft_acts")),
    path("", include("inventory.views.devices")),
    path("", include("inventory.views.device")),
    path("", include("inventory.views.acts")),
    path("", include("inventory.views.outcome")),
    path("", include("inventory.views.undo")),
    path("", include("inventory.views.search")),
    path("", include("inventory.views.batches")),
    path("", include("inventory.views.account")),
    path("", include("inventory.views.preferences")),
    path("", include("inventory.views.settings")),
    path("", include("inventory.views.clusters")),
    path("", include("inventory.views.jobs")),
    path("", include("inventory.views.help")),
    path("", include("inventory.views.styleguide")),
]
