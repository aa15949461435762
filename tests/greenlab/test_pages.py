"""What holds for every address of the site, whoever wrote its page."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

pytestmark = pytest.mark.django_db

# Open to everyone: to log in, to get a password back, to see that the site lives, to choose a language.
OPEN = {
    *("login", "password_reset", "password_reset_done", "password_reset_complete"),
    *("healthz", "set_language", "admin:login", "admin:jsi18n"),
    *("api", "api-docs", "api-schema"),  # what programs may ask; nothing of what is here
}


def addresses(resolver: URLResolver, path: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Every address that needs no argument, with its name."""
    for entry in resolver.url_patterns:
        route = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route, f"{entry.namespace}:" if entry.namespace else space)
        elif not {"<", "(", "\\", "^"} & set(route):
            yield "/" + route.removesuffix("$"), f"{space}{entry.name}"


def test_every_page_asks_who_you_are(client: Client) -> None:
    open_to_all = []
    for path, name in addresses(get_resolver()):
        if name not in OPEN:
            answer = client.get(path)
            asks = answer.status_code in {401, 403, 405} or "login" in answer.headers.get("Location", "")
            open_to_all += [] if asks else [f"{path} ({name}) answers {answer.status_code}"]
    assert open_to_all == []


def test_every_answer_carries_the_strict_content_policy(client: Client) -> None:
    for path in ("/healthz", "/admin/login/", "/no-such-page"):
        policy = dict(part.split(" ", 1) for part in client.get(path).headers["Content-Security-Policy"].split("; "))
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data: blob:",
            "connect-src": "'self'",
            "font-src": "'self'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
            "base-uri": "'none'",
        }


def test_no_answer_can_be_framed_sniffed_or_refer_elsewhere(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
