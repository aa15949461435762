import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from carbon.actions.recompute import recompute_footprints
from carbon.models import Recompute
from carbon.queries import Filters, savings_by_department
from inventory import actions
from inventory.models import Department, Device, Person
from tests import factories
from tests.calling import Caller, pointers, said

pytestmark = pytest.mark.django_db

SCOPED = ("scope_departments", "scope_site", "scope_first_month", "scope_last_month")
LISTS = ["footprints/", "footprints/not-assessed/", "savings/departments/", "savings/months/"]


def of_department(rows: list[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["department_code"] == code]


@pytest.mark.parametrize("path", LISTS)
def test_before_the_first_recompute_a_list_is_empty_and_a_file_has_its_header(program: Caller, path: str) -> None:
    assert program.read(path) == {"items": [], "page": {"limit": 200, "next": None}}
    header, nothing = said(program.get(f"{path}?format=csv")).split("\r\n")
    origin, scope = "recompute_id,as_of,factor_set,method_version", ",".join(SCOPED)
    assert header.endswith((f",{origin},{scope}", f",{origin},interval,{scope},ledger,not_inventory"))
    assert nothing == ""


@pytest.mark.parametrize("path", LISTS)
def test_every_line_cites_the_recompute_that_made_it(program: Caller, shown: Recompute, path: str) -> None:
    for row in program.read(path)["items"]:
        assert row["recompute_id"] == shown.pk
        assert row["as_of"] == shown.as_of.isoformat()
        assert row["factor_set"] == "GreenLab 1"
        assert row["method_version"] == shown.method_version
        assert row.get("interval") == (None if path == "footprints/not-assessed/" else "bounds")


def test_every_line_says_what_its_list_is_narrowed_to(
    program: Caller, technician: Person, shown: Recompute
) -> None:
    narrowed = "savings/months/?department=lib&site=north&first_month=2024-04"
    rows = program.read(narrowed)["items"]
    assert {tuple(row[name] for name in SCOPED) for row in rows} == {("lib", "north", "2024-04", None)}
    assert {row["scope_departments"] for row in program.read("savings/departments/")["items"]} == {None}
    seen = Caller(technician, ["esg:read"]).read("savings/departments/")["items"]
    assert {row["scope_departments"] for row in seen} == {"eng"}


def test_a_department_has_its_savings_in_whole_grams(program: Caller, shown: Recompute) -> None:
    [eng] = of_department(program.read("savings/departments/")["items"], "eng")
    known = savings_by_department(shown, Filters(departments=("eng",)))[0]
    assert (eng["devices"], eng["devices_in_service"], eng["devices_not_assessed"]) == (2, 2, 0)
    assert eng["s_avoided_gco2e"] == known.central_g
    assert isinstance(eng["u_emitted_gco2e"], int)
    assert eng["ledger"] == "avoided"
    assert eng["not_inventory"] is True


def test_what_a_department_avoided_is_what_it_was_worth_less_what_it_emitted(program: Caller, shown: Recompute) -> None:
    for row in program.read("savings/departments/")["items"]:
        worth = row["a_emb_avoided_gco2e"] + row["a_use_avoided_gco2e"]
        emitted = sum(value for name, value in row.items() if name.endswith("emitted_gco2e"))
        assert row["s_avoided_gco2e"] == worth - emitted


@pytest.mark.parametrize("column", ["s_avoided_gco2e", "s_avoided_low_gco2e", "u_emitted_gco2e"])
def test_months_and_devices_add_up_to_departments_to_the_gram(program: Caller, shown: Recompute, column: str) -> None:
    for department in program.read("savings/departments/")["items"]:
        of_it = [
            sum(row[column] for row in of_department(program.read(path)["items"], department["department_code"]))
            for path in ("savings/months/", "footprints/")
        ]
        assert of_it == [department[column], department[column]]


def test_months_come_in_order_department_by_department(program: Caller, shown: Recompute) -> None:
    rows = program.read("savings/months/?limit=5000")["items"]
    keys = [(row["month"], row["department_code"]) for row in rows]
    assert keys == sorted(keys)
    assert keys[:2] == [("2024-03", "eng"), ("2024-03", "lib")]


def test_months_are_paged_without_loss(program: Caller, shown: Recompute) -> None:
    whole = program.read("savings/months/?limit=5000")["items"]
    paged: list[dict[str, Any]] = []
    following: str | None = "savings/months/?limit=7"
    while following:
        page = program.read(following)
        paged += page["items"]
        following = page["page"]["next"]
    assert paged == whole


def test_a_period_narrows_the_months(program: Caller, shown: Recompute) -> None:
    rows = program.read("savings/months/?first_month=2024-04&last_month=2024-05&department=lib")["items"]
    assert [(row["month"], row["department_code"]) for row in rows] == [("2024-04", "lib"), ("2024-05", "lib")]
    assert pointers(program.get("savings/months/?first_month=May", status=400).json()) == {"/query/first_month"}


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ("first_month=2026-05&last_month=2026-01", "/query/last_month"),
        ("department=zzz", "/query/department"),
        ("department=lib&department=zzz", "/query/department"),
        ("site=zzz", "/query/site"),
        ("site=north&site=south", "/query/site"),
        ("limit=5&limit=6", "/query/limit"),
    ],
)
def test_what_would_silently_answer_with_nothing_is_refused(
    program: Caller, shown: Recompute, asked: str, pointer: str
) -> None:
    for path in ("savings/months/", "savings/departments/"):
        assert pointers(program.get(f"{path}?{asked}", status=400).json()) == {pointer}


def test_several_departments_and_a_span_of_one_month_are_asked_for(program: Caller, shown: Recompute) -> None:
    asked = "department=lib&department=eng&first_month=2024-05&last_month=2024-05"
    rows = program.read(f"savings/months/?{asked}")["items"]
    assert {row["department_code"] for row in rows} == {"lib", "eng"}


def test_a_device_without_figures_is_listed_with_its_reason_and_is_in_no_sum(program: Caller, shown: Recompute) -> None:
    [missing] = program.read("footprints/not-assessed/")["items"]
    assert missing["reason"] == "no grid factor for zone XK"
    assert missing["department_code"] == "lib"
    [lib] = of_department(program.read("savings/departments/")["items"], "lib")
    assert (lib["devices"], lib["devices_not_assessed"]) == (1, 1)
    assert missing["device_ref"] not in {row["device_ref"] for row in program.read("footprints/")["items"]}


def test_savings_name_no_device_unless_the_token_reads_devices(owner: Person, shown: Recompute) -> None:
    serials = list(Device.objects.values_list("serial", flat=True))
    plain = said(Caller(owner, ["esg:read"]).get("footprints.csv"))
    assert not any(name in plain for name in ("E-1", "E-2", "L-1", *serials))
    named = Caller(owner, ["esg:read", "devices:read"]).read("footprints/")["items"]
    assert {row["asset_tag"] for row in named} == {"E-1", "E-2", "L-1"}
    assert not any(serial in str(named) for serial in serials)


def test_a_device_keeps_its_pseudonym_from_night_to_night(program: Caller, shown: Recompute) -> None:
    first = {row["device_ref"] for row in program.read("footprints/")["items"]}
    recompute_footprints(as_of=shown.as_of)
    assert {row["device_ref"] for row in program.read("footprints/")["items"]} == first
    assert len(first) == 3


def test_a_list_goes_on_in_the_night_that_it_began_in(program: Caller, shown: Recompute) -> None:
    first = program.read("footprints/?limit=1")
    recompute_footprints(as_of=shown.as_of)
    second = program.read(first["page"]["next"])
    assert second["items"][0]["recompute_id"] == first["items"][0]["recompute_id"] == shown.pk
    assert program.read("footprints/")["items"][0]["recompute_id"] != shown.pk


def test_a_recompute_that_is_not_kept_is_refused(program: Caller, shown: Recompute) -> None:
    assert pointers(program.get("footprints/?recompute=9999", status=400).json()) == {"/query/recompute"}


def test_a_person_reads_the_savings_of_their_departments(technician: Person, shown: Recompute) -> None:
    program = Caller(technician, ["esg:read"])
    for path in ("footprints/", "savings/departments/", "savings/months/"):
        assert {row["department_code"] for row in program.read(path)["items"]} == {"eng"}
        assert program.read(f"{path}?department=lib")["items"] == []
    assert program.read("footprints/not-assessed/")["items"] == []


def test_a_person_without_a_role_reads_no_savings(owner: Person, shown: Recompute) -> None:
    program = Caller(owner, ["esg:read"])
    owner.memberships.all().delete()
    problem = program.get("savings/departments/", status=403).json()
    assert problem["type"].endswith("/not-allowed/")


def test_savings_that_did_not_change_are_not_sent_again(program: Caller, shown: Recompute) -> None:
    etag = program.get("savings/departments/").headers["ETag"]
    assert program.get("savings/departments/", status=304, etag=etag).content == b""
    program.get("savings/departments/?department=eng", status=200, etag=etag)
    recompute_footprints(as_of=shown.as_of)
    program.get("savings/departments/", status=200, etag=etag)


def test_a_saving_that_is_negative_is_shown_so(program: Caller, shown: Recompute, library: Department) -> None:
    """Tested, fitted with a new drive, and never in service: burdens only."""
    by = factories.the_administrator()
    device = factories.a_tested_laptop(department=factories.a_department("bio", "Biology"))
    actions.install_part(device=device, kind="ssd", quantity=512, condition="new", on=factories.DAY, by=by)
    recompute_footprints(as_of=timezone.localdate() + timedelta(days=1))
    [bio] = of_department(program.read("savings/departments/")["items"], "bio")
    assert bio["s_avoided_gco2e"] < 0


def test_the_file_says_what_the_list_says(program: Caller, shown: Recompute) -> None:
    for path in LISTS:
        items = program.read(f"{path}?limit=5000")["items"]
        file = list(csv.DictReader(io.StringIO(said(program.get(path.rstrip("/") + ".csv")), newline="")))
        written = [
            {
                name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                for name, value in item.items()
            }
            for item in items
        ]
        assert file == written
