"""A number that remembers how it came about.

The engine's own formulas, run on Traced numbers, write their explanation while they compute: what is explained is what
was computed, and cannot drift from it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from carbon.engine.factors import Factor, Range
from carbon.engine.quantities import Number, decimal_text

_OPERATIONS: Final[Mapping[str, Callable[[Fraction, Fraction], Fraction]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_BINDS: Final = {"+": 1, "-": 1, "*": 2, "/": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Input:
    """One quantity that went into a number."""

    symbol: str
    value: Fraction
    unit: str = ""
    factor: Factor | None = None
    """Where it was read, if it is a published figure and not a fact about the device."""


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """An input, a plain constant, or an operation on two Traced numbers."""

    value: Fraction
    origin: Input | None = None
    sign: str = ""
    operands: tuple[Traced, ...] = ()

    def __add__(self, other: Number) -> Traced:
        return _operate("+", self, other)

    def __radd__(self, other: Number) -> Traced:
        return _operate("+", other, self)

    def __sub__(self, other: Number) -> Traced:
        return _operate("-", self, other)

    def __rsub__(self, other: Number) -> Traced:
        return _operate("-", other, self)

    def __mul__(self, other: Number) -> Traced:
        return _operate("*", self, other)

    def __rmul__(self, other: Number) -> Traced:
        return _operate("*", other, self)

    def __truediv__(self, other: Number) -> Traced:
        return _operate("/", self, other)

    def __rtruediv__(self, other: Number) -> Traced:
        return _operate("/", other, self)

    def __lt__(self, other: Number) -> bool:
        return self.value < traced(other).value

    def __gt__(self, other: Number) -> bool:
        return self.value > traced(other).value

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every input, once, in the order of the formula."""
        return tuple(dict.fromkeys(self._inputs()))

    def _inputs(self) -> Iterator[Input]:
        if self.origin is not None:
            yield self.origin
        for operand in self.operands:
            yield from operand._inputs()

    @property
    def in_symbols(self) -> str:
        """The formula as it was computed, over the symbols of its inputs."""
        return self._text(lambda known: known.symbol)

    @property
    def in_figures(self) -> str:
        """The same with the numbers put in, to six significant digits."""
        return self._text(lambda known: decimal_text(known.value, 6))

    def _text(self, show: Callable[[Input], str]) -> str:
        if not self.operands:
            return show(self.origin) if self.origin else decimal_text(self.value, 6)
        left, right = (operand._text(show) for operand in self.operands)
        if _BINDS[self.operands[0].sign] < _BINDS[self.sign]:
            left = f"({left})"
        # a - (b + c) and a / (b * c): the right side of these two signs binds only if it binds tighter
        if _BINDS[self.operands[1].sign] < _BINDS[self.sign] + (self.sign in "-/"):
            right = f"({right})"
        return f"{left} {self.sign} {right}"


def known(symbol: str, value: Number, unit: str = "", factor: Factor | None = None) -> Traced:
    """A Traced input. A number that is Traced already keeps the origin it has."""
    if isinstance(value, Traced):
        return value
    exact = Fraction(value)
    return Traced(exact, Input(symbol, exact, unit, factor))


def figure(symbol: str, number: Range, unit: str = "") -> Range:
    """A range as one of Traced inputs; where it is a factor, they cite it and carry its unit."""
    factor = number if isinstance(number, Factor) else None
    unit = factor.unit if factor else unit
    value, low, high = (known(symbol, end, unit, factor) for end in (number.value, number.low, number.high))
    return Range(value=value, low=low, high=high)


def traced(number: Number) -> Traced:
    """The number itself, or a plain number as a constant of a formula."""
    return number if isinstance(number, Traced) else Traced(Fraction(number))


def _operate(sign: str, left: Number, right: Number) -> Traced:
    a, b = traced(left), traced(right)
    value = _OPERATIONS[sign](a.value, b.value)
    if _constant(a) and _constant(b):
        return Traced(value)
    # Adding nothing and multiplying by one are no steps that a reader should follow.
    if _constant(b, 0 if sign in "+-" else 1):
        return a
    if sign in "+*" and _constant(a, 0 if sign == "+" else 1):
        return b
    if sign == "*" and (_constant(a, 0) or _constant(b, 0)):
        return Traced(value)
    return Traced(value, None, sign, (a, b))


def _constant(number: Traced, value: int | None = None) -> bool:
    plain = number.origin is None and not number.operands
    return plain and (value is None or number.value == value)
