"""The settings: people, places, catalogue, tokens, installation, and who did what."""

from django.urls import include, path

urlpatterns = [
    path("settings/", include("inventory.views.settings.index")),
    path("settings/people/", include("inventory.views.settings.people")),
    path("settings/", include("inventory.views.settings.places")),
    path("settings/models/", include("inventory.views.settings.device_models")),
    path("settings/tokens/", include("inventory.views.settings.tokens")),
    path("settings/installation/", include("inventory.views.settings.installation")),
    path("settings/audit/", include("inventory.views.settings.audit")),
]
