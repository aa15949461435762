from datetime import timedelta
from typing import Any

import pytest

from inventory import actions
from inventory.models import Cluster, Department, Person, Site
from tests import factories
from tests.calling import Caller

pytestmark = pytest.mark.django_db


def test_an_event_names_what_its_keys_stand_for(
    program: Caller, engineering: Department, north: Site, nlp: Cluster
) -> None:
    factories.a_deployed_laptop(asset_tag="GL-1", department=engineering, site=north, cluster=nlp)
    rows = program.read("devices/GL-1/events/")["items"]
    assert [row["verb"] for row in rows] == ["receive_device", "record_test", "record_wipe", "deploy_device"]
    receipt, deployment = rows[0], rows[3]
    assert (receipt["happened_on"], receipt["by"], receipt["reverses"]) == ("2024-03-01", "setup", None)
    facts = receipt["facts"]
    assert (facts["department"], facts["site"], facts["model"]) == ("eng", "north", "Lenovo ThinkPad T480")
    assert (deployment["facts"]["cluster"], deployment["facts"]["claim"]["displacement_tier"]) == ("nlp-a", "unknown")


def test_ids_only_grow_and_a_follower_goes_on_after_its_last(program: Caller) -> None:
    factories.a_tested_laptop()
    ids = [row["id"] for row in program.read("events/")["items"]]
    assert ids == sorted(ids)
    factories.a_laptop(asset_tag="NEW")
    [new] = program.read(f"events/?after_id={ids[-1]}")["items"]
    assert (new["device"], new["verb"]) == ("NEW", "receive_device")


def test_events_are_filtered(program: Caller) -> None:
    device = factories.a_tested_laptop(asset_tag="GL-1")
    by = factories.the_administrator()
    arrivals = [factories.an_arrival(), factories.an_arrival()]
    actions.receive_devices(arrivals=arrivals, reference="delivery-7", on=factories.DAY, by=by)
    since = (device.events.latest("pk").recorded_at + timedelta(microseconds=1)).isoformat().replace("+00:00", "Z")

    def number(query: str) -> int:
        return len(program.read(f"events/?{query}")["items"])

    assert number("device=gl-1") == 2
    assert number("verb=record_test") == 1
    assert number("batch=delivery-7") == number(f"recorded_since={since}") == 2


def test_what_was_taken_back_stays_in_the_ledger(program: Caller) -> None:
    device = factories.a_laptop(asset_tag="GL-1")
    receipt = device.events.get()
    actions.reverse_event(event=receipt, reason="twice", on=factories.DAY, by=factories.the_administrator())
    first, second = program.read("events/")["items"]
    assert (first["reversed_by"], second["reverses"], second["verb"]) == (second["id"], first["id"], "reverse_event")
    assert program.read("devices/")["items"] == []


def test_a_person_reads_the_events_of_their_departments(
    technician: Person, engineering: Department, library: Department
) -> None:
    factories.a_laptop(asset_tag="MINE", department=engineering)
    factories.a_laptop(asset_tag="THEIRS", department=library)
    program = Caller(technician)
    assert [row["device"] for row in program.read("events/")["items"]] == ["MINE"]
    program.get("devices/THEIRS/events/", status=404)


def test_places_are_listed_by_their_codes(
    program: Caller, technician: Person, library: Department, nlp: Cluster
) -> None:
    def codes(caller: Caller, path: str) -> list[Any]:
        return [row["code"] for row in caller.read(path)["items"]]

    assert codes(program, "departments/") == ["eng", "lib"]
    assert codes(Caller(technician), "departments/") == ["eng"]
    assert codes(program, "sites/") == ["north"]
    [cluster] = program.read("clusters/")["items"]
    assert cluster == {
        "code": "nlp-a",
        "name": "NLP cluster A",
        "site": "north",
        "purpose": "",
        "load_hours_per_day": "12",
        "idle_hours_per_day": "0",
    }
