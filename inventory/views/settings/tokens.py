"""API tokens: keys for programs. The text is on the answer to the POST itself: shown once, stored nowhere."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inventory.access import rights_of
from inventory.actions.tokens import issue_token, revoke_token
from inventory.forms.settings import TokenForm
from inventory.models import ApiToken
from inventory.queries.people import tokens_in_sight
from inventory.roles import May
from inventory.views.admission import person_of
from inventory.views.settings.frame import settings_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    person, text = person_of(request), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _token, text = issue_token(**form.cleaned_data, by=person)
        form = TokenForm()
    everybody = rights_of(person).everywhere(May.MANAGE_PEOPLE)
    now = timezone.now()
    rows = [
        {"token": token, "state": _state(token, now), "scopes": ", ".join(token.scopes)}
        for token in tokens_in_sight(person, of_everybody=everybody)[:200]
    ]
    context = {"form": form, "rows": rows, "text": text, "everybody": everybody}
    return settings_page(request, "settings/tokens/index.html", "tokens", context)


def _state(token: ApiToken, now: datetime) -> str:
    if token.revoked_at is not None:
        return "revoked"
    return "expired" if token.expires_at <= now else "good"


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_of(request)
    everybody = rights_of(person).everywhere(May.MANAGE_PEOPLE)
    token = get_object_or_404(tokens_in_sight(person, of_everybody=everybody), pk=pk)
    revoke_token(token=token, by=person)
    messages.success(request, _("The token “%(name)s” is revoked: it no longer opens anything.") % {"name": token.name})
    return redirect("tokens")


urlpatterns = [
    path("", tokens, name="tokens"),
    path("<int:pk>/revoke/", revoke, name="revoke_token"),
]
