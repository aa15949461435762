"""`manage.py run web|worker|beat`: one process of the installation, in the foreground (containers start these)."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from greenlab import processes


class Command(BaseCommand):
    help = "Runs one process of the installation in the foreground: web, worker or beat."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", choices=processes.NAMES)

    def handle(self, *args: Any, process: str, **options: Any) -> None:
        processes.settle(settings.DATA)
        argv = processes.command(process)
        os.execv(argv[0], argv)  # noqa: S606 -- it takes our place, so that signals reach it
