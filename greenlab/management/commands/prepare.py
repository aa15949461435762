"""`manage.py prepare`: bring the database up to this version of the application."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Migrates the database and loads the factor tables. Does nothing when both are up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_behind():
            self.stdout.write("Bringing the database up to this version.")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("load_factors", stdout=self.stdout)


def is_behind() -> bool:
    """Whether a migration has not been applied; asking is quicker than migrating for nothing."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
