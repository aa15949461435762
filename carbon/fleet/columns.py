"""Exact numbers as columns of floats, for the engine's formulas to run on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from carbon.engine.factors import Range
from carbon.engine.life import Baseline, Consumable, Leg, Part, Waste
from carbon.engine.quantities import Number, Ops

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Row = TypeVar("Row", Baseline, Leg, Part, Consumable, Waste)

OPS = Ops(lesser=np.minimum, greater=np.maximum, choose=np.where)
"""The engine's choices, row by row."""

_UNIX_EPOCH = 719_163  # the day number of 1970-01-01, from which numpy counts days and months


def integers(numbers: Iterable[int]) -> Integers:
    """A column of whole numbers."""
    return np.fromiter(numbers, dtype=np.int64)


def column(numbers: Sequence[Number]) -> Range:
    """A column for each end. Objects that stand in many rows are converted once."""
    unique, index = distinct(numbers)
    ends = np.array([_ends(number) for number in unique], dtype=np.float64).reshape(-1, 3)
    value, low, high = ends[index].T
    return Range(value=value, low=low, high=high)


def columns_of(rows: Sequence[Row]) -> Row:
    """Many records of one kind as one record of columns. There must be a row."""
    names = [field.name for field in fields(rows[0])]
    return replace(rows[0], **{name: column([getattr(row, name) for row in rows]) for name in names})


def distinct(objects: Sequence[Any]) -> tuple[list[Any], Integers]:
    """Each object once, by identity, and for every row the place of its own."""
    places: dict[int, int] = {}
    unique: list[Any] = []
    index = np.empty(len(objects), dtype=np.int64)
    for row, each in enumerate(objects):
        place = places.setdefault(id(each), len(unique))
        if place == len(unique):
            unique.append(each)
        index[row] = place
    return unique, index


def grouped(*keys: Integers) -> tuple[Integers, Integers]:
    """Each combination of keys once, as columns, and for every row the place of its own.

    Much faster than numpy's own `unique` along an axis, which compares rows as bytes.
    """
    parts = [np.unique(key, return_inverse=True) for key in keys]
    code = np.zeros(len(keys[0]), dtype=np.int64)
    for values, place in parts:
        code = code * len(values) + place
    codes, of_row = np.unique(code, return_inverse=True)
    first = np.empty(len(codes), dtype=np.int64)
    first[of_row] = np.arange(len(code))
    return np.stack([key[first] for key in keys]), of_row


def take(ranged: Range, index: Integers) -> Range:
    """The rows at these places."""
    return Range(value=ranged.value[index], low=ranged.low[index], high=ranged.high[index])


def months_of(days: Integers) -> Integers:
    """The months (counted from January 1970) in which day numbers lie."""
    return (days - _UNIX_EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def first_days(months: Integers) -> Integers:
    """The day numbers on which months start."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _UNIX_EPOCH


def _ends(number: Number) -> tuple[float, float, float]:
    if isinstance(number, Range):
        return float(number.value), float(number.low), float(number.high)
    return (float(number),) * 3
