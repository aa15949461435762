"""Prints what hardware reports say, for checks from outside and for a look before an upload."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from inventory.management.files import bytes_of
from inventory.readers import Refused, read_report
from inventory.readers.expected import KEYS, as_expected


class Command(BaseCommand):
    help = "Read hardware reports and print what each says, one JSON object a line. Nothing is saved."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *_args: Any, files: list[str], **_options: Any) -> None:
        for file in files:
            self.stdout.write(json.dumps({"file": file, **_answer(file)}, allow_nan=False))


def _answer(file: str) -> dict[str, object]:
    try:
        report = read_report(bytes_of(file), Path(file).name)
    except Refused as refusal:
        said = as_expected(refusal.report) if refusal.report else dict.fromkeys(KEYS.get(refusal.kind or "", ()))
        return {"kind": refusal.kind, "refused": str(refusal), **said}
    return {"kind": report.kind, "refused": None, **as_expected(report)}
