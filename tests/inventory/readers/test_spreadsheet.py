from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inventory.readers import Refused
from inventory.readers.register import Sheet
from inventory.readers.spreadsheet import MOST_ROWS, read_pasted, read_sheet
from tests.inventory.readers.rows import one, sentences


def mapped(sheet: Sheet) -> dict[str, str]:
    return {column.header: column.field for column in sheet.columns if column.field}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_any_line_end(delimiter: str, ends: str) -> None:
    lines = ["Asset Tag,Serial,Model,Note", 'GL-1,5CG1234ABC,"EliteBook, 840","two', 'lines"', "GL-2,5CG1234ABD,T480,x"]
    text = ends.join(lines).replace(",", delimiter).replace(f"EliteBook{delimiter}", "EliteBook,")
    sheet = read_sheet(text.encode())
    assert sheet.delimiter == delimiter
    assert [row.values["asset_tag"] for row in sheet.rows] == ["GL-1", "GL-2"]
    assert sheet.rows[0].values["model"] == "EliteBook, 840"
    assert "two" in str(sheet.rows[0].values["note"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_accents_survive_the_encodings_of_windows(encoding: str) -> None:
    text = "Inventarnummer;Seriennummer;Fakultät\r\nGL-1;5CG1234ABC;Universität Zürich, Fakultät für Bücher\r\n"
    assert read_sheet(text.encode(encoding)).rows[0].values["department"] == "Universität Zürich, Fakultät für Bücher"


def test_accents_survive_an_old_mac() -> None:
    text = "Inventarnummer;Seriennummer;Fakultät\rGL-1;5CG1234ABC;Fakultät für Ökologie\r"
    assert read_sheet(text.encode("mac_roman")).rows[0].values["department"] == "Fakultät für Ökologie"


def test_the_encoding_can_be_chosen() -> None:
    data = "Tag;Ort\nGL-1;Košice\n".encode("cp1250")
    assert read_sheet(data, encoding="cp1250").rows[0].values["site"] == "Košice"
    with pytest.raises(Refused, match="no text encoding called"):
        read_sheet(data, encoding="klingon")


@pytest.mark.parametrize(
    "headers",
    [
        "Asset tag|Serial number|Manufacturer|Model|Department|Purchase date|RAM (GB)|Storage",
        "Inventarnummer|Seriennummer|Hersteller|Modell|Abteilung|Kaufdatum|Arbeitsspeicher|Festplatte",
        "Numéro d'inventaire|N° de série|Marque|Modèle|Département|Date d'achat|Mémoire vive (Go)|Disque dur",
        "Número de inventario|Número de serie|Fabricante|Modelo|Departamento|Fecha de compra|Memoria RAM|Disco duro",
        "Numero di inventario|Numero di serie|Produttore|Modello|Dipartimento|Data di acquisto|Memoria|Disco",
        "Inventarisnummer|Serienummer|Fabrikant|Modelnaam|Afdeling|Aankoopdatum|Werkgeheugen|Harde schijf",
    ],
)
def test_headers_are_known_in_six_languages(headers: str) -> None:
    row = one(headers, "GL-1", "5CG1234ABC", "HP", "840 G6", "Physics", "2019-03-31", "8", "256")
    assert row.values == {
        "asset_tag": "GL-1",
        "serial": "5CG1234ABC",
        "manufacturer": "HP",
        "model": "840 G6",
        "department": "Physics",
        "purchased_on": date(2019, 3, 31),
        "ram_gb": 8,
        "storage_gb": 256,
    }
    assert row.problems == ()


def test_of_two_columns_for_one_field_the_surer_is_taken_and_the_other_named() -> None:
    sheet = read_pasted("Item name|Model|Category|Category\nspare|T480|a|b")
    assert mapped(sheet) == {"Model": "model"}
    assert sheet.unrecognised == ("Item name", "Category", "Category")


def test_a_person_can_choose_the_columns() -> None:
    text = "Kiste|Nummer|Serial\nA|GL-1|5CG1234ABC"
    sheet = read_pasted(text, columns={1: "asset_tag", 2: ""})
    assert sheet.rows[0].values == {"asset_tag": "GL-1"}
    assert [column.mapped_by for column in sheet.columns] == ["", "choice", "choice"]
    with pytest.raises(Refused, match="no field “price”"):
        read_pasted(text, columns={0: "price"})


def test_a_chosen_column_wins_over_the_header_of_another() -> None:
    sheet = read_pasted("Serial|Real serial\n0000000|5CG1234ABC", columns={1: "serial"})
    assert sheet.rows[0].values["serial"] == "5CG1234ABC"


def test_pasted_rows_without_header_are_known_by_what_they_hold() -> None:
    sheet = read_pasted(
        "GL-004301\t5CG1234ABC\tHP EliteBook 840 G6\ti5-8365U\t8\t256 GB\n"
        "GL-004302\tPF0ABC77\tLenovo T480\ti5-8350U\t16\t512 GB"
    )
    assert sheet.header_row is None
    assert [column.field for column in sheet.columns] == ["asset_tag", "serial", "model", "cpu", "ram_gb", "storage_gb"]
    assert [row.number for row in sheet.rows] == [1, 2]
    assert sheet.rows[1].values["ram_gb"] == 16


def test_title_lines_above_the_header_are_passed_over_and_said() -> None:
    sheet = read_pasted("Inventory of the faculty 2024\n\nTag;Serial;Model\nGL-1;5CG1234ABC;T480")
    assert (sheet.header_row, sheet.rows[0].number) == (3, 4)
    assert any("found in row 3" in notice for notice in sheet.notices)


def test_no_row_is_left_out_unsaid() -> None:
    sheet = read_pasted("Tag|Serial\nGL-1|5CG1234ABC\n|\n\nTag|Serial\n|x|")
    assert [row.number for row in sheet.rows] == [2, 5, 6]
    assert sheet.blank_rows == 2
    assert sentences(sheet.rows[1]) == ["This row repeats the header."]
    assert all(row.is_blocked for row in sheet.rows[1:])


def test_a_register_of_something_else_is_read_but_asks_for_its_columns() -> None:
    sheet = read_pasted("id,name\n7,London\n8,Zakopane")
    assert "choose which columns they are" in sheet.notices[0]
    assert all(row.is_blocked for row in sheet.rows)


def test_a_repeated_serial_number_or_tag_names_the_first_row() -> None:
    sheet = read_pasted(
        "Tag|Serial|Manufacturer\nGL-1|5CG1234ABC|HP\nGL-2|5cg1234abc|Hewlett-Packard\nGL-3|5CG1234ABC|Dell\ngl-1|PF0ABC77|HP"
    )
    assert [sentences(row) for row in sheet.rows] == [
        [],
        ["Serial number 5cg1234abc is in row 2 already."],
        [],
        ["Asset tag gl-1 is in row 2 already."],
    ]


def test_a_register_of_machines_in_service_is_told_from_one_of_retired_ones() -> None:
    sheet = read_pasted(
        "Tag|Status|Deployed on|Assigned to\nGL-1|In use|2020-01-31|anna\n"
        "GL-2|Retired||\nGL-3|Undeployed||\nGL-4|ausgegeben||\nGL-5|not in use||"
    )
    assert [row.in_service for row in sheet.rows] == [True, False, False, True, False]
    assert sheet.rows[0].values["deployed_on"] == date(2020, 1, 31)
    assert sheet.rows[0].values["assigned_to"] == "anna"


def test_the_fingerprint_is_of_the_headers_only() -> None:
    first, other = read_pasted("Tag|Serial\nGL-1|5CG1234ABC"), read_pasted("serial;TAG\nX;GL-9")
    assert first.fingerprint == other.fingerprint
    assert first.fingerprint != read_pasted("Tag|Model\nGL-1|T480").fingerprint


def test_an_open_quotation_mark_is_refused_with_its_row() -> None:
    rows = "".join(f"GL-{n};T480\n" for n in range(5))
    with pytest.raises(Refused, match="Row 7 opens a quotation mark that is never closed"):
        read_sheet(f'Tag;Model\n{rows}GL-9;"T480\nGL-10;T490\n'.encode())


def test_inches_are_not_an_open_quotation_mark() -> None:
    assert read_sheet(b'Tag;Model\nGL-1;Macbook Pro 13"\nGL-2;T480\n').rows[0].values["model"] == 'Macbook Pro 13"'


def test_too_many_rows_or_columns_or_bytes_are_refused() -> None:
    with pytest.raises(Refused, match="20\u202f001 rows"):
        read_sheet(b"Tag;Model\n" + b"GL;T480\n" * (MOST_ROWS + 1))
    with pytest.raises(Refused, match="501 columns"):
        read_sheet(b"x;" * 500 + b"y\n")
    with pytest.raises(Refused, match=r"has 20\.1 MB; at most 20 MB"):
        read_sheet(b"x" * 20_000_001)


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02\x03" * 40])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_sheet(data)


@given(st.binary(max_size=1500))
@example(b"\xff\xfe")
@example(b'"')
@example(b"sep=\n")
@example(b'sep="\n"a"\n')
def test_any_bytes_are_answered(data: bytes) -> None:
    try:
        sheet = read_sheet(data)
    except Refused as refusal:
        assert str(refusal)  # noqa: PT017 - either answer is right
    else:
        assert all(row.values or row.problems for row in sheet.rows)


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=12), min_size=1, max_size=6))
@settings(max_examples=150)
def test_any_cells_under_known_headers_are_answered(cells: list[list[str]]) -> None:
    header = "Tag|Serial|Model|RAM|Storage|Purchase date|Received|Type|Drive serials|Grade|Status|Note"
    rows = ["|".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    sheet = read_pasted("\n".join([header, *rows]))
    assert len(sheet.rows) + sheet.blank_rows >= len(cells)


def test_ragged_rows_are_parted_as_their_header_is() -> None:
    sheet = read_pasted('Tag|Serial|Model\n""\n""|","\n""')
    assert (sheet.delimiter, [column.field for column in sheet.columns]) == ("|", ["asset_tag", "serial", "model"])


def test_quoted_cells_speak_for_the_delimiter_that_ends_them() -> None:
    header = "Tag|Serial|Model|RAM|Storage|Purchase date|Received|Type|Drive serials|Grade|Status|Note"
    sheet = read_pasted(header + '\n""|";"\n"0"\n""|";"')
    assert (sheet.delimiter, len(sheet.rows)) == ("|", 3)
