import base64
from typing import Any

import pytest

from inventory.api.acting import ACTIONS
from inventory.api.verbs import ACT_NAMES
from inventory.lifecycle import ACTS, Verb
from inventory.models import Cluster, Department, Device, Evidence, KeptAnswer, Person
from tests import factories
from tests.calling import Caller, pointers

pytestmark = pytest.mark.django_db
DAY = factories.DAY.isoformat()


@pytest.fixture
def laptop(engineering: Department) -> Device:
    return factories.a_laptop(asset_tag="GL-1", department=engineering)


def test_every_verb_has_an_address() -> None:
    assert set(ACTIONS) == set(ACT_NAMES) == set(ACTS) - {Verb.RECEIVE}


def test_a_laptop_goes_the_whole_way(program: Caller, laptop: Device, nlp: Cluster) -> None:
    steps: list[tuple[str, dict[str, Any], str]] = [
        ("plan-upgrade", {"kind": "ram", "quantity_gb": 8}, "testing"),
        ("test", {"passed": True, "battery_health_pct": 91.5}, "wiping"),
        ("grade", {"grade": "B"}, "wiping"),
        ("wipe", {"outcome": "wiped", "method": "purge", "verified": True, "statement": "done by me"}, "upgrading"),
        ("install-part", {"kind": "ram", "quantity_gb": 8, "condition": "harvested", "slot": "DIMM 2"}, "ready"),
        ("deploy", {"kind": "cluster", "cluster": "nlp-a", "displaced_per_device": 0.3}, "deployed"),
        ("sighting", {"how": "stock audit"}, "deployed"),
        ("withdraw", {"reason": "cluster ends"}, "wiping"),
        ("remove-part", {"kind": "ram", "quantity_gb": 8, "fate": "stock", "slot": "DIMM 2"}, "wiping"),
        ("transfer", {"department": "lib"}, "wiping"),
        ("wipe", {"outcome": "destroyed", "statement": "I saw it shredded"}, "ready"),
        ("release", {"how": "donated", "to": "Village school"}, "out"),
    ]
    factories.a_department("lib")
    for act, body, stage in steps:
        told = program.post(f"devices/GL-1/{act}/", {"on": DAY, **body}).json()
        assert (act, told["stage"]) == (act, stage)
    assert (told["left_how"], told["department"], told["ram_gb"]) == ("donated", "lib", "8")


def test_a_battery_is_planned_and_told_in_watt_hours(program: Caller, laptop: Device) -> None:
    told = program.post("devices/GL-1/plan-upgrade/", {"on": DAY, "kind": "battery", "quantity_wh": 57}).json()
    assert (told["plan_quantity_wh"], told["plan_fitted_wh"], told["plan_quantity_gb"]) == ("57", "0", None)
    row = program.get("devices/GL-1/events/").json()["items"][-1]
    assert row["facts"] == {"kind": "battery", "quantity_wh": 57}


def test_the_other_ways_out(program: Caller, laptop: Device) -> None:
    program.post("devices/GL-1/plan-upgrade/", {"on": DAY, "kind": "ssd", "quantity_gb": "512"})
    program.post("devices/GL-1/cancel-plan/", {"on": DAY, "reason": "no stock"})
    told = program.post("devices/GL-1/recycle/", {"on": DAY, "to": "Recycler", "custodian": "A. Keeper"}).json()
    assert (told["left_how"], told["plan_kind"]) == ("recycled", "")


def test_an_act_that_the_facts_forbid_is_a_conflict_with_the_reason(program: Caller, laptop: Device) -> None:
    problem = program.post("devices/GL-1/deploy/", {"kind": "person", "recipient": "Lab 2", "on": DAY}, status=409)
    assert problem.json()["detail"].startswith("Not ready: no test is recorded; drive ")


def test_an_unwiped_drive_is_not_donated_whoever_asks(program: Caller, engineering: Department) -> None:
    factories.a_tested_laptop(asset_tag="GL-2", department=engineering)
    body = {"how": "donated", "to": "School", "on": DAY}
    program.post("devices/GL-2/release/", body, status=409)
    program.post("devices/GL-2/release/", body | {"custodian": "Somebody"}, status=409)


def test_a_wipe_is_proven_by_the_log_that_comes_with_it(program: Caller, laptop: Device) -> None:
    log = {"name": "nwipe.log", "content_base64": base64.b64encode(b"all sectors verified").decode()}
    body = {"outcome": "wiped", "method": "purge", "verified": True, "evidence": log, "on": DAY}
    told = program.post("devices/GL-1/wipe/", body).json()
    assert [drive["state"] for drive in told["drives"]] == ["wiped"]
    assert bytes(Evidence.objects.get().content) == b"all sectors verified"


@pytest.mark.parametrize("written", ["not base64!", "é"])
def test_a_log_that_is_not_base64_is_pointed_at(program: Caller, laptop: Device, written: str) -> None:
    log = {"name": "nwipe.log", "content_base64": written}
    body = {"outcome": "wiped", "method": "purge", "verified": True, "evidence": log}
    assert pointers(program.post("devices/GL-1/wipe/", body, status=422).json()) == {"/evidence/content_base64"}


def test_one_drive_of_two_is_wiped_by_its_key(program: Caller, engineering: Department) -> None:
    drives = [{"serial": "AAA11"}, {"serial": "BBB22"}]
    factories.a_laptop(asset_tag="GL-2", department=engineering, drives=drives)
    body = {"outcome": "destroyed", "drive": "BBB22", "statement": "I saw it shredded", "on": DAY}
    told = program.post("devices/GL-2/wipe/", body).json()
    assert {drive["key"]: drive["state"] for drive in told["drives"]} == {"AAA11": "unwiped", "BBB22": "destroyed"}


@pytest.mark.parametrize(
    ("act", "body", "pointed"),
    [
        ("test", {}, {"/passed"}),
        ("test", {"passed": True, "battery_health_pct": 300}, {"/battery_health_pct"}),
        ("grade", {"grade": "Z"}, {"/grade"}),
        ("wipe", {"outcome": "wiped"}, {"/method"}),
        ("plan-upgrade", {"kind": "ram", "quantity_gb": 4096}, {"/quantity_gb"}),
        ("install-part", {"kind": "ram", "quantity_gb": 7, "condition": "new"}, {"/quantity_gb"}),
        ("plan-upgrade", {"kind": "battery", "quantity_gb": 57}, {"/quantity_gb"}),
        ("plan-upgrade", {"kind": "battery"}, {"/quantity_wh"}),
        ("install-part", {"kind": "ssd", "quantity_gb": 256, "quantity_wh": 57, "condition": "new"}, {"/quantity_wh"}),
        ("remove-part", {"kind": "ram", "quantity": 8, "fate": "stock"}, {"/quantity"}),
        ("remove-part", {"kind": "ram", "mass_kg": 50, "fate": "recycled"}, {"/mass_kg"}),
        ("deploy", {"kind": "cluster"}, {"/cluster", "/displaced_per_device"}),
        ("deploy", {"kind": "person"}, {"/recipient"}),
        ("deploy", {"kind": "person", "recipient": "x", "displacement_tier": "document"}, {"/document"}),
        ("transfer", {"department": "nowhere"}, {"/department"}),
        ("release", {"how": "lost", "to": ""}, {"/how", "/to"}),
        ("recycle", {}, {"/to"}),
        ("correct", {"changes": {}}, {"/changes"}),
        ("correct", {"changes": {"stage": "ready"}}, {"/changes/stage"}),
        ("sighting", {"on": "2999-01-01"}, {"/on"}),
    ],
)
def test_a_body_that_cannot_be_is_pointed_at(
    program: Caller, laptop: Device, act: str, body: dict[str, Any], pointed: set[str]
) -> None:
    assert pointers(program.post(f"devices/GL-1/{act}/", body, status=422).json()) == pointed


def test_what_was_wrong_from_the_start_is_corrected(program: Caller, laptop: Device, library: Department) -> None:
    factories.a_model("T14")
    changes = {
        "department": "lib",
        "model": {"manufacturer": "lenovo", "name": "t14"},
        "ram_gb": "16",
        "purchased_on": "2019-05-01",
        "passwords": ["power-on"],
    }
    told = program.post("devices/GL-1/correct/", {"changes": changes, "on": DAY}).json()
    assert (told["department"], told["model"], told["ram_gb"]) == ("lib", "T14", "16")
    assert (told["purchased_on"], told["stage"]) == ("2019-05-01", "received")


def test_the_rights_of_the_person_hold_whatever_the_token_says(
    laptop: Device, viewer: Person, outsider: Person
) -> None:
    owner_token = Caller(factories.the_administrator())
    program = Caller(outsider)
    program.post("devices/GL-1/grade/", {"grade": "A"}, status=404)  # not theirs: they do not even see it
    owner_token.token.person = viewer
    owner_token.token.save()
    assert owner_token.post("devices/GL-1/grade/", {"grade": "A"}, status=403).json()["title"] == "Not allowed"
    assert Device.objects.get().grade == ""


def test_an_act_is_taken_back(program: Caller, laptop: Device) -> None:
    told = program.post("devices/GL-1/test/", {"passed": True, "on": DAY}).json()
    undone = program.post(f"devices/GL-1/events/{told['last_event_id']}/reverse/", {"reason": "wrong machine"}).json()
    assert (undone["stage"], undone["test_passed"]) == ("testing", None)
    program.post(f"devices/GL-1/events/{told['last_event_id']}/reverse/", status=409)
    program.post("devices/GL-1/events/999999/reverse/", status=404)


def test_an_act_on_which_others_rest_is_not_taken_back(program: Caller, engineering: Department) -> None:
    device = factories.a_deployed_laptop(asset_tag="GL-2", department=engineering)
    tested = device.events.get(verb=Verb.TEST)
    problem = program.post(f"devices/GL-2/events/{tested.pk}/reverse/", status=409).json()
    assert "“Deployed” of 1 Mar 2024 rests on this" in problem["detail"]


def test_a_batch_is_taken_back_as_one(program: Caller, engineering: Department) -> None:
    machines = [{"serial": f"SERIAL{number}", "manufacturer": "Dell", "department": "eng"} for number in range(3)]
    told = program.post("devices/", machines).json()
    factories.a_laptop(asset_tag="GL-2")
    rests = told["items"][0]["asset_tag"]
    program.post(f"devices/{rests}/grade/", {"grade": "A"})
    outcome = program.post(f"batches/{told['batch']}/reverse/", {"reason": "wrong list"}).json()
    assert outcome["done"] == [item["asset_tag"] for item in told["items"][1:]]
    assert [blocked["asset_tag"] for blocked in outcome["blocked"]] == [rests]
    program.post("batches/none/reverse/", status=404)


def test_the_same_key_acts_once_and_answers_the_same(program: Caller, laptop: Device) -> None:
    body = {"kind": "ram", "quantity_gb": 8, "condition": "new", "on": DAY}
    first = program.post("devices/GL-1/install-part/", body, key="k-1")
    again = program.post("devices/GL-1/install-part/", body, key="k-1")
    assert again.json() == first.json()
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    assert Device.objects.get().ram_gb == 16
    program.post("devices/GL-1/install-part/", body, key="k-2")
    assert Device.objects.get().ram_gb == 24


def test_a_receipt_with_a_key_is_answered_as_at_first(program: Caller, engineering: Department) -> None:
    body = {"serial": "SERIAL1", "manufacturer": "Dell", "department": "eng"}
    program.post("devices/", body, status=201, key="r-1")
    again = program.post("devices/", body, status=201, key="r-1")
    assert again.json()["outcome"] == "received"


def test_a_key_of_another_request_is_refused(program: Caller, laptop: Device) -> None:
    program.post("devices/GL-1/grade/", {"grade": "A"}, key="k-1")
    program.post("devices/GL-1/grade/", {"grade": "B"}, status=409, key="k-1")
    assert Device.objects.get().grade == "A"


def test_a_refused_act_leaves_its_key_free(program: Caller, laptop: Device) -> None:
    body = {"kind": "person", "recipient": "Lab 2", "on": DAY}
    program.post("devices/GL-1/deploy/", body, status=409, key="k-1")
    assert not KeptAnswer.objects.exists()


def test_keys_of_two_people_are_apart(program: Caller, technician: Person, laptop: Device) -> None:
    program.post("devices/GL-1/grade/", {"grade": "A"}, key="k-1")
    Caller(technician).post("devices/GL-1/grade/", {"grade": "B"}, key="k-1")
    assert Device.objects.get().grade == "B"
