"""How every list of the interface is paged, asked and written as a spreadsheet."""

import csv
import io
from typing import Any

import pytest

from inventory.models import Device, Person
from tests import factories
from tests.calling import Caller, pointers, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(owner: Person) -> Caller:
    return Caller(owner)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def tags(page: Any) -> list[str]:
    return [row["asset_tag"] for row in page["items"]]


def test_a_list_says_how_many_rows_a_page_has_and_where_the_next_is(program: Caller) -> None:
    for number in range(5):
        factories.a_laptop(asset_tag=f"GL-{number}")
    answer = program.get("devices/?limit=2&department=eng")
    first = answer.json()
    assert tags(first) == ["GL-0", "GL-1"]
    assert first["page"]["limit"] == 2
    assert answer.headers["Link"] == f'<{first["page"]["next"]}>; rel="next"'
    assert "department=eng" in first["page"]["next"]
    second = program.read(first["page"]["next"])
    third = program.read(second["page"]["next"])
    assert tags(second) + tags(third) == ["GL-2", "GL-3", "GL-4"]
    assert third["page"]["next"] is None


def test_a_page_that_is_just_full_is_the_last(program: Caller) -> None:
    factories.a_laptop()
    assert program.read("devices/?limit=1")["page"] == {"limit": 1, "next": None}


def test_paging_neither_loses_nor_repeats_rows_while_others_come_and_go(program: Caller) -> None:
    for number in range(6):
        factories.a_laptop(asset_tag=f"GL-{number}")
    page = program.read("devices/?limit=2")
    read = tags(page)
    factories.a_laptop(asset_tag="AA-NEW")
    Device.objects.filter(asset_tag="GL-0").update(left_how="undone")
    while page["page"]["next"]:
        page = program.read(page["page"]["next"])
        read += tags(page)
    assert read == ["GL-0", "GL-1", "GL-2", "GL-3", "GL-4", "GL-5", "AA-NEW"]


@pytest.mark.parametrize("limit", ["0", "-1", "5001", "999999", "ten", "", "1.5", "²"])
def test_a_limit_out_of_range_is_refused_and_never_clamped(program: Caller, limit: str) -> None:
    assert pointers(program.get(f"devices/?limit={limit}", status=400).json()) == {"/query/limit"}


def test_limit_5000_is_taken(program: Caller) -> None:
    assert program.read("devices/?limit=5000")["page"]["limit"] == 5000


def test_a_cursor_that_is_not_of_this_list_is_refused(program: Caller) -> None:
    for _ in range(2):
        factories.a_laptop()
    cursor = program.read("events/?limit=1")["page"]["next"].partition("cursor=")[2]
    assert pointers(program.get(f"devices/?cursor={cursor}", status=400).json()) == {"/query/cursor"}
    assert pointers(program.get("devices/?cursor=made-up", status=400).json()) == {"/query/cursor"}


@pytest.mark.parametrize("path", ["devices/", "events/", "clusters/", "departments/", "sites/", "devices/GL-1/"])
def test_a_parameter_that_nobody_knows_is_refused(program: Caller, path: str) -> None:
    factories.a_laptop(asset_tag="GL-1")
    problem = program.get(f"{path}?statge=ready", status=400).json()
    assert pointers(problem) == {"/query/statge"}
    assert problem["errors"][0]["code"] == "unknown"
    assert "format" in problem["detail"]


def test_a_misspelt_parameter_is_told_what_may_be_meant(program: Caller) -> None:
    problem = program.get("devices/?departement=eng", status=400).json()
    assert "department may be meant" in problem["errors"][0]["detail"]
    assert "department, site, cluster" in problem["detail"]


def test_a_parameter_of_an_act_is_refused(program: Caller) -> None:
    factories.a_laptop(asset_tag="GL-1")
    program.post("devices/GL-1/grade/?on=2024-03-01", {"grade": "A"}, status=400)


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("devices.csv", "*/*"),
        ("devices/.csv", "*/*"),
        ("devices/?format=csv", "*/*"),
        ("devices/?format=csv", "application/json"),
        ("devices/", "text/csv"),
    ],
)
def test_a_spreadsheet_is_had_by_address_by_parameter_and_by_header(program: Caller, path: str, accept: str) -> None:
    factories.a_laptop(asset_tag="GL-1")
    answer = program.get(path, accept=accept)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="devices.csv"'
    assert [row["asset_tag"] for row in rows_of(said(answer))] == ["GL-1"]


def test_a_browser_gets_json(program: Caller) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert program.get("devices/", accept=accept).headers["Content-Type"] == "application/json"


def test_a_format_that_there_is_not_is_refused(program: Caller) -> None:
    factories.a_laptop(asset_tag="GL-1")
    assert pointers(program.get("devices/?format=xlsx", status=400).json()) == {"/query/format"}
    assert pointers(program.get("devices/GL-1/?format=csv", status=400).json()) == {"/query/format"}


def test_a_spreadsheet_holds_the_whole_list_unless_a_limit_is_given(program: Caller) -> None:
    for _ in range(3):
        factories.a_laptop()
    assert len(rows_of(said(program.get("devices.csv")))) == 3
    page = program.get("devices.csv?limit=2")
    assert len(rows_of(said(page))) == 2
    following = page.headers["Link"].partition(">")[0].strip("<")
    assert len(rows_of(said(program.get(following)))) == 1


def test_an_empty_spreadsheet_has_its_header(program: Caller) -> None:
    text = said(program.get("devices.csv"))
    assert text.startswith("asset_tag,stage,")
    assert text.count("\r\n") == 1


def test_cells_are_machine_values_whatever_the_language(program: Caller, owner: Person) -> None:
    owner.language = "de"
    owner.save()
    factories.a_laptop(ram_gb=1.5, passwords=("power-on", "drive"), cpu='Core "i5", 1.7 GHz')
    text = said(program.get("devices.csv"))
    [row] = rows_of(text)
    assert (row["ram_gb"], row["drives_known"], row["test_passed"]) == ("1.5", "true", "")
    assert (row["received_on"], row["passwords"]) == ("2024-03-01", "power-on;drive")
    assert '"Core ""i5"", 1.7 GHz"' in text


def test_text_that_a_spreadsheet_would_run_is_defused_only_where_asked_for(program: Caller) -> None:
    factories.a_laptop(cpu="=HYPERLINK(1)", asset_tag="+GL-1")
    plain, excel = said(program.get("devices.csv")), said(program.get("devices.csv?excel=1"))
    assert rows_of(plain)[0]["cpu"] == "=HYPERLINK(1)"
    assert excel.startswith("\ufeffasset_tag,")
    assert ("'=HYPERLINK(1)" in excel, "'+GL-1" in excel) == (True, True)
    program.get("devices.csv?excel=yes", status=400)


def test_a_number_is_no_formula(program: Caller) -> None:
    from greenlab.api.spreadsheet import lines

    text = "".join(lines(["s", "t"], [{"s": -5, "t": "-5+1"}], excel=True))
    assert text == "\ufeffs,t\r\n-5,'-5+1\r\n"
