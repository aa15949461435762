"""The addresses of the carbon's pages: each view module brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"carbon.views.{name}"))
    for name in ("savings", "foundations", "departments", "devices", "not_assessed", "recomputes", "factor_sets")
]
