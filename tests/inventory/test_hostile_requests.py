"""Requests that no form and no program of ours makes: each is answered in words, never by a fault."""

import pytest
from django.db import DataError, IntegrityError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from rest_framework.request import Request

from greenlab.api.problems import answer_exception
from inventory.middleware import SayWhatWasRefused
from inventory.models import Person
from tests.calling import Caller
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
    ],
)
def test_a_number_or_a_day_out_of_all_bounds_shows_a_page(sign_in: SignIn, owner: Person, address: str) -> None:
    assert sign_in(owner).get(address).status_code == 200


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
