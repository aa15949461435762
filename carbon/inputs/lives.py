"""One device's life in exact numbers, for the page that shows it live and explains it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from carbon.engine.factors import FactorBook
from carbon.engine.life import Consumable, Intervention, Leg, Part, Service, Waste
from carbon.engine.quantities import year_of
from carbon.engine.savings import Life
from carbon.inputs.booking import Account, account_of
from carbon.inputs.catalogue import read_catalogue
from carbon.inputs.reading import one_record
from carbon.inputs.records import Cut
from carbon.inputs.terms import Terms


@dataclass(slots=True)
class _Day:
    legs: list[Leg]
    parts: list[Part]
    removed: list[Waste]
    refurbished_at: int | None = None


def one_life(device_id: int, *, cut: Cut, book: FactorBook) -> Life | None:
    """The life of one device in Fractions, with every figure a Range; None when it had not been received by the cut.

    Eleven queries. Raises NotAssessable with the reason.
    """
    record = one_record(device_id, cut)
    if record is None:
        return None
    terms = Terms(book, read_catalogue())
    return life_of(account_of(record, terms, cut), terms)


def life_of(account: Account, terms: Terms) -> Life:
    """An account as the engine takes it: a service for each placement, an intervention for each day with burdens."""
    return Life(services=tuple(_services(account, terms)), interventions=tuple(_interventions(account, terms)))


def _services(account: Account, terms: Terms) -> list[Service]:
    return [
        Service(
            start=each.start,
            end=each.end,
            kwh_per_day=each.terms.kwh_per_day,
            kg_per_kwh={
                year: terms.intensity(each.site_id, year).kg_per_kwh
                for year in range(year_of(each.start), year_of(each.end - 1) + 1)
            },
            baseline=each.terms.baseline,
            overhead=each.terms.overhead,
        )
        for each in account.served
    ]


def _interventions(account: Account, terms: Terms) -> list[Intervention]:
    days: defaultdict[int, _Day] = defaultdict(lambda: _Day([], [], []))
    for leg in account.legs:
        days[leg.on].legs.append(leg.what)
    for part in account.parts:
        days[part.on].parts.append(part.what)
    for waste in account.waste:
        days[waste.on].removed.append(waste.what)
    for test in account.refurbished:
        days[test.on].refurbished_at = test.site_id
    return [_intervention(on, day, terms) for on, day in sorted(days.items())]


def _intervention(on: int, day: _Day, terms: Terms) -> Intervention:
    consumables: tuple[Consumable, ...] = ()
    electricity = {}
    if day.refurbished_at is not None:
        energy, packaging = terms.refurbishment()
        consumables = (packaging,)
        electricity = {
            "refurb_kwh": energy,
            "kg_per_kwh": terms.intensity(day.refurbished_at, year_of(on)).kg_per_kwh,
        }
    return Intervention(
        on=on,
        legs=tuple(day.legs),
        parts=tuple(day.parts),
        removed=tuple(day.removed),
        consumables=consumables,
        **electricity,
    )
