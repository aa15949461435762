"""Reference cases as text: fields read exactly, results written exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from carbon.engine.quantities import day_number, decimal_text

Outputs: TypeAlias = dict[str, Any]
"""Fractions, floats, texts and None, nested as the case asks for them."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?(/\d+)?\Z")


class UnreadableCase(ValueError):
    """A case, or a file of cases, cannot be read; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one JSON object, each read as what it should be, or refused by name."""

    where: str
    data: Mapping[str, Any]
    title: str = ""
    others: Mapping[str, Fields] = field(default_factory=dict)
    """The inputs of every case in the same file by id, for a case that is built on another."""

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def get(self, name: str) -> Any:
        """The raw value; a missing field is refused."""
        if name not in self.data:
            raise UnreadableCase(f"{self.where}: the field {name!r} is missing")
        return self.data[name]

    def number(self, name: str, default: Fraction | int | None = None) -> Fraction:
        """An exact number, written as a JSON number, as text, or as {"fraction": ...} or {"decimal": ...}."""
        if name not in self.data and default is not None:
            return Fraction(default)
        return exact(self.get(name), f"{self.where}: {name!r}")

    def is_number(self, name: str) -> bool:
        """Whether a field is one number, and not an object of several."""
        value = self.get(name)
        return not isinstance(value, dict) or not value.keys().isdisjoint({"fraction", "decimal"})

    def positive(self, name: str) -> Fraction:
        """A number that the method divides by."""
        number = self.number(name)
        if number <= 0:
            raise UnreadableCase(f"{self.where}: {name!r} must be above 0, and is {number}")
        return number

    def count(self, name: str) -> int:
        """A whole number of things, at least one."""
        number = self.number(name)
        if number.denominator != 1 or number < 1:
            raise UnreadableCase(f"{self.where}: {name!r} must be a whole number from 1, and is {number}")
        return int(number)

    def day(self, name: str) -> int:
        """A calendar day, YYYY-MM-DD, as a day number."""
        try:
            return day_number(date.fromisoformat(str(self.get(name))))
        except ValueError as error:
            raise UnreadableCase(f"{self.where}: {name!r} is not a day like 2024-05-31: {self.get(name)!r}") from error

    def text(self, name: str) -> str:
        """A text."""
        value = self.get(name)
        if not isinstance(value, str):
            raise UnreadableCase(f"{self.where}: {name!r} should be a text")
        return value

    def rows(self, name: str, width: int) -> list[tuple[Fraction, ...]]:
        """A list of rows of so many numbers each; a missing list is empty."""
        rows = self.data.get(name, [])
        if not isinstance(rows, list) or any(not isinstance(row, list) or len(row) != width for row in rows):
            raise UnreadableCase(f"{self.where}: {name!r} should be a list of rows of {width} numbers")
        return [tuple(exact(cell, f"{self.where}: {name!r} row {n}") for cell in row) for n, row in enumerate(rows, 1)]

    def numbers(self, name: str) -> list[Fraction]:
        """A list of numbers."""
        values = self.get(name)
        if not isinstance(values, list):
            raise UnreadableCase(f"{self.where}: {name!r} should be a list of numbers")
        return [exact(value, f"{self.where}: {name!r} item {n}") for n, value in enumerate(values, 1)]

    def inner(self, name: str) -> Fields:
        """An object inside this one."""
        value = self.get(name)
        if not isinstance(value, dict):
            raise UnreadableCase(f"{self.where}: {name!r} should be an object")
        return Fields(f"{self.where}: {name!r}", value, self.title, self.others)

    def other(self, name: str) -> Fields:
        """The inputs of the case whose id this field names."""
        identifier = self.text(name)
        if identifier not in self.others:
            raise UnreadableCase(f"{self.where}: {name!r} names the case {identifier!r}, which is not in this file")
        return self.others[identifier]

    def over(self, base: Fields) -> Fields:
        """These fields, with those of a base where they are silent."""
        return Fields(self.where, {**base.data, **self.data}, self.title, self.others)


def exact(value: Any, where: str) -> Fraction:
    """The exact value of a number however it is written; binary floats never come in between."""
    if isinstance(value, dict):
        value = value.get("fraction", value.get("decimal"))
    if isinstance(value, (int, Decimal, Fraction)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not _NUMBER.match(value.strip()):
        raise UnreadableCase(f"{where} is not a number: {value!r}")
    top, _, bottom = value.strip().partition("/")
    if bottom and not int(bottom):
        raise UnreadableCase(f"{where} divides by 0")
    return Fraction(top) / (int(bottom) if bottom else 1)


def written(value: Any) -> Any:
    """Results as JSON takes them: each exact number as both its fraction and its decimal."""
    if isinstance(value, dict):
        return {key: written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [written(inner) for inner in value]
    if isinstance(value, (Fraction, int)):
        number = Fraction(value)
        return {"fraction": f"{number.numerator}/{number.denominator}", "decimal": decimal_text(number)}
    return value


def asked_for(outputs: Outputs, expected: Any) -> Outputs:
    """The outputs whose names the case expects; all of them where it names none. Expected values are not looked at."""
    if not isinstance(expected, dict):
        return outputs
    named = {
        name: asked_for(outputs[name], expected[name]) if isinstance(outputs[name], dict) else outputs[name]
        for name in expected
        if name in outputs
    }
    return named or outputs
