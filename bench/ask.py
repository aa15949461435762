"""`python -m bench.ask`: a fresh process that serves pages through the site's own WSGI handler and times them.

It reads one question a line, {"address": ..., "cold": true, "count": false}, and answers {"ms": ...}, or with `count`
{"queries": ..., "bytes": ...}. Cold is with an empty cache, as it is after every act for what is counted from the
ledger. `python -m bench.ask ADDRESS` prints the queries of a page instead, the slowest first.
"""

import json
import os
import sys
from time import perf_counter
from typing import Any

import django


class Site:
    """The site as its web server calls it, with an administrator logged in."""

    def __init__(self) -> None:
        from django.test import Client

        from greenlab.wsgi import application
        from inventory.models import Membership, Person
        from inventory.roles import Role

        person, made = Person.objects.get_or_create(username="bench")
        if made:
            Membership.objects.create(person=person, role=Role.ADMINISTRATOR)
        client = Client()
        client.force_login(person)
        self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self.application = application
        self.status = ""

    def get(self, address: str) -> bytes:
        """The body of a page, which must be there."""
        path, _mark, query = address.partition("?")
        body = b"".join(self.application(self._environ(path, query), self._start))
        if not self.status.startswith("200"):
            raise SystemExit(f"{address} answered {self.status}")
        return body

    def _start(self, status: str, _headers: Any, _problem: Any = None) -> Any:
        self.status = status

    def _environ(self, path: str, query: str) -> dict[str, Any]:
        from io import BytesIO

        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": self.cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.version": (1, 0),
        }


def main() -> None:
    """Answer until nobody asks any more."""
    from django.core.cache import cache

    site = Site()
    for line in sys.stdin:
        question = json.loads(line)
        if question["cold"]:
            cache.clear()
        if question["count"]:
            answer: dict[str, float] = {
                "queries": len(_queries(site, question["address"])),
                "bytes": len(site.get(question["address"])),
            }
        else:
            answer = {"ms": _ms(site, question["address"])}
        print(json.dumps(answer), flush=True)


def profile(address: str) -> None:
    """Print every query of a page with its milliseconds, the slowest first, with the cache empty."""
    from django.core.cache import cache

    site = Site()
    site.get(address)
    cache.clear()
    for ms, sql in sorted(_queries(site, address), reverse=True):
        print(f"{ms:8.2f} ms  {sql[:600]}")


def _ms(site: Site, address: str) -> float:
    started = perf_counter()
    site.get(address)
    return (perf_counter() - started) * 1000


def _queries(site: Site, address: str) -> list[tuple[float, str]]:
    from django.db import connection

    asked: list[tuple[float, str]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        started = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            asked.append(((perf_counter() - started) * 1000, sql))

    with connection.execute_wrapper(note):
        site.get(address)
    return asked


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlab.settings")
    django.setup()
    if len(sys.argv) > 1:
        profile(sys.argv[1])
    else:
        main()
