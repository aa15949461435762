"""From a device's rows to what is counted: days served, and burdens on their day, each with the owner of that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from carbon.engine.factors import Tier, UnknownFactor
from carbon.engine.life import Leg, Part, Waste, counted_until
from carbon.engine.quantities import day_number, year_of
from carbon.inputs.records import Cut, DeviceRecord, Service
from carbon.inputs.terms import NotAssessable, ServiceTerms, Terms

What = TypeVar("What")


class Served(NamedTuple):
    """Days [start, end) of a placement that count, as day numbers."""

    start: int
    end: int
    site_id: int
    terms: ServiceTerms
    owners: tuple[tuple[int, int, int], ...]
    """(department, start, end): the same days, split where the device changed hands."""


class Booked(NamedTuple, Generic[What]):
    """A burden on the day of its event, for the owner of that day."""

    on: int
    department_id: int
    site_id: int | None
    what: What


@dataclass(slots=True, kw_only=True)
class Account:
    """Everything that counts of one device. Department, site and cluster are those of the cut."""

    device_id: int
    department_id: int
    site_id: int | None
    cluster_id: int | None
    in_service: bool
    tier: Tier = Tier.A
    served: list[Served] = field(default_factory=list)
    legs: list[Booked[Leg]] = field(default_factory=list)
    refurbished: list[Booked[int]] = field(default_factory=list)
    """`what` is the calendar year, which decides the workshop's intensity."""
    parts: list[Booked[Part]] = field(default_factory=list)
    waste: list[Booked[Waste]] = field(default_factory=list)

    @property
    def service_days(self) -> int:
        """Days served that count."""
        return sum(each.end - each.start for each in self.served)


def account_of(record: DeviceRecord, terms: Terms, cut: Cut) -> Account:
    """What counts of a device. Raises NotAssessable with the reason when a fact or a factor is missing: never 0."""
    try:
        return _Bookkeeper(record, terms, cut).account()
    except UnknownFactor as missing:
        raise NotAssessable("no_factor", str(missing)) from missing


class _Bookkeeper:
    def __init__(self, record: DeviceRecord, terms: Terms, cut: Cut) -> None:
        if not record.owners:
            raise NotAssessable("no_department", "no department recorded")
        self.record = record
        self.terms = terms
        self.as_of = day_number(cut.as_of)
        self.since = [day_number(owner.started_on) for owner in record.owners]
        self.burden_tier = Tier.A

    def account(self) -> Account:
        record = self.record
        place = record.open_service
        account = Account(
            device_id=record.device_id,
            department_id=record.owners[-1].department_id,
            site_id=record.site_id if place is None else place.site_id,
            cluster_id=None if place is None else place.cluster_id,
            in_service=place is not None,
        )
        tiers = self._serve(account)
        self._burden(account)
        account.tier = max(tiers, default=self.burden_tier)
        return account

    def _serve(self, account: Account) -> list[Tier]:
        tiers = []
        for row in self.record.services:
            start, end = day_number(row.started_on), self._counted_until(row)
            if end > start:
                terms = self.terms.service(self.record.model_id, row)
                site_id = self.terms.site(row.site_id, "placement")
                intensities = [
                    self.terms.intensity(site_id, year) for year in range(year_of(start), year_of(end - 1) + 1)
                ]
                tiers.append(max(terms.tier, *(each.tier for each in intensities)))
                account.served.append(Served(start, end, site_id, terms, tuple(self._owners(start, end))))
        return tiers

    def _counted_until(self, row: Service) -> int:
        seen = day_number(row.last_seen_on)
        ends = self.as_of if row.ended_on is None else day_number(row.ended_on)
        cut = min(self.as_of, seen) if row.kind == "outside" else self.as_of
        return int(counted_until(ends, cut, seen))

    def _owners(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        day = start
        while day < end:
            nth = self._nth_owner(day)
            until = min(end, self.since[nth + 1]) if nth + 1 < len(self.since) else end
            yield self.record.owners[nth].department_id, day, until
            day = until

    def _nth_owner(self, day: int) -> int:
        nth = bisect_right(self.since, day) - 1
        if nth < 0:
            raise NotAssessable("no_department", "no department recorded for its first days")
        return nth

    def _book(self, day: int, what: What, site_id: int | None) -> Booked[What]:
        return Booked(day, self.record.owners[self._nth_owner(day)].department_id, site_id, what)

    def _burden(self, account: Account) -> None:
        record, terms = self.record, self.terms
        for leg_row in record.legs:
            leg, tier = terms.leg(record.model_id, leg_row)
            account.legs.append(self._book(day_number(leg_row.on), leg, record.site_id))
            self._worst(tier)
        for on in record.tested_on:
            site_id = terms.site(record.site_id, "test")
            self._worst(max(terms.intensity(site_id, on.year).tier, terms.refurbishment()[0].tier))
            account.refurbished.append(self._book(day_number(on), on.year, site_id))
        for fitted in record.fitted:
            if (part := terms.part(fitted)) is not None:
                account.parts.append(self._book(day_number(fitted.on), part[0], record.site_id))
                self._worst(part[1])
        for removed in record.removed:
            if (waste := terms.waste(removed)) is not None:
                account.waste.append(self._book(day_number(removed.on), waste[0], record.site_id))
                self._worst(waste[1])

    def _worst(self, tier: Tier) -> None:
        self.burden_tier = max(self.burden_tier, tier)
