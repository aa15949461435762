"""The addresses of the inventory's pages: each view module brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("inventory.views.account")),
    path("", include("inventory.views.preferences")),
    path("", include("inventory.views.help")),
    path("", include("inventory.views.styleguide")),
]
