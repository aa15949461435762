"""`manage.py restore FILE`: a backup into an empty installation."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenlab.backup import BackupRefused, restore
from greenlab.management.commands.prepare import is_behind


class Command(BaseCommand):
    help = "Restores a backup into an empty installation: SQLite or PostgreSQL, whichever it was made from."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}. Nothing was restored.")
        if is_behind():
            call_command("migrate", interactive=False, verbosity=0)
        try:
            rows = restore(file)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Restored {rows} rows from {file}; every table reads as it was backed up. People log in with their own "
            "passwords. API tokens work again only where GREENLAB_SECRET_KEY (or the file secret_key) is the old one."
        )
