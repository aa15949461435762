from pathlib import Path

import pytest

from carbon.engine.tables import COLUMNS, UnfitTables, read_factor_table, read_factor_tables

pytestmark = pytest.mark.once

GOOD = {
    "key": "grid",
    "value": "100",
    "low": "90",
    "high": "110",
    "unit": "g/kWh",
    "zone": "FRA",
    "year": "2023",
    "tier": "B",
    "source": "Ember",
    "source_ref": "page 3",
    "licence": "CC BY 4.0",
    "note": "",
}


def table(*rows: dict[str, str]) -> str:
    lines = [",".join(COLUMNS), *(",".join((GOOD | row)[column] for column in COLUMNS) for row in rows)]
    return "\n".join(lines) + "\n"


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(UnfitTables) as refusal:
        read_factor_table("grid.csv", text)
    return refusal.value.problems


def test_a_fit_row_is_read_with_its_place() -> None:
    [row] = read_factor_table("grid.csv", table({}))
    assert (row.file, row.row, row.factor.key, row.factor.zone, row.factor.year) == ("grid.csv", 2, "grid", "FRA", 2023)
    assert (row.factor.low, row.factor.value, row.factor.high) == (90, 100, 110)


def test_a_figure_may_hold_everywhere_and_always() -> None:
    [row] = read_factor_table("parts.csv", table({"key": "part.ram", "zone": "", "year": ""}))
    assert (row.factor.zone, row.factor.year) == (None, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"low": "110", "high": "90"}, "low 110 is above high 90: the bounds are swapped"),
        ({"low": "101"}, "value 100 lies outside its bounds 101 to 110"),
        ({"unit": ""}, "unit is missing"),
        ({"source": "  "}, "source is missing"),
        ({"licence": ""}, "licence is missing"),
        ({"value": ""}, "value is missing"),
        ({"value": "1e3"}, "value is not a plain number: '1e3'"),
        ({"value": "12;5"}, "value is not a plain number: '12;5'"),
        ({"value": "nan"}, "value is not a plain number: 'nan'"),
        ({"value": "-5", "low": "-5"}, "grid cannot be negative"),
        ({"unit": "share"}, "a share cannot be above 1"),
        ({"tier": "F"}, "tier should be A to E, and is 'F'"),
        ({"zone": "France"}, "zone should look like FRA, and is 'France'"),
        ({"year": "23"}, "year should look like 2024, and is '23'"),
        ({"key": "Part RAM"}, "key should look like part.ram, and is 'Part RAM'"),
        ({"source": "=HYPERLINK(1)"}, "source looks like a formula: '=HYPERLINK(1)'"),
        ({"note": "@here"}, "note looks like a formula: '@here'"),
        ({"source_ref": "+1 page"}, "source_ref looks like a formula: '+1 page'"),
        ({"licence": "-"}, "licence looks like a formula: '-'"),
    ],
)
def test_an_unfit_row_is_refused_with_its_reason(change: dict[str, str], sentence: str) -> None:
    assert f"grid.csv:2: {sentence}" in problems(table(change))


def test_a_credit_for_recovered_material_may_be_negative() -> None:
    credit = {"key": "weee.recycling", "value": "-5", "low": "-6", "high": "4"}
    assert read_factor_table("logistics.csv", table(credit))[0].factor.value == -5


def test_all_problems_are_named_at_once() -> None:
    found = problems(table({"unit": "", "tier": ""}, {}, {"zone": "DEU", "low": "200"}))
    assert found == (
        "grid.csv:2: unit is missing",
        "grid.csv:2: tier is missing",
        "grid.csv:4: low 200 is above high 110: the bounds are swapped",
    )


def test_one_question_has_one_answer() -> None:
    assert problems(table({}, {"value": "95"})) == ("grid.csv:3: grid FRA 2023 stands already in grid.csv:2",)


def test_a_row_with_a_comma_too_many_is_refused() -> None:
    assert problems(table({"note": "one, two"})) == (
        "grid.csv:2: the row has more than 12 cells; quote the text that holds a comma",
    )


def test_a_table_without_its_columns_is_refused() -> None:
    assert problems("key,value\n")[0].startswith("grid.csv:1: the header lacks low, high, unit")


def test_an_open_quote_is_refused() -> None:
    assert "not readable as CSV" in problems(table({"note": '"never closed'}))[0]


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table({}), encoding="utf-8")
    (tmp_path / "b.csv").write_text(table({}), encoding="utf-8")
    (tmp_path / "c.csv").write_bytes(table({"note": "é"}).encode("latin-1"))
    with pytest.raises(UnfitTables) as refusal:
        read_factor_tables(tmp_path)
    assert refusal.value.problems == (
        "c.csv: not text in UTF-8 (byte 126)",
        "b.csv:2: grid FRA 2023 stands already in a.csv:2",
    )


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UnfitTables, match="there is no factor table"):
        read_factor_tables(tmp_path)
