"""`manage.py demo`: the demonstration fleet; `manage.py demo --remove` takes it away again."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from carbon.management.moments import day
from greenlab import demonstration
from inventory.actions.demonstration import devices_beside_the_demonstration
from inventory.lifecycle import IllegalAct
from inventory.models import Installation


class Command(BaseCommand):
    help = "Makes the demonstration fleet in an empty installation, by the same actions that people use; or removes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="remove all demonstration data")
        parser.add_argument("--today", type=day, help="the day that the story ends on (YYYY-MM-DD)")

    def handle(self, *args: Any, remove: bool, today: date | None, **options: Any) -> None:
        try:
            if remove:
                beside = devices_beside_the_demonstration()
                said = f"The demonstration is removed: {demonstration.remove()} devices."
                self.stdout.write(said + (f" {beside} of them were entered beside it." if beside else ""))
            elif Installation.current().is_demonstration:
                self.stdout.write("The demonstration fleet is already here.")
            else:
                devices = demonstration.make(today=today or timezone.localdate())
                self.stdout.write(f"The demonstration fleet is here: {devices} devices.")
        except IllegalAct as refusal:
            raise CommandError(str(refusal)) from refusal
