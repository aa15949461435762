"""Why a device is in no figure, said in the reader's language."""

import re

import pytest
from django.utils import translation

from carbon.display.reasons import REASONS, reason
from carbon.engine.factors import Factor, FactorBook, UnknownFactor
from tests.architecture.sources import ROOT

BOOK = FactorBook([Factor(key="grid", zone="FR", year=2020, value=1, low=1, high=1, unit="g/kWh", source="a source")])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"key": "grid", "zone": "XK"}, "no grid factor for zone XK"),
        ({"key": "ram"}, "no ram factor"),
        (
            {"key": "grid", "zone": "FR", "year": 2019},
            "no grid factor for zone FR in 2019 or before (the first year known is 2020)",
        ),
    ],
)
def test_what_the_engine_says_of_a_missing_factor_is_among_the_reasons_and_keeps_its_particulars(asked, said):
    with pytest.raises(UnknownFactor) as missing:
        BOOK.factor(**asked)
    assert reason(str(missing.value)) == said
    assert in_other_words(str(missing.value)) != said


def test_what_the_gate_says_of_a_missing_fact_is_among_the_reasons():
    gate = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "carbon/inputs").glob("*.py"))
    said = re.findall(r'NotAssessable\(\s*"\w+", "([^"]+)"', gate)
    places = re.findall(r'\.site\([^)]*, "(\w+)"\)', gate)
    assert said
    assert places
    assert {*said, *(f"no site recorded for its {place}" for place in places)} <= set(REASONS)


def test_a_reason_that_nobody_knows_is_shown_as_it_stands():
    assert reason("the moon is full") == "the moon is full"


def in_other_words(english: str) -> str:
    """What a reader of German reads."""
    with translation.override("de"):
        return reason(english)
