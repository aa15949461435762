"""`manage.py load_factors`: publish the factor tables of carbon/factors as a set, unless they are published already."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from carbon.actions.factor_sets import load_factor_tables
from carbon.engine.tables import UnfitTables


class Command(BaseCommand):
    help = "Publishes the project's factor tables. Safe to repeat: the same tables are published once."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            factor_set, is_new = load_factor_tables()
        except UnfitTables as error:
            raise CommandError(f"The factor tables are unfit; nothing was published.\n{error}") from error
        count = factor_set.factors.count()
        self.stdout.write(f"{factor_set}: {count} factors {'published' if is_new else 'are published already'}")
