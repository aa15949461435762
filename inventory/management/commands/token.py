"""`manage.py token USER --scope SCOPE…`: a new API token, alone on standard output."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from inventory.access import NotAllowed
from inventory.actions.tokens import LONGEST_DAYS, issue_token
from inventory.lifecycle import IllegalAct
from inventory.models import ApiToken, Person


class Command(BaseCommand):
    help = "Prints a new API token of a person. It is shown this once; it can be revoked under Settings, API tokens."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the person's user name")
        parser.add_argument(
            "--scope",
            dest="scopes",
            nargs="+",
            action="extend",
            required=True,
            metavar="SCOPE",
            help=f"one or more of: {', '.join(ApiToken.Scope.values)}",
        )
        parser.add_argument("--days", type=int, default=90, help=f"how long it is good for, 1 to {LONGEST_DAYS}")
        parser.add_argument("--name", default="manage.py token", help="what will use it")

    def handle(self, *args: Any, user: str, scopes: list[str], days: int, name: str, **options: Any) -> None:
        person = Person.objects.filter(username=user, is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody active has the user name {user}; no token was made.")
        try:
            _token, text = issue_token(name=name, scopes=scopes, days=days, by=person)
        except (IllegalAct, NotAllowed) as refusal:
            raise CommandError(f"{refusal} No token was made.") from refusal
        self.stdout.write(text)
