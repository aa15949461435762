"""Every collected report against the values that an independent script and a person took from it."""

import json
from pathlib import Path
from typing import Any

import pytest

from inventory.readers import Refused, read_report
from inventory.readers.expected import as_expected
from inventory.readers.spreadsheet import read_sheet
from tests.conftest import SHARED

KINDS = ("lshw_json", "dmidecode", "dmidecode_quirks")
# The one dmidecode report whose collector left the serial number in; the expected values say that none do.
SAID_ALL_THE_SAME = {("thinkpad-edge-e320.dmidecode.txt", "serial"): "LR9NKZ7"}


def _expected() -> dict[str, dict[str, dict[str, Any]]]:
    file = SHARED / "samples" / "EXPECTED.json"
    return json.loads(file.read_text()) if file.exists() else {}


REPORTS = [(kind, name) for kind in KINDS for name in _expected().get(kind, {})]
REGISTERS = sorted(file.name for file in (SHARED / "samples" / "asset_csv").glob("*.*") if file.suffix != ".md")


def agrees(expected: Any, said: Any) -> bool:
    if expected in (None, ""):
        return said in (None, "")
    if isinstance(expected, list):
        return len(expected) == len(said) and all(map(agrees, expected, said))
    if isinstance(expected, str):
        return isinstance(said, str) and expected.casefold() == said.casefold()
    return said is not None and said == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize(("kind", "name"), REPORTS)
def test_a_collected_report_says_what_it_is_known_to_say(samples: Path, kind: str, name: str) -> None:
    expected = _expected()[kind][name]
    data = (samples / kind / name).read_bytes()
    if expected.get("accept") is False:
        with pytest.raises(Refused) as refusal:
            read_report(data, name)
        assert refusal.value.kind == kind
        assert str(refusal.value).endswith(".")
        if refusal.value.report is None:
            return
        said = as_expected(refusal.value.report)
    else:
        said = as_expected(read_report(data, name))
    wrong = {
        key: (value, said[key])
        for key, value in expected.items()
        if key not in {"accept", "why"} and not agrees(SAID_ALL_THE_SAME.get((name, key), value), said[key])
    }
    assert not wrong


@pytest.mark.parametrize("name", REGISTERS)
def test_a_collected_register_is_read_to_its_last_row(samples: Path, name: str) -> None:
    sheet = read_sheet((samples / "asset_csv" / name).read_bytes(), name)
    assert sheet.rows
    assert [row.number for row in sheet.rows] == list(range(2, len(sheet.rows) + 2))
    for row in sheet.rows:
        assert row.values or row.problems


def test_the_damaged_register_of_a_mac_is_read_with_its_accents_and_every_damage_said(samples: Path) -> None:
    sheet = read_sheet((samples / "asset_csv" / "snipeit_assets-sample-BLANKS.csv").read_bytes())
    fields = {column.field: column.header for column in sheet.columns if column.field}
    assert sheet.encoding == "mac_roman"
    assert len(sheet.rows) == 200
    assert fields["serial"] == "Serial"
    assert fields["purchased_on"] == "Purchase Date"
    first = sheet.rows[0]
    assert first.values["asset_tag"] == "970882174-8"
    assert first.values["purchased_on"].isoformat() == "2016-04-05"  # type: ignore[union-attr]
    assert "The model code 6.37702E+15 was damaged by a spreadsheet program" in first.problems[0].sentence


def test_the_same_table_as_csv_xlsx_and_ods_gives_the_same_rows(samples: Path) -> None:
    tables = [
        read_sheet((samples / "asset_csv" / f"ereuse_placeholder_test.{kind}").read_bytes())
        for kind in ("csv", "xlsx", "ods")
    ]
    assert tables[0].rows == tables[1].rows == tables[2].rows
    assert tables[0].fingerprint == tables[1].fingerprint == tables[2].fingerprint
