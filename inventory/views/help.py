"""The help page: how the programme's work goes, in the words of the bench."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Draw the page that every footer links to; it holds no record of any device."""
    return render(request, "help.html")


urlpatterns = [path("help/", help_page, name="help")]
