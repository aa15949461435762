"""`manage.py recompute [--as-of DATE] [--known-at TIME]`: every device's savings, computed now."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from carbon.actions.recompute import NotYetServed, RecomputeFailed, RecomputeUnderWay, recompute_footprints
from carbon.management.moments import day, moment


class Command(BaseCommand):
    help = "Computes every device's savings and prints the recompute's id, its devices and the seconds it took."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            type=day,
            metavar="DATE",
            help="the first day that does not count (default: tomorrow, so that today's acts do)",
        )
        parser.add_argument(
            "--known-at",
            type=moment,
            metavar="TIME",
            help="leave out what was recorded later than this moment (default: nothing is left out)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = options["as_of"] or timezone.localdate() + timedelta(days=1)
        known_at = options["known_at"]
        if known_at is not None and timezone.is_naive(known_at):
            known_at = timezone.make_aware(known_at)
        try:
            done = recompute_footprints(as_of=as_of, known_at=known_at)
        except (NotYetServed, RecomputeUnderWay, RecomputeFailed) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"recompute {done.pk}: {done.devices_total} devices ({done.devices_not_assessed} not assessed) "
            f"in {done.seconds:.2f} seconds"
        )
        if done.message:
            self.stdout.write(done.message)
