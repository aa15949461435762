"""Every verb's form: what it records, and what it says at its fields when something is missing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inventory.lifecycle import Verb
from inventory.models import Cluster, Department, Evidence, Person, Placement, Site
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import act_url, last_act, said, send, text

pytestmark = pytest.mark.django_db
DAY = factories.DAY.isoformat()


def errors(response):
    return response.context["form"].errors


@pytest.fixture
def bench(sign_in: SignIn, technician: Person):
    return sign_in(technician)


def test_a_test_is_recorded_with_its_day(bench, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    response = send(
        bench, Verb.TEST, device, passed="yes", battery_health_pct="81,5", note="loose key", on="2024-03-02"
    )
    act = last_act(device)
    assert (act.verb, act.happened_on.isoformat()) == ("record_test", "2024-03-02")
    assert act.facts == {"passed": True, "battery_health_pct": 81.5, "note": "loose key"}
    assert said(response) == f"Tested: {device.asset_tag}. Stage now: Wiping."


def test_the_day_of_an_act_is_today_unless_somebody_says_otherwise(bench, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    page = bench.get(act_url(Verb.TEST), {"device": device.asset_tag})
    assert page.context["form"]["on"].value() == timezone.localdate()


def test_a_day_in_the_future_is_refused_at_its_field_and_nothing_typed_is_lost(bench, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    later = (timezone.localdate() + timedelta(days=2)).isoformat()
    response = send(bench, Verb.TEST, device, passed="yes", note="loose key", on=later)
    assert errors(response) == {"on": ["This day is in the future."]}
    assert "loose key" in text(response)
    assert device.events.count() == 1


def test_a_result_must_be_chosen(bench, engineering: Department) -> None:
    response = send(bench, Verb.TEST, factories.a_laptop(department=engineering))
    assert list(errors(response)) == ["passed"]


def test_a_grade_is_recorded(bench, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    send(bench, Verb.GRADE, device, grade="B")
    assert last_act(device).facts == {"grade": "B"}


def test_a_wipe_is_proven_by_its_log(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    log = SimpleUploadedFile("nwipe.log", b"wiped and verified")
    response = send(
        bench, Verb.WIPE, device, outcome="wiped", method="purge", tool="nwipe", verified="on", evidence=log
    )
    assert "Stage now: Ready" in said(response)
    assert bytes(Evidence.objects.get().content) == b"wiped and verified"
    assert last_act(device).facts["evidence_id"] == Evidence.objects.get().pk


def test_a_wipe_is_proven_by_a_statement_signed_by_name(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    send(bench, Verb.WIPE, device, outcome="wiped", method="clear", verified="on", stated="on")
    facts = last_act(device).facts
    assert facts["proven"]
    assert facts["statement"].startswith("I did this")  # by whom, the act says


def test_a_wipe_without_proof_is_recorded_and_the_gate_stays_shut(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    response = send(bench, Verb.WIPE, device, outcome="wiped", method="clear")
    assert "Stage now: Wiping" in said(response)
    assert "Not proven" in said(response)


def test_a_wiped_drive_needs_its_method(bench, engineering: Department) -> None:
    response = send(bench, Verb.WIPE, factories.a_laptop(department=engineering), outcome="wiped")
    assert errors(response) == {"method": ["Say by which method the drive was wiped."]}


@pytest.mark.parametrize("outcome", ["destroyed", "none_present"])
def test_a_drive_that_is_no_more_needs_no_method_but_a_statement(bench, engineering: Department, outcome: str) -> None:
    device = factories.a_tested_laptop(department=engineering)
    assert "Nothing proves it" in text(send(bench, Verb.WIPE, device, outcome=outcome))
    assert "Stage now: Ready" in said(send(bench, Verb.WIPE, device, outcome=outcome, stated="on"))


def test_one_of_two_drives_is_wiped_by_itself(bench, engineering: Department) -> None:
    drives = [{"serial": "S4EVONE"}, {"serial": "WDTWO77"}]
    device = factories.a_tested_laptop(department=engineering, drives=drives)
    assert "WDTWO77" in text(bench.get(act_url(Verb.WIPE), {"device": device.asset_tag}))
    send(bench, Verb.WIPE, device, drive="WDTWO77", outcome="destroyed", stated="on")
    assert dict(device.drives.values_list("key", "state")) == {"S4EVONE": "unwiped", "WDTWO77": "destroyed"}
    send(bench, Verb.WIPE, device, drive="*", outcome="wiped", method="purge", verified="on", stated="on")
    assert dict(device.drives.values_list("key", "state")) == {"S4EVONE": "wiped", "WDTWO77": "destroyed"}


def test_a_file_is_kept_when_another_field_is_wrong(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    log = SimpleUploadedFile("nwipe.log", b"wiped and verified")
    again = send(bench, Verb.WIPE, device, outcome="wiped", verified="on", evidence=log)
    assert "nwipe.log is kept from before" in text(again)
    kept = again.context["kept_signed"]
    send(bench, Verb.WIPE, device, outcome="wiped", method="purge", verified="on", kept=kept)
    assert last_act(device).facts["evidence_id"] == Evidence.objects.get().pk
    assert last_act(device).facts["proven"]


def test_nobody_names_the_kept_file_of_another(bench, sign_in: SignIn, owner: Person, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    log = SimpleUploadedFile("nwipe.log", b"wiped and verified")
    kept = send(bench, Verb.WIPE, device, outcome="wiped", evidence=log).context["kept_signed"]
    send(sign_in(owner), Verb.WIPE, device, outcome="wiped", method="purge", verified="on", kept=kept)
    assert last_act(device).facts["evidence_id"] is None


def test_an_empty_file_proves_nothing(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    empty = SimpleUploadedFile("nwipe.log", b"")
    assert "evidence" in errors(send(bench, Verb.WIPE, device, outcome="wiped", method="purge", evidence=empty))


def test_an_upgrade_is_planned_fitted_and_a_part_removed(bench, engineering: Department) -> None:
    device = factories.a_ready_laptop(department=engineering)
    send(bench, Verb.PLAN, device, kind="ram", quantity="8")
    device.refresh_from_db()
    assert device.stage == "upgrading"
    offered = bench.get(act_url(Verb.INSTALL), {"device": device.asset_tag}).context["form"]
    assert (offered["kind"].value(), offered["quantity"].value()) == ("ram", "8")
    send(bench, Verb.INSTALL, device, kind="ram", quantity="8", condition="harvested", slot="DIMM 2")
    device.refresh_from_db()
    assert (device.stage, device.ram_gb) == ("ready", 16)
    send(bench, Verb.REMOVE, device, kind="battery", mass_kg="0.3", fate="recycled")
    assert device.parts.get(fitted=False).kind == "battery"


def test_a_plan_is_cancelled(bench, engineering: Department) -> None:
    device = factories.a_ready_laptop(department=engineering)
    send(bench, Verb.PLAN, device, kind="ssd", quantity="512")
    assert "Stage now: Ready" in said(send(bench, Verb.CANCEL_PLAN, device, reason="no part"))


@pytest.mark.parametrize(
    ("kind", "quantity", "said_at_field"),
    [
        ("ram", "7", "There is no memory module of 7 GB"),
        ("ram", "512", "at most 256 GB"),
        ("ram", "0", "Say how large it is"),
        ("ram", "1.024", "can be read in two ways"),
        ("battery", "abc", "Write a number"),
    ],
)
def test_a_size_that_cannot_be_is_said_at_its_field(
    kind: str, quantity: str, said_at_field: str, bench, engineering: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    response = send(bench, Verb.INSTALL, device, kind=kind, quantity=quantity, condition="new")
    assert said_at_field in errors(response)["quantity"][0]


def test_taking_a_drive_out_says_which(bench, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    response = send(bench, Verb.REMOVE, device, kind="ssd", quantity="256", fate="stock")
    assert "which drive" in errors(response)["drive"][0]
    key = device.drives.get().key
    send(bench, Verb.REMOVE, device, kind="ssd", quantity="256", fate="stock", drive=key)
    assert device.drives.get().state == "absent"


def test_a_deploy_form_on_which_nothing_was_chosen_asks_for_the_kind_alone(bench, engineering: Department) -> None:
    device = factories.a_ready_laptop(department=engineering)
    response = send(bench, Verb.DEPLOY, device, displacement_tier="unknown")
    assert errors(response) == {"kind": ["Choose one."]}


def test_a_device_is_deployed_to_a_cluster_with_its_claim(bench, engineering: Department, nlp: Cluster) -> None:
    device = factories.a_ready_laptop(department=engineering)
    send(bench, Verb.DEPLOY, device, kind="cluster", cluster=nlp.pk, slot="07", displaced_per_device="20/60",
         displacement_tier="stated", ratio_evidence="llm-bench")  # fmt: skip
    place = Placement.objects.get()
    assert (place.cluster, place.site, place.slot) == (nlp, nlp.site, "07")
    assert (place.displaced_class, place.displaced_lifetime_months) == ("desktop_sff", 60)
    assert float(place.displaced_per_device) == pytest.approx(1 / 3, abs=1e-6)


def test_the_ratio_of_a_cluster_is_never_assumed(bench, engineering: Department, nlp: Cluster) -> None:
    device = factories.a_ready_laptop(department=engineering)
    response = send(bench, Verb.DEPLOY, device, kind="cluster", cluster=nlp.pk, displacement_tier="unknown")
    assert "measured, never assumed" in errors(response)["displaced_per_device"][0]


def test_a_person_gets_a_laptop_with_the_usual_claim(bench, engineering: Department, north: Site) -> None:
    device = factories.a_ready_laptop(department=engineering)
    send(bench, Verb.DEPLOY, device, kind="person", recipient="Physics lab", site=north.pk, displacement_tier="unknown")
    place = Placement.objects.get()
    claimed = (place.displaced_class, int(place.displaced_lifetime_months), int(place.displaced_per_device))
    assert claimed == ("laptop_all", 48, 1)
    assert (place.recipient, place.site) == ("Physics lab", north)


def test_a_deployment_says_to_whom(bench, engineering: Department) -> None:
    device = factories.a_ready_laptop(department=engineering)
    response = send(bench, Verb.DEPLOY, device, kind="outside", displacement_tier="document")
    assert set(errors(response)) == {"recipient", "document"}


def test_an_unwiped_device_is_not_deployed_and_the_form_says_why(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    response = send(bench, Verb.DEPLOY, device, kind="person", recipient="Lab", displacement_tier="unknown")
    assert "is not wiped" in errors(response)["__all__"][0]
    assert "Lab" in text(response)


def test_a_device_in_service_is_seen_and_withdrawn(bench, engineering: Department) -> None:
    device = factories.a_deployed_laptop(department=engineering)
    send(bench, Verb.SIGHT, device, how="audit", on="2024-04-01")
    assert Placement.objects.get().last_seen_on.isoformat() == "2024-04-01"
    response = send(bench, Verb.WITHDRAW, device, reason="lab closed", on="2024-05-01")
    assert "Stage now: Wiping" in said(response)


def test_a_device_is_handed_to_another_department(
    sign_in: SignIn, officer: Person, engineering: Department, library: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    send(sign_in(officer), Verb.TRANSFER, device, department=library.pk, on="2024-03-05")
    device.refresh_from_db()
    assert device.department == library


def test_a_ready_device_is_donated(bench, engineering: Department) -> None:
    device = factories.a_ready_laptop(department=engineering)
    response = send(bench, Verb.RELEASE, device, how="donated", to="School")
    assert "Stage now: Out" in said(response)


def test_no_custodian_lets_an_unwiped_drive_be_sold(sign_in: SignIn, owner: Person) -> None:
    device = factories.a_tested_laptop()
    response = send(sign_in(owner), Verb.RELEASE, device, how="sold", to="Dealer", custodian="Dealer")
    assert "never donated or sold" in errors(response)["custodian"][0]


def test_the_custodian_is_asked_only_of_those_who_may_accept_the_risk(
    bench, sign_in: SignIn, owner: Person, engineering: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    asked = {"device": device.asset_tag}
    assert "custodian" not in bench.get(act_url(Verb.RECYCLE), asked).context["form"].fields
    assert "custodian" in sign_in(owner).get(act_url(Verb.RECYCLE), asked).context["form"].fields
    send(sign_in(owner), Verb.RECYCLE, device, to="Recycler", custodian="Recycler, by contract 12")
    device.refresh_from_db()
    assert (device.stage, device.left_how) == ("out", "recycled")


def test_a_form_sent_twice_is_recorded_once_and_answered_the_same(bench, engineering: Department) -> None:
    device = factories.a_laptop(department=engineering)
    once = bench.get(act_url(Verb.TEST), {"device": device.asset_tag}).context["once"]
    first = send(bench, Verb.TEST, device, passed="yes", once=once)
    response = send(bench, Verb.TEST, device, passed="yes", once=once)
    assert said(response) == said(first)
    assert f"/undo/event/{last_act(device).pk}/" in text(response)
    assert device.events.filter(verb=Verb.TEST).count() == 1


def test_a_refused_form_can_be_sent_again(bench, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    sent = {"kind": "person", "recipient": "Lab", "displacement_tier": "unknown", "once": "abc"}
    send(bench, Verb.DEPLOY, device, **sent)
    factories.wiped(device)
    assert "Stage now: Deployed" in said(send(bench, Verb.DEPLOY, device, **sent))


def test_an_unknown_verb_is_not_found(bench) -> None:
    assert bench.get("/devices/act/explode_device/").status_code == 404


@pytest.mark.parametrize("verb", [Verb.TEST, Verb.WIPE, Verb.DEPLOY, Verb.CORRECT])
def test_a_viewer_is_told_that_the_role_does_not_include_it(verb: Verb, sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_laptop()
    response = sign_in(viewer).get(act_url(verb), {"device": device.asset_tag})
    assert response.status_code == 403
    assert "Your role does not include this act" in text(response)


def test_an_outsider_cannot_choose_a_device_that_is_not_seen(
    sign_in: SignIn, outsider: Person, engineering: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    response = send(sign_in(outsider), Verb.TEST, device, passed="yes")
    assert "none was chosen that you see" in said(response)
    assert device.events.count() == 1
