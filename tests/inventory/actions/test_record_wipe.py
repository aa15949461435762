import pytest

from inventory import actions
from inventory.access import NotAllowed
from inventory.actions import IllegalAct
from inventory.actions.evidence import keep_evidence
from inventory.facts import DriveState
from inventory.lifecycle import Stage
from inventory.models import Evidence
from inventory.roles import Role
from tests.factories import DAY, a_person, a_ready_laptop, a_tested_laptop, after, the_administrator, wiped

pytestmark = pytest.mark.django_db

TWO = [{"serial": "D1"}, {"serial": "D2"}]


def wipe(device, **fields):
    wanted = {"outcome": "wiped", "method": "purge", "verified": True, "statement": "seen", "on": DAY, **fields}
    return actions.record_wipe(device=device, by=wanted.pop("by", None) or the_administrator(), **wanted)


def test_a_verified_wipe_with_a_statement_opens_the_gate():
    device = wiped(a_tested_laptop())
    assert device.stage == Stage.READY
    assert device.drives.get().proof.startswith("purge, nwipe 0.34; statement")


def test_a_log_is_kept_as_the_proof():
    log = keep_evidence(
        content=b"nwipe ... Erased", name="nwipe.log", kind=Evidence.Kind.WIPE_PROOF, by=the_administrator()
    )
    device = wipe(a_tested_laptop(), statement="", evidence=log)
    assert (device.stage, device.drives.get().evidence) == (Stage.READY, log)


@pytest.mark.parametrize("missing", [{"verified": False}, {"statement": ""}])
def test_a_wipe_without_proof_is_recorded_and_leaves_the_gate_shut(missing):
    device = wipe(a_tested_laptop(), **missing)
    assert (device.stage, device.drives.get().state) == (Stage.WIPING, DriveState.UNWIPED)


def test_each_drive_is_wiped_for_itself():
    device = wipe(a_tested_laptop(drives=TWO), drive="D1")
    assert device.stage == Stage.WIPING
    device = wipe(device, drive="D2", outcome="destroyed", method="", statement="I saw it shredded")
    assert device.stage == Stage.READY
    assert dict(device.drives.values_list("key", "state")) == {"D1": "wiped", "D2": "destroyed"}


def test_a_machine_without_a_drive_is_recorded_as_such():
    device = a_tested_laptop(drives=None)
    assert device.stage == Stage.RECEIVED
    assert wipe(device, outcome="none_present", method="").stage == Stage.READY


def test_a_drive_that_is_not_there_is_refused_by_name():
    with pytest.raises(IllegalAct, match="no drive D9"):
        wipe(a_tested_laptop(), drive="D9")


def test_a_wipe_needs_a_method():
    with pytest.raises(IllegalAct, match="NIST 800-88"):
        wipe(a_tested_laptop(), method="format")


def test_an_officer_does_not_wipe():
    with pytest.raises(NotAllowed):
        wipe(a_tested_laptop(), by=a_person(Role.OFFICER))


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.ADMINISTRATOR])
def test_an_unwiped_drive_goes_nowhere_whoever_asks(role):
    device, by = a_tested_laptop(), a_person(role)
    with pytest.raises(IllegalAct, match="not wiped"):
        actions.deploy_device(device=device, kind="person", recipient="Lab", on=DAY, by=by)
    for how in ("donated", "sold"):
        with pytest.raises(IllegalAct, match="not wiped"):
            actions.release_device(device=device, how=how, to="a school", on=DAY, by=by)


def test_service_makes_a_wiped_drive_unwiped_again():
    device = a_ready_laptop()
    by = the_administrator()
    actions.deploy_device(device=device, kind="person", recipient="Lab", on=DAY, by=by)
    device = actions.withdraw_device(device=device, on=after(30), by=by)
    assert (device.stage, device.drives.get().state) == (Stage.WIPING, DriveState.UNWIPED)
