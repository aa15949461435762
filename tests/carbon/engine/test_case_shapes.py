from typing import Any

import pytest

from carbon.engine.cases import evaluate_all

pytestmark = pytest.mark.once

SERVICE: dict[str, Any] = {
    "start": "2024-01-01",
    "end": "2025-01-01",
    "I": "0.2",
    "e_old": "0.5",
    "e_new": "0.1",
    "M_new": 240,
    "L_new": 48,
    "delta": "1/2",
    "q": 1,
}


def outputs(inputs: dict[str, Any], title: str = "") -> dict[str, Any]:
    [result] = evaluate_all([{"id": "X", "title": title, "inputs": inputs}])
    assert "error" not in result, result
    found: dict[str, Any] = result["outputs"]
    return found


def refusal(inputs: Any) -> str:
    [result] = evaluate_all([{"id": "X", "inputs": inputs}])
    assert result["outputs"] is None
    return str(result["error"])


def fraction(output: dict[str, str]) -> str:
    return output["fraction"]


def test_a_service_needs_neither_legs_nor_parts() -> None:
    assert fraction(outputs(SERVICE)["R"]) == "0/1"
    assert fraction(outputs(SERVICE)["U"]) == "183/5"  # 366 days of 0.5 kWh at 0.2 kg


def test_a_reuse_that_never_pays_back_says_never() -> None:
    assert outputs(SERVICE | {"delta": 0, "refurb_kwh": 1})["payback_months"] == "never"


def test_nodes_multiply_one_laptop() -> None:
    found = outputs(SERVICE | {"nodes": 3})
    assert fraction(found["fleet_3"]["U"]) == "549/5"
    assert "days" not in found["fleet_3"]


def test_a_forecast_counts_planned_months() -> None:
    found = outputs(SERVICE | {"kind": "forecast", "months": 24, "end": "2024-01-01"})
    assert fraction(found["A_emb"]) == "60/1"  # half of 240 kg over 24 of 48 months


def test_a_break_even_may_hold_its_own_service() -> None:
    found = outputs(SERVICE | {"kind": "break_even", "tie": {"e_old": "0.05"}})
    assert found["verdict"] == "below"
    assert found["tie_result"] == "null (no finite break-even)"


def test_no_break_even_is_null() -> None:
    found = outputs(SERVICE | {"kind": "break_even", "e_old": "0.01"})
    assert (found["verdict"], found["I_star_g_per_kwh"]) == ("always", None)


def test_a_training_cycle_may_be_given_in_fields() -> None:
    laptops = {"nodes": 2, "hours": 10, "load_w": 50, "original_kg": 240, "first_months": 48, "extra_months": 24}
    found = outputs(
        {
            "kind": "training_cycle",
            "I": "0.2",
            "laptops": laptops | {"intervention_kg": 0},
            "desktops": {"nodes": 1, "hours": 10, "load_w": 100, "embodied_kg": 240, "lifetime_months": 60},
        }
    )
    assert fraction(found["amortised"]["O_g"]) == "200/1"
    assert fraction(found["cutoff"]["SCI_g"]) == "200/1"
    assert fraction(found["new_desktops"]["E_kwh"]) == "1/1"


def test_the_words_of_a_training_cycle_are_read_with_other_numbers() -> None:
    words = {
        "I": "500 g/kWh",
        "TE_original": "100 kg over 36+12 months",
        "TE_intervention": "0 kg over 12 months",
        "desktop": "200 kg over 48 months",
    }
    found = outputs(words, title="Ten: 10 laptops x 5 h x 20 W vs 5 desktops x 4 h x 100 W, same work")
    assert fraction(found["amortised"]["O_g"]) == "500/1"
    assert fraction(found["new_desktops"]["E_kwh"]) == "2/1"


def test_two_factor_sets_are_compared_over_a_service_of_the_file() -> None:
    versions = {"v1": {"I": 200, "M_new": 240}, "v2": {"I": 200, "M_new": 480}}
    results = evaluate_all([{"id": "A", "inputs": SERVICE}, {"id": "B", "inputs": {**versions, "of": "A"}}])
    difference = results[1]["outputs"]["restatement"]["fraction"]
    assert difference == results[0]["outputs"]["A_emb"]["fraction"]


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({key: SERVICE[key] for key in SERVICE if key != "M_new"}, "case X: the field 'M_new' is missing"),
        (SERVICE | {"M_new": "about 200"}, "case X: 'M_new' is not a number: 'about 200'"),
        (SERVICE | {"M_new": True}, "case X: 'M_new' is not a number: True"),
        (SERVICE | {"M_new": "nan"}, "case X: 'M_new' is not a number: 'nan'"),
        (SERVICE | {"q": "1/0"}, "case X: 'q' divides by 0"),
        (SERVICE | {"L_new": 0}, "case X: 'L_new' must be above 0, and is 0"),
        (SERVICE | {"start": "1 May 2024"}, "case X: 'start' is not a day like 2024-05-31: '1 May 2024'"),
        (SERVICE | {"end": "2023-01-01"}, "case X: 'end' lies before 'start'"),
        (SERVICE | {"legs": [[1, 2]]}, "case X: 'legs' should be a list of rows of 3 numbers"),
        (SERVICE | {"I": {"2023": "0.2"}}, "case X: no grid factor for some days of service: it is known for 2023"),
        (SERVICE | {"I": {}}, "case X: 'I' should name calendar years, like 2024"),
        (SERVICE | {"I": {"now": 1}}, "case X: 'I' should name calendar years, like 2024"),
        (SERVICE | {"kind": "forecast", "months": "1e30"}, "case X: a number is too large to calculate with"),
        (SERVICE | {"nodes": "2.5"}, "case X: 'nodes' must be a whole number from 1, and is 5/2"),
        (
            SERVICE | {"kind": "forecast", "months": 24, "I": {"2024": "0.2"}},
            "case X: no grid factor for some days of service: it is known for 2024",
        ),
        ({"of": "RC99"}, "case X: 'of' names the case 'RC99', which is not in this file"),
        ({"kind": "guess"}, "case X: 'guess' is not one of the kinds"),
        ({}, "case X: its inputs have none of the fields"),
        ("in words", "case X: its inputs have none of the fields"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(inputs: Any, sentence: str) -> None:
    assert refusal(inputs).startswith(sentence)
