from datetime import date

import pytest

from carbon.actions.factor_sets import load_factor_tables
from carbon.engine.components import NAMES
from carbon.engine.savings import Life
from carbon.engine.trace import Trace, explain
from carbon.engine.uncertainty import Scenario, settle
from carbon.inputs import Cut, one_life
from carbon.inputs.cited import CitedBook
from carbon.models import FactorSet
from inventory.models import Cluster, Device
from tests import factories

CUT = Cut(as_of=date(2025, 1, 1))


@pytest.fixture
def factor_set(db: None) -> FactorSet:
    return load_factor_tables()[0]


def cited_life(device: Device, factor_set: FactorSet) -> Life:
    life = one_life(device.pk, cut=CUT, book=CitedBook(row.figure() for row in factor_set.factors.all()))
    assert life is not None
    return life


def keys(trace: Trace) -> set[str]:
    return {known.factor.key for known in trace.inputs if known.factor is not None}


@pytest.mark.parametrize("scenario", Scenario)
def test_a_cited_life_is_worth_what_the_plain_one_is(scenario: Scenario, factor_set: FactorSet, nlp: Cluster) -> None:
    device = factories.a_deployed_laptop(cluster=nlp)
    plain = one_life(device.pk, cut=CUT, book=factor_set.book())
    assert plain is not None
    total = settle(plain, scenario).total()
    explained = explain(cited_life(device, factor_set), scenario)
    assert {name: explained[name].value for name in NAMES} == {name: getattr(total, name) for name in NAMES}


def test_electricity_is_explained_down_to_the_grid_factor_of_its_zone_and_year(factor_set: FactorSet) -> None:
    used = explain(cited_life(factories.a_deployed_laptop(), factor_set))["u"]
    assert {"grid", "tec.laptop_14"} <= keys(used)
    assert [(known.symbol, known.unit) for known in used.inputs if known.factor and known.factor.key == "grid"] == [
        ("G_FRA_2024", "g/kWh")
    ]


def test_what_was_not_bought_cites_the_class_and_the_claim(factor_set: FactorSet) -> None:
    avoided = explain(cited_life(factories.a_deployed_laptop(), factor_set))["a_emb"]
    assert any(key.startswith("embodied.") for key in keys(avoided))
    assert any(key.startswith("displacement.") for key in keys(avoided))


def test_a_duty_is_explained_by_the_power_of_its_hours(factor_set: FactorSet, nlp: Cluster) -> None:
    used = explain(cited_life(factories.a_deployed_laptop(cluster=nlp), factor_set))["u"]
    assert {"power.laptop_15w.load", "power.laptop.sleep"} <= keys(used)
