import pytest

from inventory import actions
from inventory.models import Batch, Department, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import text

pytestmark = pytest.mark.django_db


def a_batch(reference: str = "ENG-25-07", number: int = 3, **fields) -> Batch:
    arrivals = [factories.an_arrival(**fields) for _one in range(number)]
    intake = actions.receive_devices(
        arrivals=arrivals,
        reference=reference,
        label="Intake Engineering",
        source="devices.csv",
        on=factories.DAY,
        by=factories.the_administrator(),
    )
    assert intake.batch is not None
    return intake.batch


def states(response):
    return {line["batch"].reference: line["state"] for line in response.context["lines"]}


def test_batches_are_listed_with_what_still_stands_of_them(sign_in: SignIn, owner: Person) -> None:
    whole, part = a_batch("A", 2), a_batch("B", 2)
    actions.reverse_event(event=part.events.earliest("pk"), on=factories.DAY, by=owner)
    gone = a_batch("C", 2)
    actions.reverse_batch(batch=gone, on=factories.DAY, by=owner)
    listed = states(sign_in(owner).get("/batches/"))
    assert (listed["A"], listed["B"], listed["C"]) == ("in force", "1 of 2 taken back", "taken back")
    assert whole.devices.count() == 2


def test_batches_are_listed_by_kind_and_by_page(sign_in: SignIn, owner: Person) -> None:
    for number in range(31):
        a_batch(f"IN-{number}", 1)
    client = sign_in(owner)
    first = client.get("/batches/?kind=intake")
    following = client.get(f"/batches/{first.context['page']['next_url']}")
    assert (len(first.context["lines"]), list(states(following))) == (30, ["IN-0"])
    assert states(client.get("/batches/?kind=act")) == {}


def test_a_new_batch_is_offered_to_those_who_may_import(sign_in: SignIn, owner: Person, viewer: Person) -> None:
    assert "/intake/" in text(sign_in(owner).get("/batches/"))
    assert "/intake/" not in text(sign_in(viewer).get("/batches/"))


def test_a_batch_shows_its_devices_and_its_acts(sign_in: SignIn, viewer: Person) -> None:
    batch = a_batch()
    response = sign_in(viewer).get("/batches/ENG-25-07/")
    assert {row.device for row in response.context["rows"]} == set(batch.devices.all())
    assert [(str(verb["words"].done), verb["acts"]) for verb in response.context["verbs"]] == [("Received", "3")]
    assert "devices.csv" in text(response)


def test_an_act_on_many_devices_has_a_page_too(sign_in: SignIn, owner: Person) -> None:
    devices = [factories.a_laptop(), factories.a_laptop()]
    batch = actions.record_tests(devices=devices, passed=True, on=factories.DAY, by=owner).batch
    assert batch is not None
    response = sign_in(owner).get(f"/batches/{batch.reference}/")
    assert {row.device for row in response.context["rows"]} == set(devices)


def test_a_batch_is_reversed_by_those_who_may(sign_in: SignIn, owner: Person, viewer: Person) -> None:
    a_batch()
    assert sign_in(owner).get("/batches/ENG-25-07/").context["may_reverse"]
    assert not sign_in(viewer).get("/batches/ENG-25-07/").context["may_reverse"]


def test_a_reference_may_hold_a_slash_and_blanks(sign_in: SignIn, viewer: Person) -> None:
    batch = a_batch("ENG/25 07")
    assert sign_in(viewer).get("/batches/ENG/25 07/").context["batch"] == batch
    assert sign_in(viewer).get("/batches/ENG/25 07/receipt/").context["batch"] == batch


def test_the_receipt_lists_every_device(sign_in: SignIn, viewer: Person) -> None:
    batch = a_batch()
    page = text(sign_in(viewer).get("/batches/ENG-25-07/receipt/"))
    assert all(device.asset_tag in page and device.serial in page for device in batch.devices.all())


def test_there_is_no_receipt_where_nothing_was_received(sign_in: SignIn, owner: Person) -> None:
    gone = a_batch("GONE")
    actions.reverse_batch(batch=gone, on=factories.DAY, by=owner)
    devices = [factories.a_laptop(), factories.a_laptop()]
    tests = actions.record_tests(devices=devices, passed=True, on=factories.DAY, by=owner).batch
    assert tests is not None
    client = sign_in(owner)
    assert client.get("/batches/GONE/receipt/").status_code == 404
    assert client.get(f"/batches/{tests.reference}/receipt/").status_code == 404
    assert "/receipt/" not in text(client.get(f"/batches/{tests.reference}/"))
    page = text(client.get("/batches/GONE/"))
    assert all(link not in page for link in ("/receipt/", "/labels/", "All in the list"))


def test_a_batch_of_devices_that_are_not_seen_does_not_exist(
    sign_in: SignIn, technician: Person, outsider: Person, engineering: Department
) -> None:
    a_batch(department=engineering)
    assert sign_in(technician).get("/batches/ENG-25-07/").status_code == 200
    assert sign_in(outsider).get("/batches/ENG-25-07/").status_code == 404
    assert states(sign_in(outsider).get("/batches/")) == {}


def test_a_technician_sees_of_a_mixed_batch_their_own_devices(
    sign_in: SignIn, technician: Person, engineering: Department, library: Department
) -> None:
    arrivals = [factories.an_arrival(department=engineering), factories.an_arrival(department=library)]
    actions.receive_devices(arrivals=arrivals, reference="MIXED", on=factories.DAY, by=factories.the_administrator())
    rows = sign_in(technician).get("/batches/MIXED/").context["rows"]
    assert [row.device.department for row in rows] == [engineering]
