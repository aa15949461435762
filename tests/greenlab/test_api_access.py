"""Who is let into the interface, and what a refusal looks like."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from inventory.actions.tokens import revoke_token
from inventory.models import Department, Device, Person
from tests import factories
from tests.calling import Caller, said
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(owner: Person) -> Caller:
    return Caller(owner)


def basic(password: str, user: str = "anybody") -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def assert_is_problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    assert answer.status_code == status, said(answer)
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert problem["status"] == status
    assert problem["type"] == f"{settings.SITE.origin}/api/v1/problems/{kind}/"
    return problem


def test_without_a_token_nobody_is_let_in_and_is_told_what_to_send(client: Client) -> None:
    answer = client.get("/api/v1/devices/")
    assert_is_problem(answer, 401, "not-authenticated")
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="GreenLab", Basic ')


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer nonsense",
        "Bearer glb_000000000000.wrong",
        "Bearer glb_\xe9",
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"\xff\xfe").decode(),
        "Token glb_a.b",
    ],
)
def test_a_token_that_does_not_hold_is_refused(client: Client, header: str) -> None:
    assert_is_problem(client.get("/api/v1/devices/", headers={"authorization": header}), 401, "not-authenticated")


def test_a_token_ends_when_it_expires_is_revoked_or_its_person_leaves(program: Caller, owner: Person) -> None:
    program.get("devices/")
    program.token.expires_at = timezone.now() - timedelta(seconds=1)
    program.token.save()
    program.get("devices/", status=401)
    other = Caller(owner)
    revoke_token(token=other.token, by=owner)
    other.get("devices/", status=401)
    third = Caller(owner)
    owner.is_active = False
    owner.save()
    third.get("devices/", status=401)


def test_the_token_is_taken_as_the_password_of_basic_as_excel_sends_it(client: Client, program: Caller) -> None:
    factories.a_laptop(asset_tag="GL-1")
    assert "GL-1" in said(client.get("/api/v1/devices.csv", headers=basic(program.text)))
    assert client.get("/api/v1/devices.csv", headers=basic("a long secret", "owner")).status_code == 401


@pytest.mark.parametrize(
    ("scope", "allowed", "refused", "missing"),
    [
        ("devices:read", "devices/", "savings/departments/", "esg:read"),
        ("esg:read", "savings/departments/", "devices/", "devices:read"),
    ],
)
def test_a_scope_opens_what_it_names_and_nothing_else(
    owner: Person, scope: str, allowed: str, refused: str, missing: str
) -> None:
    program = Caller(owner, [scope])
    program.get(allowed)
    problem = assert_is_problem(program.get(refused, status=403), 403, "missing-scope")
    assert missing in problem["detail"]


def test_reading_is_not_writing(owner: Person) -> None:
    factories.a_laptop(asset_tag="GL-1")
    problem = Caller(owner, ["devices:read"]).post("devices/GL-1/grade/", {"grade": "A"}, status=403).json()
    assert "devices:write" in problem["detail"]
    Caller(owner, ["devices:write"]).post("devices/GL-1/grade/", {"grade": "A"})
    assert Device.objects.get().grade == "A"


def test_who_is_logged_in_reads_and_writes_with_the_forgery_token(owner: Person, sign_in: SignIn) -> None:
    factories.a_laptop(asset_tag="GL-1")
    assert sign_in(owner).get("/api/v1/devices/").status_code == 200
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    answer = browser.post("/api/v1/devices/GL-1/grade/", {"grade": "A"}, "application/json")
    assert_is_problem(answer, 403, "not-allowed")
    assert Device.objects.get().grade == ""


def test_a_person_without_any_role_sees_nothing(owner: Person, engineering: Department) -> None:
    factories.a_laptop(asset_tag="GL-1", department=engineering)
    program = Caller(owner, ["devices:read"])
    owner.memberships.all().delete()
    assert program.read("devices/")["items"] == []


def test_what_is_refused_says_why_in_every_way(program: Caller, client: Client) -> None:
    bearer = {"authorization": f"Bearer {program.text}"}
    assert_is_problem(client.get("/api/v1/nowhere/", headers=bearer), 404, "not-found")
    assert_is_problem(client.get("/api/v1/devices/NONE/", headers=bearer), 404, "not-found")
    wrong_method = client.delete("/api/v1/devices/", headers=bearer)
    assert_is_problem(wrong_method, 405, "method-not-allowed")
    assert wrong_method.headers["Allow"] == "GET, POST, HEAD, OPTIONS"
    html_only = client.get("/api/v1/devices/", headers={**bearer, "accept": "image/png"})
    assert_is_problem(html_only, 406, "not-acceptable")
    text = client.post("/api/v1/devices/", "x", "text/plain", headers=bearer)
    assert_is_problem(text, 415, "unsupported-media-type")
    assert_is_problem(client.post("/api/v1/devices/", "{", "application/json", headers=bearer), 400, "malformed")


def test_an_address_without_its_slash_is_redirected_for_readers_and_refused_for_writers(program: Caller) -> None:
    answer = program.get("devices?limit=5", status=301)
    assert answer.headers["Location"] == "/api/v1/devices/?limit=5"
    told = program.post("devices", {"serial": "SERIAL1"}, status=404).json()
    assert "slash" in told["detail"]
    assert_is_problem(program.get("nowhere", status=404), 404, "not-found")


def test_a_head_is_a_get_without_a_body(program: Caller) -> None:
    answer = program.client.head("/api/v1/devices/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_body_that_is_too_large_is_refused_unread(program: Caller, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    answer = program.client.post("/api/v1/devices/", b" " * (1024 * 1024 + 1), "application/json")
    assert_is_problem(answer, 413, "too-large")


def test_a_fault_of_ours_is_a_problem_too(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Caller(owner)
    program.client.raise_request_exception = False
    monkeypatch.setattr("inventory.api.devices.visible_devices", None)
    problem = assert_is_problem(program.client.get("/api/v1/devices/"), 500, "failed")
    assert "NoneType" not in problem["detail"]


def test_outside_the_interface_errors_stay_pages(client: Client) -> None:
    assert client.get("/nowhere/").headers["Content-Type"].startswith("text/html")


def test_the_type_of_a_problem_leads_to_its_meaning(client: Client) -> None:
    kind = client.get("/api/v1/devices/").json()["type"]
    told = client.get(kind).json()
    assert (told["kind"], told["status"]) == ("not-authenticated", 401)
    assert client.get("/api/v1/problems/unheard-of/").status_code == 404
