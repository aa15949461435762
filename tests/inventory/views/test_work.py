from datetime import timedelta

import pytest
from django.utils import timezone

from inventory import actions
from inventory.actions.drafts import Upload, open_draft
from inventory.lifecycle import Stage
from inventory.models import Department, Person, Site
from inventory.queries.work import LATE_DAYS, work_queue
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days: int):
    return TODAY - timedelta(days=days)


def stats_of(response):
    return {str(stat["label"]): stat for stat in response.context["stats"]}


def test_home_is_the_work(sign_in: SignIn, viewer: Person) -> None:
    response = sign_in(viewer).get("/")
    assert (response.status_code, response["Location"]) == (302, "/work/")


def test_every_stage_is_counted_and_opens_its_list(sign_in: SignIn, viewer: Person) -> None:
    factories.a_laptop()
    factories.a_tested_laptop()
    factories.a_deployed_laptop()
    stats = stats_of(sign_in(viewer).get("/work/"))
    assert {label: stat["value"] for label, stat in stats.items() if stat["value"] != "0"} == {
        "Testing": "1",
        "Wiping": "1",
        "Deployed": "1",
    }
    assert stats["Wiping"]["url"] == "/devices/?stage=wiping"


def test_an_old_device_is_called_late_in_words(sign_in: SignIn, viewer: Person) -> None:
    factories.a_tested_laptop(on=ago(LATE_DAYS[Stage.WIPING][1]))
    note = stats_of(sign_in(viewer).get("/work/"))["Wiping"]
    assert (note["note"], note["tone"]) == ("1 late, oldest 10 days", "bad")


def test_a_young_device_is_not_late(sign_in: SignIn, viewer: Person) -> None:
    factories.a_tested_laptop(on=ago(1))
    note = stats_of(sign_in(viewer).get("/work/"))["Wiping"]
    assert (note["note"], note["tone"]) == ("oldest 1 day", "")


def test_what_needs_a_person_is_named_with_its_list(sign_in: SignIn, viewer: Person) -> None:
    factories.a_tested_laptop(on=ago(1), passed=False)
    factories.a_laptop(on=ago(1), passwords=("administrator",))
    factories.a_deployed_laptop(on=ago(200))
    matters = sign_in(viewer).get("/work/").context["matters"]
    assert [matter["fix_url"] for matter in matters] == [
        "/devices/?matter=failed",
        "/devices/?matter=locked",
        "/devices/?matter=unseen",
    ]
    assert [matter["where"] for matter in matters] == ["1 device"] * 3


@pytest.mark.parametrize("matter", ["late", "failed", "locked", "nameless", "missing", "unseen"])
def test_the_list_of_a_matter_shows_the_devices_it_counted(matter: str, sign_in: SignIn, viewer: Person) -> None:
    device = {
        "late": lambda: factories.a_tested_laptop(on=ago(30)),
        "failed": lambda: factories.a_tested_laptop(on=ago(1), passed=False),
        "locked": lambda: factories.a_laptop(on=ago(1), passwords=("power-on",)),
        "nameless": lambda: factories.a_laptop(on=ago(1), model=None),
        "missing": lambda: actions.correct_device(
            device=factories.a_laptop(on=ago(1)),
            changes={"flags": ["missing"]},
            on=TODAY,
            by=factories.the_administrator(),
        ),
        "unseen": lambda: factories.a_deployed_laptop(on=ago(91)),
    }[matter]()
    factories.a_deployed_laptop(on=ago(1))
    counted = work_queue(viewer, today=TODAY).matter(matter)
    listed = sign_in(viewer).get(f"/devices/?matter={matter}").context["rows"]
    assert counted == 1
    assert [row.tag for row in listed] == [device.asset_tag]


def test_a_device_of_an_outsider_is_not_counted(
    sign_in: SignIn, technician: Person, outsider: Person, engineering: Department
) -> None:
    factories.a_laptop(department=engineering)
    assert work_queue(technician, today=TODAY).devices == 1
    assert work_queue(outsider, today=TODAY).devices == 0


def test_a_device_without_a_department_is_seen_by_who_may_receive(technician: Person, viewer: Person) -> None:
    factories.a_laptop(department=None)
    assert work_queue(technician, today=TODAY).devices == 1


def test_the_queue_is_narrowed_by_department_and_site(
    sign_in: SignIn, viewer: Person, engineering: Department, library: Department, north: Site
) -> None:
    factories.a_laptop(department=engineering, site=north)
    factories.a_laptop(department=library, site=north)
    client = sign_in(viewer)
    assert client.get("/work/?department=eng").context["queue"].devices == 1
    assert client.get("/work/?site=north").context["queue"].devices == 2
    assert stats_of(client.get("/work/?department=eng"))["Testing"]["url"] == "/devices/?department=eng&stage=testing"


def test_the_counts_follow_the_next_act(viewer: Person) -> None:
    device = factories.a_laptop()
    assert {one.stage.value: one.devices for one in work_queue(viewer, today=TODAY).stages}["testing"] == 1
    actions.record_test(device=device, passed=True, on=TODAY, by=factories.the_administrator())
    assert {one.stage.value: one.devices for one in work_queue(viewer, today=TODAY).stages}["testing"] == 0


def test_a_receipt_that_was_undone_is_not_counted(viewer: Person) -> None:
    device = factories.a_laptop()
    actions.reverse_event(event=device.events.get(), on=TODAY, by=factories.the_administrator())
    assert work_queue(viewer, today=TODAY).devices == 0


def test_the_board_shows_what_each_device_waits_for(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_tested_laptop(on=ago(1))
    page = text(sign_in(viewer).get("/work/?view=board"))
    assert device.asset_tag in page
    assert "1 drive not wiped" in page


def test_an_import_that_was_begun_is_resumed_from_here(sign_in: SignIn, technician: Person, owner: Person) -> None:
    files = [Upload("devices.csv", b"Serial,Model\nPF1,T490\n")]
    draft = open_draft(kind="register", files=files, total=1, source="devices.csv", by=technician)
    page = text(sign_in(technician).get("/work/"))
    assert f"/intake/{draft.pk}/" in page
    assert "1 row waits" in page
    assert "devices.csv" not in text(sign_in(owner).get("/work/"))


def test_an_empty_installation_says_what_will_stand_here(sign_in: SignIn, owner: Person) -> None:
    assert "Nothing to do yet" in text(sign_in(owner).get("/work/"))


def test_nobody_sees_the_work_without_logging_in(client) -> None:
    assert client.get("/work/").status_code == 302
