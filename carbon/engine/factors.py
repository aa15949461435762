"""A figure with its range and its source, and the book in which one factor set is looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from carbon.engine.quantities import Number


class Tier(StrEnum):
    """How good a figure is, from a measurement to a default."""

    A = "A"  # measured, or of this very model with its document
    B = "B"  # of this class, place and year
    C = "C"  # modelled, or of an earlier year
    D = "D"  # of a wider place or class
    E = "E"  # engineering estimate

    def at_best(self, other: Tier) -> Tier:
        """The worse of the two."""
        return max(self, other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A number that is not known exactly: its central value between a low and a high end."""

    value: Number
    low: Number
    high: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Range):
    """A published figure. `value`, `low` and `high` are in `unit`; every factor names where it was read."""

    key: str
    unit: str
    source: str
    source_ref: str = ""
    licence: str = ""
    zone: str | None = None
    year: int | None = None
    tier: Tier = Tier.E
    note: str = ""


def rising(formula: Callable[..., Number], **arguments: Number) -> Range:
    """The range of a formula that grows with each of its ranged arguments; plain numbers count as certain.

    Such are eq 1 (a dirtier mix, more losses: a higher intensity) and eq 2 (more watts: more kWh).
    """

    def at(end: str) -> Number:
        return formula(**{k: getattr(x, end) if isinstance(x, Range) else x for k, x in arguments.items()})

    return Range(value=at("value"), low=at("low"), high=at("high"))


class UnknownFactor(LookupError):
    """No figure is known for what was asked. Its text is the reason a person reads; never a stand-in number."""

    def __init__(self, sentence: str, *, key: str = "", zone: str | None = None, year: int | None = None) -> None:
        super().__init__(sentence)
        self.key = key
        self.zone = zone
        self.year = year


class FactorBook:
    """The factors of one set, looked up by key, zone and year.

    The ladder has two rungs: the year asked for, else the latest earlier year of the same zone, marked stale
    and no better than tier C. A neighbouring zone, the world and zero are not rungs.
    """

    def __init__(self, factors: Iterable[Factor]) -> None:
        series: defaultdict[tuple[str, str | None], dict[int | None, Factor]] = defaultdict(dict)
        for factor in factors:
            if factor.year in series[factor.key, factor.zone]:
                raise ValueError(f"two factors {_name(factor.key, factor.zone)} for the year {factor.year}")
            series[factor.key, factor.zone][factor.year] = factor
        self._series: Mapping[tuple[str, str | None], Mapping[int | None, Factor]] = dict(series)

    def factor(self, key: str, zone: str | None = None, year: int | None = None) -> Factor:
        """The factor for this zone and year; without a year, the newest. Raises UnknownFactor."""
        by_year = self._series.get((key, zone), {})
        if not by_year:
            raise UnknownFactor(f"no {_name(key, zone)}", key=key, zone=zone, year=year)
        known = sorted(y for y in by_year if y is not None)
        if year in by_year and year is not None:
            return by_year[year]
        reachable = known if year is None else [y for y in known if y < year]
        if reachable:
            newest = by_year[reachable[-1]]
            return newest if year is None else _stale(newest, year - reachable[-1])
        if None in by_year:
            return by_year[None]
        raise UnknownFactor(
            f"no {_name(key, zone)} in {year} or before (the first year known is {known[0]})",
            key=key,
            zone=zone,
            year=year,
        )

    def zones(self, key: str) -> list[str]:
        """Zones for which this set has a figure of that key, sorted."""
        return sorted(zone for known, zone in self._series if known == key and zone is not None)


def _name(key: str, zone: str | None) -> str:
    return f"{key} factor" if zone is None else f"{key} factor for zone {zone}"


def _stale(factor: Factor, years: int) -> Factor:
    age = f"stale {years} year" + ("s" if years > 1 else "")
    return replace(factor, tier=factor.tier.at_best(Tier.C), note=f"{age}; {factor.note}" if factor.note else age)
