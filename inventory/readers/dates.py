"""Dates as registers write them: ISO, European, American, with month names in six languages, or a spreadsheet's day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DateOrder = Literal["dmy", "mdy"]

EARLIEST_YEAR, LATEST_YEAR = 1985, 2100
# Day 0 of Excel's 1900 calendar, with its invented 29 February 1900 behind us.
_SPREADSHEET_EPOCH = date(1899, 12, 30)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_TRIPLE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,? \d{1,2}:\d\d.*)?")
_DAY_FIRST = re.compile(
    r"(?:[^\W\d]+\.?,? )?(\d{1,2})(?:\.|st|nd|rd|th|er)?[ -](?:de |of )?"
    r"([^\W\d]+)\.?,?[ -](?:de |del )?(\d{4}|\d{2})(?: .*)?"
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d]+\.?,? )?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? \d\d:\d\d(?::\d\d)?)?,? (\d{4})"
)

# As few letters as tell the month apart within and across English, German, French, Spanish, Italian and Dutch.
_MONTH_STARTS = (
    (1, "jan jän ene gen"),
    (2, "feb fév fev"),
    (3, "mar mär maa mrz mrt"),
    (4, "apr avr abr"),
    (5, "may mai mei mag"),
    (6, "jun juin giu"),
    (7, "jul juil lug"),
    (8, "aug aou aoû ago"),
    (9, "sep set"),
    (10, "oct okt ott"),
    (11, "nov"),
    (12, "dec dez déc dic"),
)


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


_MONTHS = {_plain(start): month for month, starts in _MONTH_STARTS for start in starts.split()}


class NotADateError(ValueError):
    """The text is no date; `about(text)` is the sentence that says so."""

    def about(self, text: str) -> str:
        """Return the sentence, with the text as it is to be shown."""
        return str(self) % {"text": text}


class AmbiguousDateError(NotADateError):
    """Day and month cannot be told apart."""


def order_of(cells: Iterable[str]) -> DateOrder | None:
    """Return the order of day and month that a column's slash or dash dates prove; None if they prove none or both."""
    first = second = False
    for cell in cells:
        match = _TRIPLE.fullmatch(cell.strip())
        if match and match[2] != ".":
            first |= int(match[1]) > 12
            second |= int(match[3]) > 12
    if first == second:
        return None
    return "dmy" if first else "mdy"


def read_date(text: str, order: DateOrder | None) -> date:
    """Read one date; `order` is the column's, for dates that need it. Dots always mean day.month.year.

    Raises `AmbiguousDateError` where the order matters and is not known, `NotADateError` for anything else unreadable.
    """
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _TRIPLE.fullmatch(text):
        return _triple(int(match[1]), int(match[3]), _year(match[4]), "dmy" if match[2] == "." else order)
    if match := _DAY_FIRST.fullmatch(text):
        return _date(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _date(int(match[3]), _month(match[1]), int(match[2]))
    raise NotADateError(_("“%(text)s” is not a date."))


def date_of_cell(value: date | datetime | float) -> date:
    """Return the date of a spreadsheet cell: a date as it is, a number as days since 1900. Raises `NotADateError`."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _date(value.year, value.month, value.day)
    if not 31_000 <= value <= 73_000:  # 1984 to 2099; 8 digits may be a compact date
        return read_date(f"{value:.0f}" if value == value // 1 else str(value), None)
    return _SPREADSHEET_EPOCH + timedelta(days=int(value))


def _triple(first: int, second: int, year: int, order: DateOrder | None) -> date:
    if order is None and first <= 12 and second <= 12 and first != second:
        raise AmbiguousDateError(_("“%(text)s” can be read day first or month first: choose the order of the dates."))
    day_first = first > 12 if order is None or max(first, second) > 12 >= min(first, second) else order == "dmy"
    if order is not None and day_first != (order == "dmy"):
        raise NotADateError(_MISFITS[order])
    return _date(year, second if day_first else first, first if day_first else second)


_MISFITS = {
    "dmy": gettext_lazy("“%(text)s” does not fit the other dates of its column, which put the day first."),
    "mdy": gettext_lazy("“%(text)s” does not fit the other dates of its column, which put the month first."),
}


def _year(digits: str) -> int:
    # Laptops: no purchase before 1985, so 70 to 99 are of the last century and the rest of this one.
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 70 else 2000)


def _month(name: str) -> int:
    plain = _plain(name)
    month = _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3])
    if month is None:
        raise NotADateError(_("“%(text)s” is not a date."))
    return month


def _date(year: int, month: int, day: int) -> date:
    try:
        read = date(year, month, day)
    except ValueError:
        raise NotADateError(_("“%(text)s” is not a day of the calendar.")) from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADateError(_("“%(text)s” is not a year in which this laptop can have been around."))
    return read
