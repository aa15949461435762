"""The addresses under /api/v1/."""

from django.contrib.auth.decorators import login_not_required, login_required
from django.urls import include, path
from django.views.generic import RedirectView

from greenlab.api.documentation import DocumentationPage, SchemaView, problem_kind

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api-docs"), name="api"),
    path("docs/", login_required(DocumentationPage.as_view()), name="api-docs"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("problems/<slug:kind>/", login_not_required(problem_kind), name="api-problem"),
    path("", include("inventory.api.urls")),
    path("", include("carbon.api.urls")),
]
