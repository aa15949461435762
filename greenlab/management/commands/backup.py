"""`manage.py backup FILE`: the whole installation in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from greenlab.backup import BackupRefused, back_up


class Command(BaseCommand):
    help = "Writes the whole installation to one new file, of one moment, while everybody goes on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            rows = back_up(file)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Backed up {rows} rows to {file} ({file.stat().st_size / 1e6:.1f} MB). It holds everything, personal "
            "data included: keep it as safe as the installation itself."
        )
