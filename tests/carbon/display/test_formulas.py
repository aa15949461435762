from fractions import Fraction

import pytest
from django.utils import translation

from carbon.display.formulas import formula, number, symbol
from carbon.display.ledger import kind_of

pytestmark = pytest.mark.once


def test_symbols_get_indices_and_greek_letters() -> None:
    assert symbol("P_load_laptop_15w") == "<var>P<sub>load laptop 15w</sub></var>"
    assert symbol("D_2025_2") == "<var>D<sub>2025, second placement</sub></var>"
    assert symbol("D_2025_5") == "<var>D<sub>2025, placement 5</sub></var>"
    assert symbol("delta") == "<var>δ</var>"


def test_a_formula_is_typeset_and_harmless() -> None:
    assert formula("D_2024 * e_old - 0.5") == "<var>D<sub>2024</sub></var> × <var>e<sub>old</sub></var> − 0.5"
    assert "<script>" not in formula("<script> * 2")


def test_words_of_a_formula_stay_words() -> None:
    assert formula("sum over legs of kg / 1000").startswith("sum over legs of <var>kg</var> / 1000")


def test_numbers_have_six_digits_and_the_readers_decimal_sign() -> None:
    with translation.override("de"):
        assert number(Fraction(-1, 3)) == "−0,333333"
    assert number(Fraction(31, 4)) == "7.75"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("D_2024", "D"), ("P_load_laptop_15w", "P_load"), ("G_pv", "G_pv"), ("G_FRA_2024", "G"), ("x", "x")],
)
def test_the_symbol_of_the_method_is_known_behind_its_index(name: str, kind: str) -> None:
    assert kind_of(name) == kind
