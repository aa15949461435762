"""Mails of an installation without a mail server: files, each with a name, an address and a link to a password."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings


def forget_mails_to(address: str) -> int:
    """Delete the mails to an address; how many."""
    wanted = address.casefold().encode()
    return _forget(lambda mail: bool(wanted) and wanted in mail.read_bytes().lower())


def forget_old_mails(*, now: datetime) -> int:
    """Delete the mails whose links no longer open anything; how many."""
    last = (now - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)).timestamp()
    return _forget(lambda mail: mail.stat().st_mtime < last)


def _forget(is_unwanted: Callable[[Path], bool]) -> int:
    unwanted = [mail for mail in Path(settings.EMAIL_FILE_PATH).glob("*.log") if is_unwanted(mail)]
    for mail in unwanted:
        mail.unlink(missing_ok=True)
    return len(unwanted)
