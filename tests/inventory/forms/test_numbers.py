import pytest
from django.core.exceptions import ValidationError

from inventory.forms.act import NumberField
from inventory.forms.deployment import RatioField
from inventory.nouns import typed

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("written", "meant"), [("1,5", 1.5), ("1.5", 1.5), ("0,375", 0.375), ("1000", 1000), ("", None)]
)
def test_a_comma_and_a_point_mean_the_same(written: str, meant: float | None) -> None:
    assert NumberField(required=False).clean(written) == meant


@pytest.mark.parametrize("written", ["1.234", "1,234", "12,345", "1.234,5", "1,234.5"])
def test_what_could_be_thousands_is_asked_about(written: str) -> None:
    with pytest.raises(ValidationError, match="can be read in two ways"):
        NumberField().clean(written)


@pytest.mark.parametrize("number", [8, 256.1, 500.107, 1.234, 1000.204886016, 0.25])
def test_a_number_shown_in_a_form_comes_back_as_it_is(number: float) -> None:
    assert NumberField().clean(typed(number)) == number


@pytest.mark.parametrize(
    ("written", "meant"), [("20/60", 1 / 3), ("1/3", 1 / 3), ("0,5", 0.5), ("1", 1), (" 2 / 4 ", 0.5)]
)
def test_a_ratio_is_written_as_people_say_it(written: str, meant: float) -> None:
    assert RatioField().clean(written) == meant


@pytest.mark.parametrize("written", ["1/0", "a third", "11", "-1", "1e0", "1_0/9", "1e-4000000", "9" * 40])
def test_a_ratio_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        RatioField().clean(written)
