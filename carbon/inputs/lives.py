"""One device's life in exact numbers, for the page that shows it live and explains it."""

from __future__ import annotations

from carbon.engine.factors import FactorBook
from carbon.engine.life import Intervention, Service
from carbon.engine.quantities import year_of
from carbon.engine.savings import Life
from carbon.inputs.booking import Account, Booked, account_of
from carbon.inputs.catalogue import read_catalogue
from carbon.inputs.reading import one_record
from carbon.inputs.records import Cut
from carbon.inputs.terms import Terms


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
    booked = [each.on for rows in (account.legs, account.parts, account.waste) for each in rows]
    acts = [
        Intervention(
            on=day,
            legs=tuple(each.what for each in account.legs if each.on == day),
            parts=tuple(each.what for each in account.parts if each.on == day),
            removed=tuple(each.what for each in account.waste if each.on == day),
        )
        for day in dict.fromkeys(booked)
    ]
    acts += [_refurbishment(test, terms) for test in account.refurbished]
    return sorted(acts, key=lambda act: int(act.on))


def _refurbishment(test: Booked[int], terms: Terms) -> Intervention:
    energy, packaging = terms.refurbishment()
    site_id = terms.site(test.site_id, "test")
    return Intervention(
        on=test.on,
        refurb_kwh=energy,
        kg_per_kwh=terms.intensity(site_id, test.what).kg_per_kwh,
        consumables=(packaging,),
    )
