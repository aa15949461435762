"""Saying no to a file, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from inventory.readers.report import Report


class Refused(Exception):
    """A file that is not taken in: `str()` is a sentence for the person at the bench, saying what is wrong and where.

    `kind` names the format when it was recognised; `report` holds what could be read of a file that was understood but
    is not wanted (a virtual machine).
    """

    def __init__(self, sentence: str, *, kind: str | None = None, report: Report | None = None) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.report = report


def megabytes(size: int) -> str:
    """Return a file's size as a sentence about what is too large has it: rounded up, so never the limit itself."""
    return f"{-(-size // 100_000) / 10:.1f}"


def file_called(name: str) -> str:
    """Return what a sentence about a file begins with."""
    return _("“%(file)s”") % {"file": name} if name else _("This file")
