"""A device's ledger: its digits, and all that its bounds are made from."""

import pytest

from carbon.display import ledger
from carbon.engine.components import Components
from carbon.engine.uncertainty import Bounds


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
