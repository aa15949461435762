from datetime import date

import pytest

from inventory.readers.spreadsheet import read_pasted, read_sheet
from tests.inventory.readers.rows import one, sentences


@pytest.mark.parametrize(
    ("header", "cell", "gb"),
    [
        ("RAM", "8", 8), ("RAM", "8 GB", 8), ("RAM", "8GB DDR4", 8), ("RAM", "2x4GB", 8), ("RAM", "2 × 4 Go", 8),
        ("RAM (MB)", "8192", 8), ("RAM", "8192 MB", 8), ("RAM", "7,8 GB", 7.8), ("RAM (MB)", "0", None),
        ("RAM", "8.000", 8), ("Memory in MB", "4096.0", 4), ("RAM", "16 GB (2 x 8 GB)", 16),
        ("Storage", "256", 256), ("Storage", "1 TB", 1000), ("Disque (To)", "0,5", 500),
        ("SSD", "256GB SSD + 1 TB HDD", 1256),
        ("Data Storage Size (MB)", "238475", 250.1), ("Data Storage Size (MB)", "512110", 512.11),
        ("Storage", "1.000 GB", 1000),
        ("Storage", "not checked", None),
    ],
)  # fmt: skip
def test_sizes_are_read_in_whatever_unit(header: str, cell: str, gb: float | None) -> None:
    field = "ram_gb" if "RAM" in header or "Mem" in header else "storage_gb"
    row = one(f"Tag|{header}", "GL-1", cell)
    assert row.values.get(field) == gb
    assert not row.is_blocked


def test_a_size_without_unit_that_can_only_be_megabytes_is_read_so_and_said() -> None:
    row = one("Tag|RAM", "GL-1", "8192")
    assert row.values["ram_gb"] == 8
    assert sentences(row) == ["8192 without a unit was read as MB."]


@pytest.mark.parametrize("cell", ["plenty", "47.40 €", "5000000 GB"])
def test_what_is_no_size_is_said(cell: str) -> None:
    row = one("Tag|RAM", "GL-1", cell)
    assert "ram_gb" not in row.values
    assert row.is_blocked


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2019-03-31", date(2019, 3, 31)), ("2019-03-31 17:11:36.126304+02:00", date(2019, 3, 31)),
        ("31.03.2019", date(2019, 3, 31)), ("3.4.19", date(2019, 4, 3)), ("31/03/2019", date(2019, 3, 31)),
        ("3/31/19", date(2019, 3, 31)), ("2019/03/31", date(2019, 3, 31)), ("20190331", date(2019, 3, 31)),
        ("Tue Jul  2 10:37:44 2019", date(2019, 7, 2)), ("2 Jul 2019", date(2019, 7, 2)),
        ("Jul 2, 2019", date(2019, 7, 2)),
        ("2. März 2019", date(2019, 3, 2)), ("1er août 2019", date(2019, 8, 1)),
        ("2 de enero de 2019", date(2019, 1, 2)),
        ("2 gennaio 2019", date(2019, 1, 2)), ("02-mei-19", date(2019, 5, 2)), ("4/4/16", date(2016, 4, 4)),
        ("12 juillet 2019", date(2019, 7, 12)), ("12 juin 2019", date(2019, 6, 12)),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(cell: str, day: date) -> None:
    row = one("Tag|Purchase date", "GL-1", cell)
    assert row.values["purchased_on"] == day


def test_the_order_of_dates_is_proved_by_the_column() -> None:
    american = read_pasted("Tag|Purchase date\nGL-1|1/23/23\nGL-2|4/5/16")
    assert american.rows[1].values["purchased_on"] == date(2016, 4, 5)
    european = read_pasted("Tag|Purchase date\nGL-1|23/1/23\nGL-2|4/5/16")
    assert european.rows[1].values["purchased_on"] == date(2016, 5, 4)


def test_an_order_that_nothing_proves_is_asked_for() -> None:
    text = "Tag|Purchase date\nGL-1|4/5/16\nGL-2|4/4/16"
    undecided = read_pasted(text)
    assert sentences(undecided.rows[0]) == [
        "“4/5/16” can be read day first or month first: choose the order of the dates."
    ]
    assert undecided.rows[0].is_blocked
    assert not undecided.rows[1].is_blocked
    assert read_pasted(text, date_order="dmy").rows[0].values["purchased_on"] == date(2016, 5, 4)
    assert read_pasted(text, date_order="mdy").rows[0].values["purchased_on"] == date(2016, 4, 5)


def test_a_column_that_contradicts_itself_is_not_guessed() -> None:
    sheet = read_pasted("Tag|Purchase date\nGL-1|23/1/23\nGL-2|1/23/23\nGL-3|4/5/16")
    assert [row.is_blocked for row in sheet.rows] == [False, False, True]
    chosen = read_pasted("Tag|Purchase date\nGL-1|23/1/23\nGL-2|1/23/23", date_order="dmy")
    assert "does not fit the other dates" in sentences(chosen.rows[1])[0]


@pytest.mark.parametrize("cell", ["31.02.2019", "99/99/2019", "soon", "1/1/1900", "2019"])
def test_what_is_no_date_is_said(cell: str) -> None:
    row = one("Tag|Purchase date", "GL-1", cell)
    assert row.is_blocked
    assert sentences(row)[0].startswith(f"“{cell}” ")


@pytest.mark.parametrize("cell", ["6.37702E+15", "5,02E+18", "5E+18"])
def test_numbers_that_a_spreadsheet_program_damaged_are_said(cell: str) -> None:
    row = one("Tag|Serial", "GL-1", cell)
    assert "serial" not in row.values
    assert sentences(row) == [f"The serial {cell} was damaged by a spreadsheet program: format the column as text."]
    assert row.is_blocked


def test_a_serial_number_that_only_looks_like_a_power_of_ten_is_one() -> None:
    assert one("Tag|Serial", "GL-1", "5E12345").values["serial"] == "5E12345"


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "@SUM(A1)", "+cmd|calc", "-cmd"])
def test_what_looks_like_a_formula_stays_text_and_is_said(cell: str) -> None:
    row = read_sheet(f"Tag;Note\nGL-1;{cell}\n".encode()).rows[0]
    assert row.values["note"] == cell.replace('"', "") or row.values["note"] == cell
    assert "looks like a formula; it is kept as text" in sentences(row)[0]
    assert not row.is_blocked


@pytest.mark.parametrize("cell", ["-", "N/A", "No tag", "not checked", "unbekannt", "", "#N/A"])
def test_words_for_nothing_are_nothing(cell: str) -> None:
    row = one("Serial|Asset tag|CPU", "5CG1234ABC", cell, cell)
    assert row.values == {"serial": "5CG1234ABC"}


def test_a_placeholder_serial_number_is_not_used_and_said() -> None:
    row = one("Tag|Serial", "GL-1", "To be filled by O.E.M.")
    assert "serial" not in row.values
    assert sentences(row) == ["“To be filled by O.E.M.” is a placeholder, not a serial number, and is not used."]


def test_all_problems_of_a_row_are_said_at_once() -> None:
    row = one("Serial|RAM|Purchase date", "6.3E+15", "plenty", "soon")
    assert [problem.field for problem in row.problems] == ["serial", "ram_gb", "purchased_on", ""]


def test_the_serial_numbers_of_several_drives_are_gathered() -> None:
    row = one("Tag|Drive 1 serial|SSD serial number", "GL-1", "S1D5NSAF1, WD-123", "WD-123 / X9")
    assert row.values["drive_serials"] == ("S1D5NSAF1", "WD-123", "X9")


def test_what_is_not_a_laptop_is_pointed_out() -> None:
    assert one("Tag|Type", "GL-1", "Notebook").values["form_factor"] == "laptop"
    assert "is not a laptop" in sentences(one("Tag|Type", "GL-1", "Keyboard"))[0]
