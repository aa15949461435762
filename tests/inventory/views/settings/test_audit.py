"""Who did what: order, filters, paging, the file, and who may read it."""

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inventory import actions
from inventory.actions.places import add_department
from inventory.models import AuditEntry, Department, DeviceEvent, Person
from inventory.queries.audit import PAGE
from inventory.roles import Role
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(owner: Person, sign_in: SignIn) -> Client:
    return sign_in(owner)


def acts(page: str) -> list[tuple[str, str]]:
    """Who and what of every row."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page, re.DOTALL)
    cells = [re.findall(r"data-label=\"(?:Who|What)\">(.*?)</td>", row) for row in rows]
    return [(who, what) for who, what in cells]


def test_acts_on_devices_and_on_the_installation_stand_in_one_list_latest_first(office: Client, owner: Person) -> None:
    add_department(code="art", name="Art", by=owner)
    factories.a_laptop()
    add_department(code="law", name="Law", by=owner)
    page = office.get("/settings/audit/").content.decode()
    assert acts(page) == [("Olga Owner", "Department added"), ("setup", "Received"), ("Olga Owner", "Department added")]


def test_an_act_on_many_devices_is_one_entry(office: Client, owner: Person) -> None:
    devices = [factories.a_laptop() for _n in range(3)]
    actions.record_tests(devices=devices, passed=True, on=factories.DAY, by=owner)
    page = office.get("/settings/audit/?act=record_test").content.decode()
    assert acts(page) == [("Olga Owner", "Tested")]
    assert "3 devices" in page


def test_it_is_narrowed_by_person_act_and_day(office: Client, owner: Person) -> None:
    factories.a_laptop()
    add_department(code="art", name="Art", by=owner)
    setup = factories.the_administrator()
    today = AuditEntry.objects.get().at.date().isoformat()
    assert len(acts(office.get(f"/settings/audit/?by={setup.pk}").content.decode())) == 1
    assert len(acts(office.get("/settings/audit/?act=add_department").content.decode())) == 1
    assert len(acts(office.get(f"/settings/audit/?day={today}").content.decode())) == 2
    assert "No act like that" in office.get("/settings/audit/?day=2001-01-01").content.decode()


def walked(browser: Client) -> list[tuple[str, str]]:
    """The rows of every page, by following Next."""
    address, found = "/settings/audit/", []
    while address:
        page = browser.get(address).content.decode()
        found += acts(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    return found


def test_every_act_is_on_exactly_one_page(office: Client, owner: Person) -> None:
    for number in range(PAGE + 5):
        add_department(code=f"d{number}", name=f"Department {number}", by=owner)
    factories.a_laptop()
    found = walked(office)
    assert len(found) == PAGE + 6
    assert found[0] == ("setup", "Received")


def test_pages_hold_when_many_acts_bear_the_same_moment(office: Client, owner: Person) -> None:
    intake = actions.receive_devices(
        arrivals=[factories.an_arrival() for _n in range(5)], reference="B-1", on=factories.DAY, by=owner
    )
    for device in intake.received:
        actions.grade_device(device=device, grade="B", on=factories.DAY, by=owner)
    moment = DeviceEvent.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    assert moment is not None
    AuditEntry.objects.bulk_create([AuditEntry(act="x", subject=str(n), by=owner) for n in range(PAGE)])
    assert len(walked(office)) == PAGE + 6  # the receipt of five is one


def test_the_file_holds_every_act_with_its_facts(office: Client, owner: Person) -> None:
    device = factories.a_laptop()
    add_department(code="art", name="Art", by=owner)
    answer: Any = office.get("/settings/audit/export.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["act"] for row in rows] == ["add_department", "receive_device"]
    assert (rows[0]["subject"], rows[0]["by"]) == ("art", "owner")
    assert (rows[1]["device"], rows[1]["happened_on"]) == (device.asset_tag, "2024-03-01")


def test_a_page_costs_the_same_at_ten_and_at_a_hundred(office: Client, owner: Person) -> None:
    counts = []
    for number in range(100):
        add_department(code=f"d{number}", name=f"Department {number}", by=owner)
        if number in (9, 99):
            with CaptureQueriesContext(connection) as queries:
                office.get("/settings/audit/")
            counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("cursor", ["x", "20250101T000000.000000Z~1", "20250101T000000.000000Z~a~b", "~~", "9~9~9"])
def test_a_cursor_that_is_none_shows_the_first_page(office: Client, owner: Person, cursor: str) -> None:
    add_department(code="art", name="Art", by=owner)
    assert len(acts(office.get("/settings/audit/", {"after": cursor}).content.decode())) == 1


@pytest.mark.parametrize("who", ["technician", "viewer", "outsider"])
def test_it_is_for_officers_and_administrators(who: str, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get("/settings/audit/").status_code == 403
    assert browser.get("/settings/audit/export.csv").status_code == 403


def test_an_officer_of_a_department_reads_its_devices_acts_alone(
    engineering: Department, library: Department, owner: Person, sign_in: SignIn
) -> None:
    factories.a_laptop(department=engineering)
    factories.a_laptop(department=library)
    add_department(code="art", name="Art", by=owner)
    page = sign_in(factories.a_person(Role.OFFICER, engineering)).get("/settings/audit/").content.decode()
    assert acts(page) == [("setup", "Received")]


def test_the_file_runs_no_formula_that_somebody_wrote_on_a_label(office: Client) -> None:
    factories.a_laptop(asset_tag="=1+1")
    answer: Any = office.get("/settings/audit/export.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert "'=1+1" in [row["device"] for row in rows]
