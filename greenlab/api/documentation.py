"""The interface described: OpenAPI as JSON or YAML, and a page to read it and to try it on."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from greenlab.api.problems import KINDS


class SchemaView(SpectacularAPIView):
    """The description itself, for anybody: it tells what can be asked, and nothing of what is here.

    Its words may be in the reader's language, its names never are.
    """

    permission_classes = (AllowAny,)


class DocumentationPage(SpectacularSwaggerSplitView):
    """Swagger UI out of its wheel, in a page of ours: the one that comes with it holds an inline style."""

    permission_classes = (AllowAny,)
    template_name = "api/docs.html"
    url_name = "api-schema"


@cache_control(public=True, max_age=86_400)
def problem_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """What the `type` of a problem leads to."""
    if kind not in KINDS:
        raise Http404
    told = KINDS[kind]
    return JsonResponse({"kind": kind, "title": told.title, "status": told.status, "meaning": told.meaning})
