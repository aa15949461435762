"""Generated devices: stays, transfers, placements and burdens in any order that the ledger could hold."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from carbon.engine.factors import FactorBook
from carbon.engine.tables import read_factor_tables
from carbon.factors import FOLDER
from carbon.inputs import Cut, DeviceRecord, Terms
from carbon.inputs.catalogue import Catalogue, Duty, Machine, Place
from carbon.inputs.records import FittedPart, Leg, Owner, RemovedPart, Service

Dated = TypeVar("Dated", Leg, FittedPart, RemovedPart)
FIRST, LAST = date(2023, 1, 1), date(2026, 6, 30)  # with the leap day of 2024
CUT = Cut(as_of=date(2026, 7, 1))


@cache
def book() -> FactorBook:
    return FactorBook(row.factor for row in read_factor_tables(FOLDER))


def terms() -> Terms:
    """Five models, three sites on different grids, two clusters."""
    machines = [
        Machine("laptop", Fraction(14), 15, Fraction(158, 100)),
        Machine("laptop", Fraction("15.6"), 45, None),
        Machine("laptop", None, None, None),
        Machine("desktop_tower", None, 65, Fraction(8)),
        Machine("desktop_micro", None, 35, None),
    ]
    places = [
        Place("FRA", Fraction(0), Fraction(1)),
        Place("POL", Fraction(3, 10), Fraction(156, 100)),
        Place("IND", Fraction(1, 10), Fraction(12, 10)),
    ]
    duties = [Duty(Fraction(10), Fraction(4)), Duty(Fraction(24), Fraction(0))]
    return Terms(
        book(), Catalogue(dict(enumerate(machines, 1)), dict(enumerate(places, 1)), dict(enumerate(duties, 1)))
    )


days = st.dates(FIRST, LAST)
decimals = st.decimals(min_value=0, max_value=999, places=2)


@st.composite
def services(draw: st.DrawFn) -> list[Service]:
    """Placements one after another; the last one may be open."""
    turns = sorted(draw(st.lists(days, max_size=6, unique=True)))
    rows = []
    for nth in range(0, len(turns), 2):
        starts = turns[nth]
        ends = turns[nth + 1] if nth + 1 < len(turns) else None
        kind = draw(st.sampled_from(["cluster", "person", "outside"]))
        rows.append(
            Service(
                kind=kind,
                cluster_id=draw(st.sampled_from([1, 2])) if kind == "cluster" else None,
                site_id=draw(st.sampled_from([1, 2, 3])),
                started_on=starts,
                ended_on=ends,
                last_seen_on=min(starts + timedelta(days=draw(st.integers(0, 1200))), ends or LAST),
                displaced_class=draw(st.sampled_from(["laptop_all", "laptop_13", "desktop_tower", "desktop_micro"])),
                displaced_lifetime_months=draw(st.sampled_from([Decimal(36), Decimal("48.5"), Decimal(60)])),
                displaced_per_device=draw(st.sampled_from([Decimal(0), Decimal("0.333333"), Decimal(1), Decimal(2)])),
                displacement_tier=draw(st.sampled_from(["document", "stated", "unknown"])),
            )
        )
    return rows


@st.composite
def devices(draw: st.DrawFn) -> DeviceRecord:
    since = sorted({FIRST, *draw(st.lists(days, max_size=3))})
    return DeviceRecord(
        device_id=draw(st.integers(1, 10**6)),
        model_id=draw(st.integers(1, 5)),
        site_id=draw(st.integers(1, 3)),
        owners=[Owner(day, draw(st.integers(1, 3))) for day in since],
        services=draw(services()),
        legs=by_day(draw(st.lists(st.builds(Leg, days, decimals, st.sampled_from(["van", "rail"])), max_size=3))),
        fitted=by_day(
            draw(
                st.lists(
                    st.builds(
                        FittedPart,
                        days,
                        st.sampled_from(["ram", "ssd", "battery"]),
                        st.sampled_from(["new", "harvested"]),
                        decimals,
                    ),
                    max_size=4,
                )
            )
        ),
        removed=by_day(
            draw(
                st.lists(
                    st.builds(
                        RemovedPart,
                        days,
                        st.sampled_from(["ram", "battery"]),
                        st.sampled_from(["recycled", "landfilled", "stock"]),
                        decimals,
                    ),
                    max_size=3,
                )
            )
        ),
        tested_on=sorted(draw(st.lists(days, max_size=3))),
    )


def by_day(rows: Sequence[Dated]) -> list[Dated]:
    return sorted(rows, key=lambda row: row.on)
