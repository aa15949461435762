from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from inventory.models import Cluster, Department, Person, Site
from tests import factories
from tests.calling import Caller, pointers, said

pytestmark = pytest.mark.django_db


def test_a_device_tells_what_is_known_of_it_with_units_in_the_names(
    program: Caller, engineering: Department, north: Site
) -> None:
    factories.a_ready_laptop(department=engineering, site=north, asset_tag="GL-1", ram_gb=7.5)
    [row] = program.read("devices/")["items"]
    assert row | {"updated_at": "", "serial": ""} == {
        "asset_tag": "GL-1",
        "stage": "ready",
        "stage_since": "2024-03-01",
        "manufacturer": "Lenovo",
        "model": "ThinkPad T480",
        "serial": "",
        "hardware_uuid": "",
        "department": "eng",
        "site": "north",
        "cluster": None,
        "batch": None,
        "received_on": "2024-03-01",
        "first_received_on": "2024-03-01",
        "purchased_on": None,
        "cpu": "",
        "ram_gb": "7.5",
        "drives_known": True,
        "passwords": [],
        "test_passed": True,
        "battery_health_pct": "82",
        "grade": "",
        "plan_kind": "",
        "plan_quantity_gb": None,
        "plan_quantity_wh": None,
        "plan_fitted_gb": None,
        "plan_fitted_wh": None,
        "flags": [],
        "otherwise_fate": "unknown",
        "left_on": None,
        "left_how": "",
        "updated_at": "",
    }


def test_moments_are_in_utc_whatever_the_zone_of_the_person(program: Caller, owner: Person) -> None:
    owner.time_zone = "Asia/Tokyo"
    owner.save()
    factories.a_laptop()
    told = program.read("devices/")["items"][0]["updated_at"]
    assert told.endswith("Z")
    assert abs(datetime.fromisoformat(told) - datetime.now(UTC)) < timedelta(minutes=5)


def test_filters_narrow_the_list(program: Caller, nlp: Cluster) -> None:
    factories.a_laptop(asset_tag="A-1", department=factories.a_department("eng"))
    factories.a_ready_laptop(asset_tag="B-1", department=factories.a_department("lib"), model=factories.a_model("T14"))
    factories.a_deployed_laptop(asset_tag="C-1", department=factories.a_department("lib"), cluster=nlp)

    def found(query: str) -> list[str]:
        return [row["asset_tag"] for row in program.read(f"devices/?{query}")["items"]]

    assert found("stage=ready") == ["B-1"]
    assert found("stage=ready&stage=deployed") == ["B-1", "C-1"]
    assert found("department=lib") == ["B-1", "C-1"]
    assert found("site=north&stage=testing") == ["A-1"]
    assert found("cluster=nlp-a") == ["C-1"]
    assert found("model=t14") == ["B-1"]
    assert found("q=lenovo t480 C-1") == ["C-1"]
    assert found("department=nowhere") == []


def test_what_changed_since_a_moment_is_found(program: Caller) -> None:
    factories.a_laptop(asset_tag="OLD")
    moment = timezone.now()
    factories.a_laptop(asset_tag="NEW")
    rows = program.get("devices/?updated_since=" + moment.isoformat().replace("+00:00", "Z")).json()["items"]
    assert [row["asset_tag"] for row in rows] == ["NEW"]


def test_a_filter_that_cannot_be_is_refused(program: Caller) -> None:
    problem = program.get("devices/?stage=lost&updated_since=yesterday", status=400).json()
    assert pointers(problem) == {"/query/stage", "/query/updated_since"}


def test_a_person_reads_their_departments_only(
    technician: Person, library: Department, engineering: Department
) -> None:
    factories.a_laptop(asset_tag="MINE", department=engineering)
    factories.a_laptop(asset_tag="THEIRS", department=library)
    program = Caller(technician)
    assert [row["asset_tag"] for row in program.read("devices/")["items"]] == ["MINE"]
    program.get("devices/THEIRS/", status=404)
    assert "THEIRS" not in said(program.get("devices.csv"))


def test_one_device_is_whole_whatever_the_case_of_its_tag(program: Caller, nlp: Cluster) -> None:
    device = factories.a_deployed_laptop(asset_tag="GL-7", cluster=nlp)
    told = program.read("devices/gl-7/")
    [drive], [placement] = told["drives"], told["placements"]
    assert drive["state"] == "wiped"
    assert drive["size_gb"] == "256.1"
    assert (placement["cluster"], placement["started_on"], placement["ended_on"]) == ("nlp-a", "2024-03-01", None)
    assert placement["displaced_lifetime_months"] == "48"
    assert told["acts"] == ["install-part", "remove-part", "sighting", "withdraw", "transfer", "correct"]
    assert told["blockers"] == []
    assert told["last_event_id"] == device.events.latest("pk").pk


def test_a_device_that_did_not_change_is_not_sent_again(program: Caller) -> None:
    device = factories.a_laptop(asset_tag="GL-7")
    etag = program.get("devices/GL-7/").headers["ETag"]
    assert program.get("devices/GL-7/", status=304, etag=etag).content == b""
    factories.wiped(device)
    program.get("devices/GL-7/", status=200, etag=etag)


def test_a_device_that_nobody_knows_is_a_problem(program: Caller) -> None:
    problem = program.get("devices/NONE/", status=404).json()
    assert problem["status"] == 404
    assert problem["instance"] == "/api/v1/devices/NONE/"
