import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.readers import Refused, workbook_cells
from inventory.readers.spreadsheet import read_sheet
from inventory.readers.workbook import workbook_rows
from tests.inventory.readers.rows import sentences
from tests.inventory.readers.workbooks import xlsx


def test_a_workbook_keeps_numbers_and_dates_as_they_are_shown() -> None:
    sheet = read_sheet(xlsx([["Tag", "Serial", "Purchase date", "RAM"], [12, 12345679, date(2023, 1, 23), 7.8]]))
    assert sheet.rows[0].values == {
        "asset_tag": "12",
        "serial": "12345679",
        "purchased_on": date(2023, 1, 23),
        "ram_gb": 7.8,
    }


def test_a_workbook_number_too_long_to_be_kept_is_said() -> None:
    row = read_sheet(xlsx([["Tag", "Serial"], ["GL-1", 6377021234567890]])).rows[0]
    assert "was damaged by a spreadsheet program" in sentences(row)[0]


def test_a_serial_number_that_became_a_date_is_said() -> None:
    row = read_sheet(xlsx([["Tag", "Serial"], ["GL-1", date(2019, 3, 1)]])).rows[0]
    assert sentences(row) == ["The serial 2019-03-01 is a date: a spreadsheet program has changed it."]


def test_other_sheets_are_named_and_can_be_asked_for() -> None:
    data = xlsx([["Tag", "Serial"], ["GL-1", "5CG1234ABC"]], sheets=("Assets", "Old"))
    sheet = read_sheet(data)
    assert (sheet.sheet_name, sheet.sheet_names) == ("Assets", ("Assets", "Old"))
    assert any("not read: Old" in notice for notice in sheet.notices)
    with pytest.raises(Refused, match="no sheet “New”"):
        read_sheet(data, sheet="New")


def test_a_list_of_one_column_is_read() -> None:
    assert [row.values for row in read_sheet(xlsx([["Serial"], ["5CG1234ABC"]])).rows] == [{"serial": "5CG1234ABC"}]


def test_row_numbers_are_the_spreadsheets_own() -> None:
    sheet = read_sheet(xlsx({(2, 1): "Tag", (2, 2): "Serial", (5, 1): "GL-1", (5, 2): "5CG1234ABC"}))
    assert [row.number for row in sheet.rows] == [6]


def rewritten(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The same workbook with texts of its parts, and of their names, replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            name, text = member, old.read(member).decode()
            for before, after in changes:
                name, text = name.replace(before, after), text.replace(before, after)
            new.writestr(name, text)
    return buffer.getvalue()


CORNER = 'r="XFD1048576"'


@pytest.mark.parametrize(
    "changes",
    [
        (),
        ((CORNER, "r='XFD1048576'"),),
        ((CORNER, 'r = "XFD1048576"'),),
        ((CORNER, 'r="xfd1048576"'),),
        ((CORNER, 'r="XFD&#49;048576"'),),
        (("worksheets/sheet1", "elsewhere/one"),),
        (('<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>', "<c><v>1</v></c>" * 16_384),),
    ],
    ids=["plain", "single quotes", "blanks", "lower case", "an entity", "a sheet elsewhere", "cells without address"],
)
def test_one_cell_in_the_last_corner_does_not_end_the_process(changes: tuple[tuple[str, str], ...]) -> None:
    data = rewritten(xlsx({(0, 0): "Tag", (1_048_575, 16_383): "x"}), *changes)
    with pytest.raises(Refused, match=r"too large to read|not a readable XLSX"):
        read_sheet(data)


def test_a_workbook_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, "MOST_SECONDS", 0.001)
    with pytest.raises(Refused, match="too large to read"):
        read_sheet(xlsx([["Tag", "Serial"], ["GL-1", "5CG1234ABC"]]))


def test_days_moments_truths_and_blanks_arrive_as_they_left() -> None:
    moments = 'numFmtId="14"', 'numFmtId="22"'
    days, _name, _names = workbook_rows(xlsx([[date(2023, 1, 23), 7, 7.5, "é\u2028", ""]]))
    assert days == [[date(2023, 1, 23), 7, 7.5, "é\u2028", ""]]
    half = rewritten(xlsx([[date(2023, 1, 23), "true"]]), moments, ("<v>44949</v>", "<v>44949.5</v>"))
    truth = rewritten(half, ('t="inlineStr"><is><t>true</t></is>', 't="b"><v>1</v>'))
    assert workbook_rows(truth)[0] == [[datetime(2023, 1, 23, 12), "TRUE"]]  # noqa: DTZ001 - spreadsheets know no zone


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\x00" * 50, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600])
def test_a_damaged_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="not a readable XLSX, ODS or XLS file"):
        read_sheet(data)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=30))
@settings(max_examples=50)  # each starts a process
def test_any_damage_to_a_workbook_is_answered(at: int, junk: bytes) -> None:
    data = bytearray(xlsx([["Tag", "Serial"], ["GL-1", "5CG1234ABC"]]))
    at %= len(data)
    data[at : at + len(junk)] = junk
    try:
        read_sheet(bytes(data))
    except Refused as refusal:
        assert str(refusal)  # noqa: PT017 - either answer is right
