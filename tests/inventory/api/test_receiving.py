import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from inventory.models import Batch, Cluster, Department, Device, DeviceModel, Person, Site
from tests import factories
from tests.calling import Caller, pointers

pytestmark = pytest.mark.django_db

QUERIES_OF_A_LIST = 34


@pytest.fixture
def body(engineering: Department, north: Site) -> dict[str, Any]:
    return {
        "on": "2024-03-01",
        "manufacturer": "Dell Inc.",
        "model": "Latitude 5490",
        "serial": "7XK2P03",
        "department": "eng",
        "site": "north",
        "cpu": "Intel Core i5-8350U",
        "ram_gb": 8,
        "drives": [{"serial": "S3YKNX0K", "model": "PM961", "size_gb": "256.1", "medium": "nvme"}],
    }


def test_a_machine_that_is_new_is_received(program: Caller, body: dict[str, Any]) -> None:
    told = program.post("devices/", body, status=201).json()
    assert (told["outcome"], told["stage"], told["received_on"]) == ("received", "testing", "2024-03-01")
    assert (told["model"], told["department"], told["ram_gb"]) == ("Latitude 5490", "eng", "8")
    assert [drive["size_gb"] for drive in told["drives"]] == ["256.1"]
    assert told["asset_tag"] == Device.objects.get().asset_tag


def test_the_same_machine_again_changes_nothing(program: Caller, body: dict[str, Any]) -> None:
    tag = program.post("devices/", body, status=201).json()["asset_tag"]
    again = program.post("devices/", body).json()
    assert (again["outcome"], again["asset_tag"]) == ("unchanged", tag)
    assert Device.objects.count() == 1


def test_a_known_machine_gets_what_was_not_known(program: Caller, body: dict[str, Any]) -> None:
    program.post("devices/", body | {"cpu": "", "on": "2024-02-01"}, status=201)
    again = program.post("devices/", body).json()
    assert (again["outcome"], again["cpu"]) == ("filled", "Intel Core i5-8350U")


def test_without_a_day_it_came_in_today(program: Caller, body: dict[str, Any]) -> None:
    del body["on"]
    assert program.post("devices/", body, status=201).json()["received_on"] == timezone.localdate().isoformat()


def test_a_tag_and_a_serial_of_two_machines_are_a_conflict_and_nothing_is_kept(
    program: Caller, body: dict[str, Any]
) -> None:
    factories.a_laptop(asset_tag="GL-1")
    program.post("devices/", body, status=201)
    problem = program.post("devices/", body | {"asset_tag": "GL-1", "model": "Never seen"}, status=409).json()
    assert "GL-1" in problem["detail"]
    assert not DeviceModel.objects.filter(name="Never seen").exists()


def test_every_fault_of_a_body_is_pointed_at(program: Caller, body: dict[str, Any]) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    wrong = {
        "on": tomorrow,
        "department": "nowhere",
        "ram_gb": -8,
        "drives": [{"size_gb": "large"}],
        "otherwise_fate": "eaten",
    }
    problem = program.post("devices/", body | wrong, status=422).json()
    assert pointers(problem) == {"/on", "/department", "/ram_gb", "/drives/0/size_gb", "/otherwise_fate"}
    assert not Device.objects.exists()


def test_a_misspelt_field_is_refused(program: Caller, body: dict[str, Any]) -> None:
    problem = program.post("devices/", body | {"seriall": "X", "drives": [{"serail": "Y"}]}, status=422).json()
    assert pointers(problem) == {"/seriall"}
    assert problem["errors"][0]["code"] == "unknown"
    assert pointers(program.post("devices/", body | {"drives": [{"serail": "Y"}]}, status=422).json()) == {
        "/drives/0/serail"
    }


def test_a_purchase_after_the_receipt_is_refused(program: Caller, body: dict[str, Any]) -> None:
    problem = program.post("devices/", body | {"purchased_on": "2024-03-02"}, status=422).json()
    assert pointers(problem) == {"/purchased_on"}


def test_a_list_has_an_outcome_for_each_machine_in_its_order(program: Caller, body: dict[str, Any]) -> None:
    factories.a_laptop(asset_tag="GL-1")
    program.post("devices/", body, status=201)
    nameless = {"on": "2024-03-01", "department": "eng"}
    machines = [
        nameless,
        body | {"serial": "NEWSER1"},
        body,
        body | {"asset_tag": "GL-1"},
        nameless,
        body | {"serial": "NEWSER1"},
        body | {"serial": "NEWSER2", "on": "2024-03-05"},
    ]
    told = program.post("devices/", machines).json()
    outcomes = [(item["index"], item["outcome"]) for item in told["items"]]
    assert outcomes == list(
        enumerate(["received", "received", "unchanged", "refused", "received", "refused", "received"])
    )
    tags = [item["asset_tag"] for item in told["items"]]
    assert tags[3] is tags[5] is None
    assert Device.objects.get(asset_tag=tags[1]).serial == "NEWSER1"
    assert Device.objects.get(asset_tag=tags[6]).received_on.isoformat() == "2024-03-05"
    assert tags[0] != tags[4]
    assert "different devices" in told["items"][3]["detail"]
    assert Batch.objects.get(reference=told["batch"]).devices.count() == 4


def test_a_list_with_a_wrong_shape_is_refused_whole(program: Caller, body: dict[str, Any]) -> None:
    problem = program.post("devices/", [body, body | {"department": "nowhere"}], status=422).json()
    assert pointers(problem) == {"/1/department"}
    assert not Device.objects.exists()


def test_the_queries_of_a_list_do_not_depend_on_its_length(
    program: Caller, body: dict[str, Any], django_assert_num_queries: Any
) -> None:
    def machines(number: int, first: str) -> list[dict[str, Any]]:
        return [body | {"serial": f"{first}{index:05d}"} for index in range(number)]

    program.post("devices/", machines(1, "W"))
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        program.post("devices/", machines(2, "A"))
    with django_assert_num_queries(QUERIES_OF_A_LIST):
        program.post("devices/", machines(10, "B"))


def test_a_machine_in_service_comes_in_with_its_days(program: Caller, body: dict[str, Any], nlp: Cluster) -> None:
    service = {"kind": "cluster", "cluster": "nlp-a", "since": "2023-05-01", "displaced_per_device": "0.25"}
    told = program.post("devices/", body | {"in_service": service}, status=201).json()
    [placement] = told["placements"]
    assert (told["stage"], placement["started_on"], placement["before_greenlab"]) == ("deployed", "2023-05-01", True)
    assert placement["displaced_per_device"] == "0.25"


def test_a_service_in_a_cluster_needs_its_ratio(program: Caller, body: dict[str, Any], nlp: Cluster) -> None:
    service = {"kind": "cluster", "cluster": "nlp-a", "since": "2023-05-01"}
    problem = program.post("devices/", body | {"in_service": service}, status=422).json()
    assert pointers(problem) == {"/in_service/displaced_per_device"}


def test_a_person_receives_for_their_departments_only(outsider: Person, body: dict[str, Any]) -> None:
    problem = Caller(outsider).post("devices/", body, status=403).json()
    assert problem["type"].endswith("/not-allowed/")
    assert not Device.objects.exists()


@pytest.mark.parametrize("named", [("asset_tag",), ("manufacturer", "serial"), ("hardware_uuid",)])
@pytest.mark.parametrize("many", [False, True])
def test_a_machine_of_a_department_that_is_not_seen_is_refused_and_nothing_is_told_of_it(
    outsider: Person, engineering: Department, named: tuple[str, ...], many: bool
) -> None:
    device = factories.a_laptop(
        department=engineering, asset_tag="ENG-7", hardware_uuid="4c4c4544-0037-5810-804b-b7c04f503033"
    )
    body = {name: getattr(device, name) for name in named}
    told = Caller(outsider).post("devices/", [body] if many else body, status=200 if many else 409)
    assert "department whose devices you do not see" in told.content.decode()
    assert device.serial not in told.content.decode()
    assert "ENG-7" not in told.content.decode()


def test_a_body_that_is_not_json_is_refused(program: Caller) -> None:
    answer = program.client.post("/api/v1/devices/", "serial=1", "application/x-www-form-urlencoded")
    assert answer.status_code == 415
    answer = program.client.post("/api/v1/devices/", "{", "application/json")
    assert (answer.status_code, answer.json()["type"].rpartition("problems/")[2]) == (400, "malformed/")


def test_a_body_that_is_neither_one_nor_many_is_refused(program: Caller) -> None:
    answer = program.client.post("/api/v1/devices/", json.dumps("GL-1"), "application/json")
    assert answer.status_code == 422


def test_a_tag_of_another_machine_is_a_conflict(program: Caller, body: dict[str, Any]) -> None:
    factories.a_laptop(asset_tag="GL-1", serial="PF0OTHER1")
    problem = program.post("devices/", body | {"asset_tag": "GL-1"}, status=409).json()
    assert "GL-1 has serial PF0OTHER1 here" in problem["detail"]
    [outcome] = program.post("devices/", [body | {"asset_tag": "GL-1"}]).json()["items"]
    assert (outcome["outcome"], "PF0OTHER1" in outcome["detail"]) == ("refused", True)


def test_another_tag_of_a_known_machine_is_told_of(program: Caller, body: dict[str, Any]) -> None:
    program.post("devices/", body | {"asset_tag": "GL-1"}, status=201)
    again = program.post("devices/", body | {"asset_tag": "GL-2"}).json()
    assert (again["outcome"], again["asset_tag"]) == ("unchanged", "GL-1")
    assert "GL-1, not GL-2" in again["detail"]
    [outcome] = program.post("devices/", [body | {"asset_tag": "GL-2"}]).json()["items"]
    assert "GL-1, not GL-2" in outcome["detail"]


@pytest.mark.parametrize("fields", [{"on": "1979-12-31"}, {"in_service": {"kind": "person", "since": "0001-01-01"}}])
def test_a_day_before_1980_is_pointed_at(program: Caller, body: dict[str, Any], fields: dict[str, Any]) -> None:
    problem = program.post("devices/", body | fields, status=422).json()
    assert pointers(problem) <= {"/on", "/in_service/since"}
