"""Days and moments on the command line."""

from argparse import ArgumentTypeError
from datetime import date, datetime


def day(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a date like 2026-03-01") from None


def moment(text: str) -> datetime:
    """A moment, of no time zone unless it says one."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a moment like 2026-03-01T18:00") from None
