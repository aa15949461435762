"""The addresses under /api/v1/."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from greenlab.api.documentation import DocumentationPage, SchemaView, problem_kind
from greenlab.api.problems import slash_missing

urlpatterns = [
    path("", login_not_required(RedirectView.as_view(pattern_name="api-docs")), name="api"),
    path("docs/", login_not_required(DocumentationPage.as_view()), name="api-docs"),
    path("schema/", login_not_required(SchemaView.as_view()), name="api-schema"),
    path("problems/<slug:kind>/", login_not_required(problem_kind), name="api-problem"),
    path("", include("inventory.api.urls")),
    path("", include("carbon.api.urls")),
    re_path(r"^.*[^/]$", csrf_exempt(login_not_required(slash_missing)), name="api-slash-missing"),
]
