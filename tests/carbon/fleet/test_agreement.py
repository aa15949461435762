"""The fleet and the exact engine: the same figures, whatever a device went through."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.engine.components import NAMES, Components
from carbon.engine.quantities import day_number
from carbon.engine.savings import Life
from carbon.engine.uncertainty import bounds, settle
from carbon.fleet import SCENARIOS, Credit, assess, lines_of
from carbon.fleet.columns import months_of
from carbon.fleet.grams import round_half_away, whole_grams
from carbon.inputs import Account, DeviceRecord, account_of, life_of
from carbon.models import COLUMNS
from carbon.models.figures import ENDS
from tests.carbon.fleet.records import CUT, FIRST, devices, terms

TERMS = terms()
few_devices = st.lists(devices(), min_size=1, max_size=4)


def accounts_of(records: list[DeviceRecord]) -> list[Account]:
    return [account_of(record, TERMS, CUT) for record in records]


def exact(account: Account) -> Iterator[tuple[str, Fraction]]:
    """Each stored component with its exact value in kg."""
    found = bounds(life_of(account, TERMS))
    for name in NAMES:
        for end, components in zip(ENDS, (found.central, found.low, found.high), strict=True):
            yield f"{name}{end}_g", Fraction(getattr(components, name))


@settings(max_examples=150)
@given(few_devices)
def test_before_rounding_the_fleet_agrees_with_fractions(records: list[DeviceRecord]) -> None:
    accounts = accounts_of(records)
    kg = {column: np.zeros(len(accounts)) for column in COLUMNS}
    for lines in lines_of(accounts, TERMS):
        columns = [f"{name}{end}_g" for name in lines.names for end in ENDS]
        for column, row in zip(columns, lines.kg, strict=True):
            np.add.at(kg[column], lines.device, row)
    for place, account in enumerate(accounts):
        for column, value in exact(account):
            assert kg[column][place] == pytest.approx(float(value), rel=1e-9, abs=1e-12), column


@settings(max_examples=150)
@given(few_devices)
def test_in_grams_each_component_is_within_one_gram(records: list[DeviceRecord]) -> None:
    accounts = accounts_of(records)
    figures = dict(zip(COLUMNS, assess(accounts, TERMS, Credit()).figures, strict=True))
    for place, account in enumerate(accounts):
        for column, value in exact(account):
            assert abs(int(figures[column][place]) - value * 1000) <= 1, column


@settings(max_examples=100)
@given(few_devices)
def test_departments_and_months_add_up_to_the_devices(records: list[DeviceRecord]) -> None:
    credit = Credit()
    block = assess(accounts_of(records), TERMS, credit)
    of_devices = block.figures[: 3 * len(NAMES)].sum(axis=1)
    assert (sum(credit.grams.values(), start=0 * of_devices) == of_devices).all()
    assert sum(credit.days.values()) == sum(account.service_days for account in block.accounts)


@settings(max_examples=100)
@given(few_devices)
def test_the_devices_of_a_month_add_up_to_those_that_served_in_it(records: list[DeviceRecord]) -> None:
    credit, accounts = Credit(), accounts_of(records)
    assess(accounts, TERMS, credit)
    served = {
        (place, month_of(day))
        for place, account in enumerate(accounts)
        for stretch in account.served
        for day in range(stretch.start, stretch.end)
    }
    counted: Counter[date] = Counter()
    for slot, number in credit.devices.items():
        counted[slot.month] += number
    assert +counted == Counter(month for _place, month in served)


def month_of(day: int) -> date:
    return date.fromordinal(day).replace(day=1)


@settings(max_examples=60)
@given(devices())
def test_a_department_gets_the_days_on_which_it_owned_the_device(record: DeviceRecord) -> None:
    account = account_of(record, TERMS, CUT)
    credit = Credit()
    assess([account], TERMS, credit)
    turns = [day_number(owner.started_on) for owner in record.owners]
    life = settle(life_of(account, TERMS), SCENARIOS[0])
    for nth, owner in enumerate(record.owners):
        if sum(other.department_id == owner.department_id for other in record.owners) > 1:
            continue  # it owned the device twice: its credit is of both spans
        until = turns[nth + 1] if nth + 1 < len(turns) else day_number(CUT.as_of)
        expected = between(life, turns[nth], until)
        found = sum(
            (grams for slot, grams in credit.grams.items() if slot.department_id == owner.department_id),
            start=np.zeros(3 * len(NAMES), dtype=np.int64),
        )
        for place, name in enumerate(NAMES):
            assert abs(int(found[3 * place]) - getattr(expected, name)) <= 2, name


def between(life: Life, start: int, end: int) -> Components:
    return life.slices([start, end])[0]


def test_a_cumulative_value_is_rounded_and_months_are_its_differences() -> None:
    kg = np.array([[0.0004, 0.0004, 0.0004, 0.0011]])
    assert whole_grams(kg, np.array([0, 0, 0, 1])).tolist() == [[0, 1, 0, 1]]


def test_a_half_gram_goes_away_from_zero() -> None:
    assert round_half_away(np.array([0.5, -0.5, 1.5, -2.5, 0.4])).tolist() == [1, -1, 2, -3, 0]


def test_months_are_counted_through_leap_years() -> None:
    days = np.array([day_number(FIRST), day_number(FIRST.replace(year=2024, month=2, day=29))])
    assert months_of(days).tolist() == [(2023 - 1970) * 12, (2024 - 1970) * 12 + 1]


def test_an_empty_fleet_has_no_figures() -> None:
    credit = Credit()
    assert assess([], TERMS, credit).figures.shape == (24, 0)
    assert credit.grams == {}
