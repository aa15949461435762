"""What counts of a device, and the reason when it cannot be assessed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from carbon.engine.quantities import day_number
from carbon.engine.uncertainty import bounds
from carbon.inputs import Account, Cut, DeviceRecord, NotAssessable, Terms, account_of, life_of
from carbon.inputs.catalogue import Catalogue, Duty, Machine, Place
from carbon.inputs.records import FittedPart, Leg, Owner, Service
from tests.carbon.fleet.records import book

START = date(2024, 1, 1)
CUT = Cut(as_of=date(2025, 1, 1))
LAPTOP = Machine("laptop", Fraction(14), 15, Fraction(3, 2))
NORTH = Place("FRA", Fraction(0), Fraction(156, 100))
NOWHERE = Place("XK", Fraction(0), Fraction(1))
TERMS = Terms(book(), Catalogue({1: LAPTOP}, {1: NORTH, 2: NOWHERE}, {1: Duty(Fraction(10), Fraction(4))}))
AT_A_DESK = Service(
    kind="person",
    cluster_id=None,
    site_id=1,
    started_on=START,
    ended_on=None,
    last_seen_on=date(2024, 12, 1),
    displaced_class="laptop_all",
    displaced_lifetime_months=Decimal(48),
    displaced_per_device=Decimal(1),
    displacement_tier="document",
)
SERVING = DeviceRecord(7, 1, 1, owners=[Owner(START, 1)], services=[AT_A_DESK])


def account(record: DeviceRecord) -> Account:
    return account_of(record, TERMS, CUT)


def days_served(**changed: object) -> int:
    return account(replace(SERVING, services=[AT_A_DESK._replace(**changed)])).service_days  # type: ignore[arg-type]


def test_service_counts_to_the_as_of_date() -> None:
    assert days_served() == 366


def test_service_counts_to_ninety_days_after_the_last_sighting() -> None:
    assert days_served(last_seen_on=START) == 90


def test_a_service_that_ended_counts_to_its_end() -> None:
    assert days_served(ended_on=date(2024, 2, 1)) == 31


def test_an_outside_recipient_counts_up_to_the_last_sighting_only() -> None:
    assert days_served(kind="outside", last_seen_on=date(2024, 2, 1)) == 31


def test_a_laptop_put_to_work_on_the_as_of_date_has_served_no_day() -> None:
    assert days_served(started_on=CUT.as_of, last_seen_on=CUT.as_of) == 0


def test_days_go_to_the_owner_of_the_day() -> None:
    moved = [Owner(START, 1), Owner(date(2024, 3, 1), 2)]
    served = account(replace(SERVING, owners=moved)).served[0]
    march, end = day_number(date(2024, 3, 1)), day_number(CUT.as_of)
    assert served.owners == ((1, day_number(START), march), (2, march, end))


def test_burdens_go_to_the_owner_of_their_day() -> None:
    moved = [Owner(START, 1), Owner(date(2024, 3, 1), 2)]
    legs = [Leg(START, Decimal(50), "van"), Leg(date(2024, 3, 1), Decimal(50), "van")]
    assert [leg.department_id for leg in account(replace(SERVING, owners=moved, legs=legs)).legs] == [1, 2]


def test_a_device_that_never_served_has_burdens_only() -> None:
    idle = replace(SERVING, services=[], legs=[Leg(START, Decimal(100), "van")], tested_on=[START])
    total = bounds(life_of(account(idle), TERMS)).central
    assert (total.a_emb, total.a_use, total.u) == (0, 0, 0)
    assert total.r_transport == Fraction("1.5") / 1000 * 100 * Fraction("0.78225")
    assert total.s < 0


def test_a_harvested_part_has_no_burden_and_a_new_one_has() -> None:
    parts = [FittedPart(START, "ram", condition, Decimal(8)) for condition in ("new", "harvested")]
    fitted = account(replace(SERVING, fitted=parts)).parts
    assert [part.what.quantity for part in fitted] == [8]


def test_a_battery_is_counted_in_kilowatt_hours() -> None:
    battery = FittedPart(START, "battery", "new", Decimal("48.5"))
    assert account(replace(SERVING, fitted=[battery])).parts[0].what.quantity == Fraction(485, 10_000)


def test_a_cluster_draws_by_its_duty_and_the_overhead_of_its_room() -> None:
    in_cluster = AT_A_DESK._replace(kind="cluster", cluster_id=1)
    terms = account(replace(SERVING, services=[in_cluster])).served[0].terms
    watt_hours = Fraction("27.59") * 10 + Fraction("4.297") * 4 + 1 * 10
    assert terms.kwh_per_day.value == watt_hours / 1000
    assert terms.overhead.value == Fraction(156, 100)


def test_a_desk_draws_by_the_typical_consumption_of_its_class() -> None:
    terms = account(SERVING).served[0].terms
    assert terms.kwh_per_day.value == Fraction("17.25") / 365
    assert terms.overhead.value == 1


def test_an_unknown_processor_is_as_uncertain_as_all_classes_together() -> None:
    unknown = Terms(
        book(), Catalogue({1: replace(LAPTOP, tdp_w=None)}, {1: NORTH}, {1: Duty(Fraction(24), Fraction(0))})
    )
    draw = unknown.service(1, AT_A_DESK._replace(kind="cluster", cluster_id=1)).kwh_per_day
    assert (draw.low, draw.value, draw.high) == (
        *(Fraction("21.11") * 24 / 1000, Fraction("45.52") * 24 / 1000, Fraction("85.88") * 24 / 1000),
    )


def test_a_claimed_lifetime_is_as_uncertain_as_its_class() -> None:
    life = account(SERVING).served[0].terms.baseline.lifetime_months
    assert (life.low, life.value, life.high) == (36, 48, 60)


@pytest.mark.parametrize(
    ("changed", "code", "reason"),
    [
        ({"owners": []}, "no_department", "no department recorded"),
        ({"owners": [Owner(date(2024, 6, 1), 1)]}, "no_department", "no department recorded for its first days"),
        ({"model_id": None}, "no_model", "no model recorded"),
        ({"services": [AT_A_DESK._replace(site_id=None)]}, "no_site", "no site recorded for its placement"),
        ({"site_id": None, "tested_on": [START]}, "no_site", "no site recorded for its test"),
        ({"services": [AT_A_DESK._replace(site_id=2)]}, "no_factor", "no grid factor for zone XK"),
        (
            {"services": [AT_A_DESK._replace(started_on=date(2021, 1, 1))], "owners": [Owner(date(2021, 1, 1), 1)]},
            "no_factor",
            "no grid factor for zone FRA in 2021 or before (the first year known is 2023)",
        ),
        ({"fitted": [FittedPart(START, "hdd", "new", Decimal(500))]}, "no_factor", "no part.hdd factor"),
    ],
)
def test_what_cannot_be_assessed_says_why(changed: dict[str, object], code: str, reason: str) -> None:
    with pytest.raises(NotAssessable) as refusal:
        account(replace(SERVING, **changed))  # type: ignore[arg-type]
    assert (refusal.value.code, str(refusal.value)) == (code, reason)


def test_a_model_is_not_missed_where_nothing_depends_on_it() -> None:
    assert account(replace(SERVING, model_id=None, services=[])).tier == "A"


def test_the_latest_earlier_year_of_the_zone_serves_and_is_no_better_than_tier_c() -> None:
    later = TERMS.intensity(1, 2031)
    assert later.kg_per_kwh.value == Fraction("44.18") / 1000
    assert later.tier == "C"


def test_the_tier_is_the_worst_of_the_figures_that_decide() -> None:
    assert account(SERVING).tier == "D"  # a typical consumption that is the median of a class


def test_the_electricity_of_the_machine_that_was_not_bought_is_among_them() -> None:
    tower = Machine("desktop_tower", None, 65, Fraction(8))
    terms = Terms(book(), Catalogue({1: tower}, {1: NORTH}, {1: Duty(Fraction(10), Fraction(4))}))
    node = AT_A_DESK._replace(kind="cluster", cluster_id=1)
    replaced = {name: node._replace(displaced_class=name) for name in ("desktop_tower", "desktop_micro")}
    tiers = {name: account_of(replace(SERVING, services=[row]), terms, CUT).tier for name, row in replaced.items()}
    assert tiers == {"desktop_tower": "C", "desktop_micro": "E"}


def test_a_day_before_the_first_sighting_is_never_negative() -> None:
    assert days_served(kind="outside", last_seen_on=START) == 0
    assert days_served(ended_on=START + timedelta(days=0)) == 0
