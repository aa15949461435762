"""Days, months, whole grams, and the few choices that a formula may make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Final, TypeAlias

Number: TypeAlias = Any
"""What a formula calculates with: Fraction, float, a numpy column, or a Traced number.

The formulas promise only + - * / and, through `Ops`, a choice. Give Fractions (not ints) for the
quantities that are divided, and the result is exact.
"""

DAYS_PER_MONTH: Final = Fraction(487, 16)
"""30.4375 days, a twelfth of a Julian year. Formulas write `* 16 / 487`, because an integer
keeps a column of floats a column of floats where a Fraction would turn it into objects."""


@dataclass(frozen=True, slots=True)
class Ops:
    """The choices a formula cannot make by arithmetic, handed in by whoever knows the number type."""

    lesser: Callable[[Number, Number], Number]
    greater: Callable[[Number, Number], Number]
    choose: Callable[[Number, Number, Number], Number]
    """choose(condition, then, otherwise)"""


EXACT: Final = Ops(
    lesser=min,
    greater=max,
    choose=lambda condition, then, otherwise: then if condition else otherwise,
)
"""For single numbers. The fleet brings its own for columns: minimum, maximum, where."""


def day_number(day: date) -> int:
    """The day as a count of days, which subtracts and compares alike for one device and for a column of them."""
    return day.toordinal()


def year_of(day: int) -> int:
    """The calendar year of a day number."""
    return date.fromordinal(day).year


def overlap_days(start: Number, end: Number, opens: Number, closes: Number, ops: Ops = EXACT) -> Number:
    """Days that the half-open intervals [start, end) and [opens, closes) share; 0 when they do not meet."""
    return ops.greater(0, ops.lesser(end, closes) - ops.greater(start, opens))


def days_in_year(start: Number, end: Number, year: int, ops: Ops = EXACT) -> Number:
    """Days of [start, end) that lie in one calendar year; a leap year offers 366."""
    return overlap_days(start, end, day_number(date(year, 1, 1)), day_number(date(year + 1, 1, 1)), ops)


def months(days: Number) -> Number:
    """Days as months of 30.4375 days. An exact answer needs an exact argument: Fraction, not int."""
    return days * 16 / 487


def round_half_away(number: Fraction | float | Decimal) -> int:
    """The nearest whole number; a half goes away from zero, so that a burden and a saving round alike."""
    exact = Fraction(number)
    whole = int(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def grams(kg: Fraction | float | Decimal) -> int:
    """A mass in whole grams, the unit every stored component has."""
    return round_half_away(Fraction(kg) * 1000)


def display(number: Fraction | Decimal | int, places: int) -> str:
    """The number as text with a fixed count of decimals, half away from zero (12.345 -> "12.35")."""
    return format(Decimal(round_half_away(Fraction(number) * 10**places)).scaleb(-places), f".{places}f")


def decimal_text(number: Fraction, digits: int = 20) -> str:
    """The number to so many significant digits; an exact one is written no longer than it is."""
    with localcontext(prec=digits):
        return format(Decimal(number.numerator) / Decimal(number.denominator), "f")
