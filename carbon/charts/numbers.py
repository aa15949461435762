"""The one display formatter of masses: pages, charts and tables all ask here.

Figures come in as whole grams and go out as text in kg or t with the digits that the interval supports. All arithmetic
is on integers, so a figure is never rounded twice and never by a binary fraction. Rounding is half away from zero.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from django.utils.formats import get_format
from django.utils.translation import gettext as _

THIN = "\u202f"  # narrow no-break space between thousands: a number never breaks over two lines
HARD = "\u00a0"  # between a number and its unit, for the same reason
MINUS = "\u2212"

GRAMS_PER_TONNE = 1_000_000
MOST_DIGITS = 3  # where the range is wider than a tenth of the value
MOST_DIGITS_NARROW = 4
SHARED_DECIMALS = 2  # in a unit that figures share, the small ones are no finer: 5 690 g beside tonnes is 0.01 t


class Unit(StrEnum):
    """A unit that masses are shown in."""

    KG = "kg"
    T = "t"

    @property
    def zeros(self) -> int:
        """Return the power of ten of grams in one unit."""
        return 3 if self is Unit.KG else 6

    @property
    def grams(self) -> int:
        """Return the grams in one unit."""
        return int(10**self.zeros)


class Shown(NamedTuple):
    """A mass ready to print: ``34.7 (24–49)`` and ``t``."""

    text: str
    unit: Unit


class MassParts(NamedTuple):
    """The pieces of a shown mass; `low` and `high` are empty where there is no range to show."""

    central: str
    low: str
    high: str
    unit: Unit

    @property
    def span(self) -> str:
        """Return ``24–49``, or ``−3 to 5`` where a dash would be read as a sign; empty without a range."""
        if not self.low:
            return ""
        if MINUS in self.low + self.high:
            return _("%(low)s to %(high)s") % {"low": self.low, "high": self.high}
        return f"{self.low}–{self.high}"

    @property
    def text(self) -> str:
        """Return ``34.7 (24–49)``, or the central figure alone."""
        return f"{self.central} ({self.span})" if self.low else self.central


def unit_for(grams: Iterable[int]) -> Unit:
    """Return kg while the largest of `grams` is below one tonne, else t; one unit serves a whole chart."""
    return Unit.T if max((abs(g) for g in grams), default=0) >= GRAMS_PER_TONNE else Unit.KG


def mass_parts(low: int | None, central: int, high: int | None, *, unit: Unit | None = None) -> MassParts:
    """Return low, central and high (whole grams) as text with the digits the range supports.

    Figures are rounded to two digits of the range's width, or one place finer to have two digits of their own (250 to
    2 000, not 300 to 2 000); the central figure has three where the range is narrower than three quarters of it.
    Nothing has more than three significant digits where the range is wider than a tenth of the value. In a `unit` that
    is given, because others share it, nothing has more than two decimals. What is too small for its digits is no
    zero: it is printed as ``<0.01`` or ``−<0.01``.
    Raises ValueError unless low <= central <= high.
    """
    finest = unit.zeros - SHARED_DECIMALS if unit else 0
    if low is None or high is None:
        unit = unit or unit_for([central])
        return MassParts(_alone(central, finest, unit), "", "", unit)
    if not low <= central <= high:
        raise ValueError(f"A range must hold its central figure: {low} <= {central} <= {high} g does not.")
    unit = unit or unit_for([low, central, high])
    width = high - low
    if not width:
        return MassParts(_alone(central, finest, unit), "", "", unit)
    coarse, exponent = _exponents(central, width, finest)

    # 34.7 (24–49), but 9.6 (6.8–13.5) and 2.2 (1.4–3.3): a place finer than the ends only where few steps span a range
    # that is narrow against the figure
    finer = width < 30 * 10**coarse and width * 4 < abs(central) * 3
    middle = _rounded(central, exponent(central, 3 if finer else 2))
    ends = [_rounded(end, exponent(end, 2), outward=side, keep=middle) for end, side in ((low, -1), (high, 1))]
    return MassParts(_said(central, middle, unit), _said(low, ends[0], unit), _said(high, ends[1], unit), unit)


def mass_within(low: int, central: int, high: int, *, other: int, unit: Unit) -> str:
    """Return a further figure of a row (whole grams, from low to high) with the digits that its ends have."""
    if low == high:
        return mass_parts(None, other, None, unit=unit).central
    _coarse, exponent = _exponents(central, high - low, unit.zeros - SHARED_DECIMALS)
    return _said(other, _rounded(other, exponent(other, 2)), unit)


def show_mass(grams_low: int | None, grams: int, grams_high: int | None, *, unit: Unit | None = None) -> Shown:
    """Return text and unit, ``("34.7 (24–49)", "t")``; the unit is chosen by the largest figure unless given."""
    parts = mass_parts(grams_low, grams, grams_high, unit=unit)
    return Shown(parts.text, parts.unit)


def headline(grams_low: int, grams: int, grams_high: int, *, interval_label: str, unit: Unit | None = None) -> str:
    """Return a figure that can stand alone: ``34.7 t (24–49 t, bounds)``; in `unit` where others share it."""
    parts = mass_parts(grams_low, grams, grams_high, unit=unit)
    value = with_unit(parts.central, parts.unit)
    return f"{value} ({with_unit(parts.span, parts.unit)}, {interval_label})" if parts.low else value


def with_unit(text: str, unit: str) -> str:
    """Return text and unit held together by a space that does not break."""
    return f"{text}{HARD}{unit}"


def signed(text: str) -> str:
    """Return a shown figure with its plus sign, for steps that add to a running sum."""
    return text if text.startswith(MINUS) or not text.strip(f"0.,{THIN}") else f"+{text}"


def show_count(count: int) -> str:
    """Return a whole number with thin spaces between thousands."""
    return f"{MINUS if count < 0 else ''}{_grouped(abs(count))}"


def show_share(share: float) -> str:
    """Return a share of one as a whole percentage, ``62 %``; a share that is neither none nor all never looks so."""
    percent = round(share * 100)
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return f"{percent}{HARD}%"


def show_tick(grams: int, step: int, unit: Unit) -> str:
    """Return an axis tick with just the decimals that its step needs."""
    decimals = next(d for d in range(unit.zeros + 1) if step * 10**d % unit.grams == 0)
    return _print((grams, unit.zeros - decimals), unit)


def decimal_sign() -> str:
    """Return the active language's decimal sign."""
    return str(get_format("DECIMAL_SEPARATOR"))


Rounded = tuple[int, int]  # grams rounded to a multiple of a power of ten, and that power


def _exponents(central: int, width: int, finest: int) -> tuple[int, Callable[[int, int], int]]:
    """Return the power of ten that a range of `width` is told in, and what gives that of one of its figures."""
    most = MOST_DIGITS if width * 10 > abs(central) else MOST_DIGITS_NARROW
    coarse = max(finest, _exponent(width, 2))

    def exponent(grams: int, least: int) -> int:
        return max(finest, min(coarse, max(coarse - 1, _exponent(grams, least))), _exponent(grams, most))

    return coarse, exponent


def _exponent(grams: int, digits: int) -> int:
    """Return the power of ten of the last of `digits` significant digits, at least a whole gram."""
    if not grams:
        return 0
    exponent = max(0, len(str(abs(grams))) - digits)
    # 99 960 g to three digits is 100 000 g, whose third digit is one place higher
    return exponent + (len(str(_nearest(abs(grams), exponent))) > max(digits + exponent, len(str(abs(grams)))))


def _nearest(grams: int, exponent: int) -> int:
    step = 10**exponent
    return int((abs(grams) + step // 2) // step * step * (1 if grams >= 0 else -1))


def _rounded(grams: int, exponent: int, *, outward: int = 0, keep: Rounded | None = None) -> Rounded:
    """Round to 10**exponent; an end that would fall inside the central figure `keep` is rounded outwards instead."""
    exponent = max(0, exponent)
    near = _nearest(grams, exponent)
    if keep is not None and (near - keep[0]) * outward < 0:
        step = 10**exponent
        near = grams // step * step if outward < 0 else -(-grams // step) * step
    return near, exponent


def _alone(grams: int, finest: int, unit: Unit) -> str:
    """Return a figure that has no range to take its digits from."""
    return _said(grams, _rounded(grams, max(finest, _exponent(grams, MOST_DIGITS))), unit)


def _said(grams: int, rounded: Rounded, unit: Unit) -> str:
    """Return a rounded figure; where nothing is left of it, its sign and the step that it stays below: ``−<0.01``."""
    near, exponent = rounded
    if near or not grams:
        return _print(rounded, unit)
    return f"{MINUS if grams < 0 else ''}<{_print((10**exponent, exponent), unit)}"


def _print(rounded: Rounded, unit: Unit) -> str:
    grams, exponent = rounded
    if not grams:
        return "0"
    whole, rest = divmod(abs(grams), unit.grams)
    decimals = max(0, unit.zeros - exponent)
    fraction = str(rest).zfill(unit.zeros)[:decimals]
    text = f"{_grouped(whole)}{decimal_sign()}{fraction}" if fraction else _grouped(whole)
    return f"{MINUS}{text}" if grams < 0 else text


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", THIN)
