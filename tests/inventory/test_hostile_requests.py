"""Requests that no form and no program of ours makes: each is answered in words, never by a fault."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from rest_framework.request import Request

from greenlab.api.problems import answer_exception
from inventory.middleware import SayWhatWasRefused
from inventory.models import Person
from tests.calling import Caller, pointers
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/search/?q=a%00b", "/devices/?after=%00", "/labels/?device=%00", "/d/a%00b/", "/devices/act/?device=%00"],
)
def test_an_address_with_a_nul_is_not_understood(sign_in: SignIn, owner: Person, address: str) -> None:
    answer = sign_in(owner).get(address)
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/devices/?sort=since&after=2026-01-01~%C2%B2",
        f"/batches/?before={'9' * 5000}",
        "/settings/audit/?day=9999-12-31",
        "/settings/audit/?day=0001-01-01",
        "/settings/audit/?after=0001-01-01T00:00:00%2B14:00~1~1",
        "/settings/audit/?after=9999-12-31T23:59:59-14:00~1~1",
        f"/settings/audit/?after=20250101T000000.000000Z~1~{'9' * 25}",
    ],
)
def test_a_number_or_a_day_out_of_all_bounds_shows_a_page(sign_in: SignIn, owner: Person, address: str) -> None:
    browser = sign_in(owner)
    browser.cookies["time_zone"] = "Asia/Tokyo"
    assert browser.get(address).status_code == 200


@pytest.mark.parametrize("value", ["a\0b", "\0"])
def test_a_form_with_a_nul_is_not_understood_and_keeps_nothing(sign_in: SignIn, owner: Person, value: str) -> None:
    form = {"first_name": "Olga", "last_name": value, "email": ""}
    assert sign_in(owner).post("/preferences/name/", form).status_code == 400
    owner.refresh_from_db()
    assert owner.last_name == "Owner"


def test_a_file_has_any_bytes(sign_in: SignIn, owner: Person) -> None:
    """Only what is typed is text."""
    form = {"files": SimpleUploadedFile("a.bin", b"\0" * 40)}
    assert sign_in(owner).post(reverse("import"), form).status_code != 400


def test_a_host_that_is_not_ours_is_refused_by_the_interface_too(client: Client) -> None:
    answer = client.get("/api/v1/devices/", headers={"host": "evil.example"})
    assert (answer.status_code, answer.json()["title"]) == (400, "Malformed request")
    assert answer.json()["type"].startswith(settings.SITE.origin)


@pytest.mark.parametrize("drives", [[None], [[]], ["x"], {"a": 1}])
def test_drives_that_are_none_are_refused_one_by_one(owner: Person, drives: object) -> None:
    told = Caller(owner).post("devices/", {"drives": drives}, status=422).json()
    assert all(error["pointer"].startswith("/drives") for error in told["errors"])


def test_a_body_with_a_nul_is_refused_where_it_stands(owner: Person) -> None:
    told = Caller(owner).post("devices/", {"serial": "a\0b", "note": "\0"}, status=422).json()
    assert pointers(told) == {"/serial", "/note"}


def test_a_program_is_told_of_each(owner: Person) -> None:
    program = Caller(owner)
    assert program.get("devices/%00/", status=400).json()["title"] == "Malformed request"
    program.get(f"devices/?limit={'9' * 5000}", status=400)
    deep = program.client.post("/api/v1/devices/", "[" * 100_000, "application/json")
    assert (deep.status_code, deep.json()["title"]) == (400, "Malformed request")


@pytest.mark.parametrize(
    ("fault", "status"), [(DataError("value too long"), 400), (IntegrityError("a_serial_names_one_machine"), 409)]
)
def test_what_the_database_does_not_take_is_said(owner: Person, fault: Exception, status: int) -> None:
    request = RequestFactory().post(reverse("keep_view"))
    request.user = owner
    page = SayWhatWasRefused(lambda _request: HttpResponse()).process_exception(request, fault)
    assert page is not None
    assert page.status_code == status
    problem = answer_exception(fault, {"request": Request(request)})
    assert problem is not None
    assert problem.status_code == status
