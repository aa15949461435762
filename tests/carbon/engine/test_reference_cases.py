import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from carbon.engine.cases import evaluate_all

pytestmark = pytest.mark.once

FILE = Path(__file__).parent / "reference_cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
RESULTS = {result["id"]: result for result in evaluate_all(CASES)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_case_of_the_method_comes_out_exactly(case: dict[str, Any]) -> None:
    assert RESULTS[case["id"]]["outputs"] == _with_floats_near(case["expected"])


def test_the_cases_here_are_those_of_the_method(shared_data: Path) -> None:
    assert FILE.read_bytes() == (shared_data / "reference_cases.json").read_bytes()


def test_expected_values_are_never_looked_at() -> None:
    blind = [{**case, "expected": _emptied(case["expected"])} for case in CASES]
    assert {result["id"]: result for result in evaluate_all(blind)} == RESULTS


def test_a_case_that_expects_nothing_gets_every_figure() -> None:
    [result] = evaluate_all([{key: CASES[0][key] for key in ("id", "inputs")}])
    assert CASES[0]["expected"].keys() < result["outputs"].keys()


def _emptied(expected: Any) -> Any:
    if isinstance(expected, dict) and "fraction" not in expected:
        return {name: _emptied(value) for name, value in expected.items()}
    return None


def _with_floats_near(expected: Any) -> Any:
    """The only inexact figures are square roots, stated to 1e-12."""
    if isinstance(expected, Decimal):
        return pytest.approx(float(expected), rel=1e-12)
    if isinstance(expected, dict):
        return {name: _with_floats_near(value) for name, value in expected.items()}
    return expected
