"""`manage.py health web|worker|beat`: exit code 0 when that process is well (containers ask this)."""

import http.client
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from greenlab import processes
from greenlab.gunicorn import bind
from greenlab.health import examine


class Command(BaseCommand):
    help = "Says whether one process of the installation is well: web, worker or beat."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", choices=processes.NAMES)

    def handle(self, *args: Any, process: str, **options: Any) -> None:
        state = web_state() if process == "web" else getattr(examine(now=timezone.now()), process)
        if state != "ok":
            raise CommandError(f"{process}: {state}")
        self.stdout.write(f"{process}: ok")


def web_state() -> str:
    """What the web server says of itself and its database; that worker or beat is missing is not its fault."""
    port = int(bind.rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        found: dict[str, str] = json.load(connection.getresponse())
    except (OSError, ValueError, http.client.HTTPException) as problem:
        return f"does not answer on port {port}: {problem}"
    finally:
        connection.close()
    return "ok" if found["database"] == "ok" else f"its database {found['database']}"
