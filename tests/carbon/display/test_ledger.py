"""A device's ledger: its digits, and all that its bounds are made from."""

import pytest
from django.utils.html import strip_tags

from carbon.display import ledger
from carbon.display.explained import Explained, explained, factors_of
from carbon.engine.components import Components
from carbon.engine.uncertainty import Bounds, Scenario
from carbon.models import Recompute
from carbon.queries import Explanation, explain_device
from inventory.models import Device


@pytest.mark.parametrize(
    ("grams", "texts"),
    [
        ((4675, 2139, 2190), ("−4.7", "−2.1", "−2.2")),
        ((1943, 945, 995), ("−1.9", "−0.95", "−1.0")),
        ((500, 2190, 2139), ("−0.50", "−2.2", "−2.1")),
        ((2139, 2139, 2139), ("−2.14", "−2.14", "−2.14")),
    ],
)
def test_a_case_between_the_others_has_no_more_digits_than_they(
    grams: tuple[int, int, int], texts: tuple[str, str, str]
) -> None:
    low, central, high = (Components(u=each) for each in grams)
    [line] = [line for line in ledger.lines(Bounds(low=low, central=central, high=high)) if line.name == "u"]
    assert (line.cases.low, line.cases.central, line.cases.high) == texts


@pytest.fixture
def account(counted: Recompute) -> Explanation:
    """Of a laptop at a person's place, a month later than the others."""
    return explain_device(Device.objects.get(asset_tag="E-2").pk, counted, as_of=counted.as_of)


def of_production(account: Explanation) -> Explained:
    return next(each for each in explained(account.traces) if each.name == "a_emb")


def test_every_factor_of_every_case_is_among_the_sources(account: Explanation) -> None:
    named = {factor.key for factor in factors_of(account.traces)}
    for case in account.traces.values():
        used = {known.factor.key for trace in case.values() for known in trace.inputs if known.factor}
        assert used <= named
    assert "lifetime.laptop" in named  # the central case takes the claimed lifetime and needs none


def test_the_bounds_of_a_line_can_be_computed_from_the_inputs_shown(account: Explanation) -> None:
    shown = of_production(account)
    for nth, scenario in enumerate((Scenario.LOW, Scenario.CENTRAL, Scenario.HIGH)):
        known: dict[str, list[float]] = {}
        for row in shown.inputs:
            if row.values[nth]:
                known.setdefault(strip_tags(row.symbol), []).append(float(row.values[nth]))
        days = sum(values[0] for name, values in known.items() if name.startswith("D"))
        if scenario is Scenario.CENTRAL:
            [months] = known["Lnew"]
        else:
            end, central = known["Llaptop"]
            months = 48 * end / central
        product = known["δstated" if "δstated" in known else "δunknown"][0] * known["q"][0]
        [production] = next(values for name, values in known.items() if name.startswith("Mnew"))
        expected = float(account.traces[scenario]["a_emb"].value)
        assert product * production * days * 16 / (487 * months) == pytest.approx(expected, rel=1e-4)


def test_a_case_that_is_computed_otherwise_shows_its_own_formula(account: Explanation) -> None:
    low, central, high = of_production(account).cases
    assert central.in_symbols == ""
    assert "L<sub>laptop</sub>" in low.in_symbols
    assert low.in_symbols == high.in_symbols
    assert len({low.value, central.value, high.value}) == 3


def test_a_figure_that_is_alike_in_all_cases_is_explained_once(account: Explanation) -> None:
    by_name = {each.name: each for each in explained(account.traces)}
    assert len(by_name["r_parts"].cases) == 1
    assert len(by_name["s"].cases) == 3
