from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import recompute_footprints
from carbon.engine.components import Components
from carbon.engine.uncertainty import Bounds
from carbon.models import FactorSet, Recompute
from carbon.queries import (
    Filters,
    current_recompute,
    devices_not_assessed,
    explain_device,
    footprints,
    headline,
    not_assessed,
    provenance,
    recompute_progress,
    savings_by_department,
    savings_by_month,
    savings_by_phase,
)
from inventory import actions
from inventory.models import Device
from tests import factories
from tests.factories import after

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)
EVERYTHING = Filters()
NOTHING = Bounds(low=Components(), central=Components(), high=Components())


@pytest.fixture
def factor_set(db: None) -> FactorSet:
    return load_factor_tables()[0]


@pytest.fixture
def fleet(factor_set: FactorSet) -> list[Device]:
    """Two in Engineering at two sites, one in Biology, and one in Kosovo, whose grid is not known."""
    by = factories.the_administrator()
    bio = factories.a_department("bio", "Biology")
    made = [
        factories.a_deployed_laptop(collection_km=20),
        factories.a_deployed_laptop(after(40), site=factories.a_site("south", "POL")),
        factories.a_deployed_laptop(department=bio),
        factories.a_ready_laptop(department=bio),
    ]
    pristina = factories.a_site("pristina", "XK")
    made[3] = actions.deploy_device(device=made[3], kind="person", recipient="Lab", site=pristina, on=after(1), by=by)
    return made


@pytest.fixture
def shown(fleet: list[Device]) -> Recompute:
    return recompute_footprints(as_of=TOMORROW)


def test_before_the_first_recompute_there_is_none() -> None:
    assert current_recompute() is None


def test_every_figure_cites_where_it_comes_from(shown: Recompute) -> None:
    cited = provenance(shown)
    assert (cited.recompute_id, cited.factor_set, cited.method_version) == (shown.pk, "GreenLab 1", "1")
    assert (cited.as_of, cited.interval_label) == (TOMORROW, "bounds")


def test_the_headline_is_the_sum_of_the_footprints(shown: Recompute) -> None:
    found = headline(shown, EVERYTHING)
    assert found.central_g == sum(footprints(shown, EVERYTHING).values_list("s_g", flat=True))
    assert (found.devices, found.in_service, found.not_assessed) == (3, 3, 1)
    assert found.low_g < found.central_g < found.high_g


def test_departments_add_up_to_the_headline(shown: Recompute) -> None:
    departments = savings_by_department(shown, EVERYTHING)
    assert [(each.name, each.devices, each.not_assessed) for each in departments] == [
        ("Biology", 1, 1),
        ("Department eng", 2, 0),
    ]
    assert sum(each.central_g for each in departments) == headline(shown, EVERYTHING).central_g


def test_months_add_up_to_the_headline_without_gaps(shown: Recompute) -> None:
    months = savings_by_month(shown, EVERYTHING)
    assert [each.month for each in months] == [date(2024, month, 1) for month in range(3, 8)]
    assert months[-1].cumulative == headline(shown, EVERYTHING).figures
    assert [each.devices for each in months] == [2, 3, 3, 1, 1][: len(months)]


def test_phases_are_steps_that_end_at_the_saving(shown: Recompute) -> None:
    phases = savings_by_phase(shown, EVERYTHING)
    assert [each.key for each in phases] == ["a_emb", "a_use", "u", "r_transport", "r_refurb", "r_parts", "r_eol"]
    assert sum(each.central_g for each in phases) == headline(shown, EVERYTHING).central_g
    assert all(each.central_g >= 0 for each in phases[:2])
    assert all(each.low_g <= each.central_g <= each.high_g <= 0 for each in phases[2:])


def test_a_department_filter_shows_that_department_alone(shown: Recompute) -> None:
    only = Filters(departments=("bio",))
    found = headline(shown, only)
    assert (found.devices, found.not_assessed) == (1, 1)
    assert [each.code for each in savings_by_department(shown, only)] == ["bio"]
    assert savings_by_month(shown, only)[-1].cumulative == found.figures


def test_sites_add_up_to_the_whole(shown: Recompute) -> None:
    sites = [headline(shown, Filters(site=site)).central_g for site in ("north", "south")]
    assert sum(sites) == headline(shown, EVERYTHING).central_g
    assert 0 not in sites


def test_a_period_is_the_sum_of_its_months(shown: Recompute) -> None:
    spring = Filters(first_month=date(2024, 4, 1), last_month=date(2024, 5, 1))
    months = {each.month: each for each in savings_by_month(shown, EVERYTHING)}
    expected = months[date(2024, 4, 1)].central_g + months[date(2024, 5, 1)].central_g
    assert headline(shown, spring).central_g == expected
    assert sum(each.central_g for each in savings_by_department(shown, spring)) == expected
    assert sum(each.central_g for each in savings_by_phase(shown, spring)) == expected


def test_what_is_added_up_ends_at_the_headline_whatever_is_asked_for(shown: Recompute) -> None:
    asked_for = product(
        [(), ("bio",), ("eng", "bio")],
        ["", "north", "south"],
        [None, date(2023, 1, 1), date(2024, 4, 1)],
        [None, date(2024, 5, 1), date(2030, 1, 1)],
    )
    for departments, site, first, last in asked_for:
        asked = Filters(departments=departments, site=site, first_month=first, last_month=last)
        months = savings_by_month(shown, asked)
        assert (months[-1].cumulative if months else NOTHING) == headline(shown, asked).figures, asked


def test_a_period_starts_from_nothing(shown: Recompute) -> None:
    from_april = savings_by_month(shown, Filters(first_month=date(2024, 4, 1)))
    assert from_april[0].month == date(2024, 4, 1)
    assert from_april[0].cumulative == from_april[0].figures


def test_an_empty_fleet_has_no_months_and_a_headline_of_zero(factor_set: FactorSet) -> None:
    empty = recompute_footprints(as_of=TOMORROW)
    assert savings_by_month(empty, EVERYTHING) == []
    assert headline(empty, EVERYTHING).central_g == 0


def test_what_is_not_counted_is_grouped_by_reason_with_its_devices(shown: Recompute, fleet: list[Device]) -> None:
    [missing] = not_assessed(shown, EVERYTHING)
    assert (missing.reason_code, missing.reason, missing.devices) == ("no_factor", "no grid factor for zone XK", 1)
    assert missing.examples == ((fleet[3].pk, fleet[3].asset_tag),)
    assert [row.device for row in devices_not_assessed(shown, missing.reason)] == [fleet[3]]


def test_at_most_five_examples_are_given_for_a_reason(factor_set: FactorSet) -> None:
    for _ in range(6):
        factories.a_laptop(department=None)
    [missing] = not_assessed(recompute_footprints(as_of=TOMORROW), EVERYTHING)
    assert (missing.reason, missing.devices, len(missing.examples)) == ("no department recorded", 6, 5)


def test_a_device_shows_its_stored_figure_and_the_live_one(shown: Recompute, fleet: list[Device]) -> None:
    figure = explain_device(fleet[0].pk, shown, as_of=TOMORROW)
    assert figure.stored is not None
    assert figure.live is not None
    assert abs(figure.live.central.s - figure.stored.s_g) <= 7  # a gram for each component
    assert figure.why_not == ""


def test_a_device_without_a_figure_says_why(shown: Recompute, fleet: list[Device]) -> None:
    figure = explain_device(fleet[3].pk, shown, as_of=TOMORROW)
    assert (figure.stored, figure.live, figure.why_not) == (None, None, "no grid factor for zone XK")
    assert figure.not_assessed is not None


def test_a_live_figure_moves_at_once_and_the_stored_one_at_night(shown: Recompute, fleet: list[Device]) -> None:
    by = factories.the_administrator()
    actions.install_part(device=fleet[0], kind="ram", quantity=8, condition="new", on=after(2), by=by)
    figure = explain_device(fleet[0].pk, shown, as_of=TOMORROW)
    assert figure.live is not None
    assert figure.stored is not None
    assert (figure.live.central.r_parts, figure.stored.r_parts_g) == (11_104, 0)


def test_a_live_figure_needs_no_recompute(factor_set: FactorSet) -> None:
    device = factories.a_deployed_laptop()
    assert explain_device(device.pk, None, as_of=TOMORROW).live is not None


def test_progress_tells_the_time_left(factor_set: FactorSet) -> None:
    began = timezone.now()
    running = Recompute.objects.create(
        as_of=TOMORROW, state="running", started_at=began, devices_total=400, devices_done=100
    )
    found = recompute_progress(running.pk, now=began + timedelta(seconds=10))
    assert found is not None
    assert (found.done, found.total, found.seconds_left, found.is_over) == (100, 400, 30, False)


def test_progress_of_an_unknown_recompute_is_none() -> None:
    assert recompute_progress(4711, now=timezone.now()) is None
