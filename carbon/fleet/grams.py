"""From kg to whole grams, so that every slice of a device adds up to its rounded whole."""

from __future__ import annotations

import numpy as np

from carbon.fleet.columns import Floats, Integers


def round_half_away(numbers: Floats) -> Integers:
    """The nearest whole numbers; a half goes away from zero."""
    return np.copysign(np.floor(np.abs(numbers) + 0.5), numbers).astype(np.int64)


def whole_grams(kg: Floats, device: Integers) -> Integers:
    """Each line in grams: the difference of two rounded cumulative values of its device.

    The lines of a device stand in the order of days, so months and the spans of owners add up to the rounded total.
    """
    lines = np.argsort(device, kind="stable")
    of = device[lines]
    first = np.flatnonzero(np.r_[True, of[1:] != of[:-1]]) if len(of) else np.empty(0, dtype=np.int64)
    nth = np.arange(len(of)) - np.repeat(first, np.diff(np.r_[first, len(of)]))
    grams = np.empty(kg.shape, dtype=np.int64)
    to_date = np.zeros((kg.shape[0], int(device.max(initial=-1)) + 1))
    booked = np.zeros(to_date.shape, dtype=np.int64)
    turns = lines[np.argsort(nth, kind="stable")]
    start = 0
    for end in np.cumsum(np.bincount(nth)):  # the first lines of all devices, then the second ones, and so on
        rows = turns[start:end]
        mine = device[rows]
        to_date[:, mine] += kg[:, rows]
        rounded = round_half_away(to_date[:, mine] * 1000)
        grams[:, rows] = rounded - booked[:, mine]
        booked[:, mine] = rounded
        start = end
    return grams
