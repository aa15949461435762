"""`manage.py up`: the whole installation in one terminal, until Ctrl-C. This is what `make run` calls."""

import secrets
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from greenlab import env, processes
from greenlab.ports import is_free
from greenlab.staticfolder import gather_static_if_changed
from greenlab.supervisor import AlreadyRunning, Supervisor, sole_holder
from inventory.actions.first_start import make_first_administrator
from inventory.queries import is_empty


class Command(BaseCommand):
    help = "Prepares the installation, then runs web server, worker and beat until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        processes.settle(settings.DATA)
        if not is_free("127.0.0.1", settings.PORT):
            raise CommandError(
                f"Port {settings.PORT} is taken by another program; nothing was started. "
                f"Choose another one: make run PORT={settings.PORT + 1}"
            )
        try:
            with sole_holder(settings.DATA / "up.lock"):
                self.prepare()
                self.stdout.write(f"GreenLab is at {settings.SITE.origin} in a moment; Ctrl-C stops it.")
                in_time = Supervisor({name: processes.command(name) for name in processes.NAMES}, self.say).run()
        except KeyboardInterrupt:
            raise CommandError("Stopped before the site was ready; the next start goes on from here.") from None
        except AlreadyRunning:
            raise CommandError(
                f"GreenLab already runs on the data folder {settings.DATA}; nothing was started. "
                "Stop it first, or name another folder: make run GREENLAB_DATA=/path/to/folder"
            ) from None
        sys.exit(not in_time)

    def prepare(self) -> None:
        """What has to be there before anyone can use the site; all of it is left alone when it is there already."""
        call_command("prepare", stdout=self.stdout)
        if gather_static_if_changed():
            self.say("The static files are gathered and compressed.")
        password = secrets.token_urlsafe(12)
        if (administrator := make_first_administrator(password=password)) is not None:
            self.say("\n  An administrator was made for you; the password is shown this once.")
            self.say(f"  name: {administrator.username}    password: {password}\n")
        self.demonstrate_once()

    def demonstrate_once(self) -> None:
        """The demonstration fleet, on the first start of an empty installation; once removed it stays away."""
        shown = settings.DATA / "demonstration-was-made"
        if env.flag("GREENLAB_DEMO", default=True) and not shown.exists() and is_empty():
            self.say("Making the demonstration fleet; this takes a moment, and only the first time.")
            call_command("demo", stdout=self.stdout)
            shown.touch()

    def say(self, sentence: str) -> None:
        """One line of what is going on, at once even when nobody reads it at a terminal."""
        self.stdout.write(sentence)
        self.stdout.flush()
