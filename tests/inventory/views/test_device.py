from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inventory import actions
from inventory.actions import InService
from inventory.actions.evidence import keep_evidence
from inventory.lifecycle import Verb
from inventory.models import Cluster, Department, Device, Evidence, Person
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import last_act, send, text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def page_of(client, device: Device):
    return client.get(f"/d/{device.asset_tag}/")


def entries(response):
    return [(str(entry["what"]), entry["reversed"], bool(entry["undo_url"])) for entry in response.context["entries"]]


def test_the_page_says_what_is_unmet_in_words(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_tested_laptop(drives=[{"serial": "S4EVONE"}])
    page = text(page_of(sign_in(viewer), device))
    assert "drive S4EVONE is not wiped" in page
    assert device.asset_tag in page


def test_the_track_shows_where_the_device_is(sign_in: SignIn, viewer: Person) -> None:
    steps = page_of(sign_in(viewer), factories.a_ready_laptop()).context["steps"]
    assert [step["state"] for step in steps] == ["done", "done", "done", "done", "now", "todo", "todo"]


def test_a_tag_in_other_letters_leads_to_the_device(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_laptop(asset_tag="Lab-07")
    response = sign_in(viewer).get("/d/LAB-07/")
    assert (response.status_code, response["Location"]) == (302, device.get_absolute_url())


def test_a_tag_with_a_slash_has_its_pages(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_deployed_laptop(asset_tag="IT/0042")
    client = sign_in(viewer)
    assert page_of(client, device).context["device"] == device
    assert client.get("/impact/devices/IT/0042/").status_code == 200
    assert client.get("/api/v1/devices/IT/0042/").json()["asset_tag"] == "IT/0042"
    assert client.get("/api/v1/devices/IT/0042/events/").status_code == 200


def test_an_unknown_tag_offers_to_receive_it(sign_in: SignIn, technician: Person) -> None:
    response = sign_in(technician).get("/d/GL-999999/")
    assert response.status_code == 404
    assert "asset_tag=GL-999999" in text(response)


def test_a_viewer_is_offered_nothing_for_an_unknown_tag(sign_in: SignIn, viewer: Person) -> None:
    response = sign_in(viewer).get("/d/GL-999999/")
    assert response.status_code == 404
    assert "asset_tag=GL-999999" not in text(response)


def test_an_outsider_does_not_learn_that_the_device_exists(
    sign_in: SignIn, outsider: Person, engineering: Department
) -> None:
    response = page_of(sign_in(outsider), factories.a_laptop(department=engineering))
    assert response.status_code == 404


def test_the_acts_offered_are_those_the_device_and_the_role_allow(
    sign_in: SignIn, technician: Person, viewer: Person, engineering: Department
) -> None:
    device = factories.a_ready_laptop(department=engineering)
    shown = page_of(sign_in(technician), device).context
    assert [act["verb"] for act in shown["first"]] == ["deploy_device"]
    assert "withdraw_device" not in [act["verb"] for act in shown["acts"]]
    seen = page_of(sign_in(viewer), device).context
    assert (seen["first"], seen["acts"], seen["may_correct"]) == ([], [], False)


def test_neighbours_are_those_of_the_same_stage_by_age(sign_in: SignIn, viewer: Person) -> None:
    first, second, third = (factories.a_tested_laptop(on=factories.after(days)) for days in (0, 1, 2))
    factories.a_ready_laptop(on=factories.after(1))
    shown = page_of(sign_in(viewer), second).context
    assert (shown["before"], shown["after"]) == (first.asset_tag, third.asset_tag)
    assert page_of(sign_in(viewer), first).context["before"] == ""


def test_the_timeline_is_latest_first_and_offers_undo_where_nothing_rests_on_the_act(
    sign_in: SignIn, technician: Person, engineering: Department
) -> None:
    device = factories.a_deployed_laptop(department=engineering)
    assert entries(page_of(sign_in(technician), device)) == [
        ("Deployed", False, True),
        ("Wipe recorded", False, False),
        ("Tested", False, False),
        ("Received", False, False),
    ]


def test_an_act_taken_back_stays_struck_with_who_took_it_back(
    sign_in: SignIn, technician: Person, engineering: Department
) -> None:
    device = factories.a_tested_laptop(department=engineering)
    actions.reverse_event(event=last_act(device), reason="wrong device", on=TODAY, by=technician)
    response = page_of(sign_in(technician), device)
    assert entries(response) == [("Taken back", False, True), ("Tested", True, False), ("Received", False, True)]
    assert "Tested · wrong device" in text(response)


def test_a_viewer_is_offered_no_undo(sign_in: SignIn, viewer: Person) -> None:
    assert not any(undo for _what, _reversed, undo in entries(page_of(sign_in(viewer), factories.a_tested_laptop())))


def test_the_page_tells_where_the_device_serves_and_instead_of_what(
    sign_in: SignIn, viewer: Person, nlp: Cluster
) -> None:
    claim = actions.Claim("desktop_sff", 60, 1 / 3, "stated", ratio_evidence="llm-bench")
    page = text(page_of(sign_in(viewer), factories.a_deployed_laptop(cluster=nlp, claim=claim)))
    assert "NLP cluster A" in page
    assert "0.333 × Desktop, small form factor" in page


def test_a_device_that_was_handed_over_lists_its_owners(
    sign_in: SignIn, viewer: Person, engineering: Department, library: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    actions.transfer_device(device=device, department=library, on=factories.after(9), by=factories.the_administrator())
    owners = page_of(sign_in(viewer), device).context["owners"]
    assert [owner.department for owner in owners] == [library, engineering]


def test_a_device_that_is_out_can_be_received_again(
    sign_in: SignIn, technician: Person, engineering: Department
) -> None:
    device = factories.a_ready_laptop(department=engineering)
    actions.release_device(
        device=device, how="donated", to="School", on=factories.DAY, by=factories.the_administrator()
    )
    shown = page_of(sign_in(technician), device).context
    assert shown["may_receive"]
    assert shown["unmet"] == []


def test_evidence_is_handed_out_as_a_file_and_never_opened_in_place(
    sign_in: SignIn, technician: Person, viewer: Person, engineering: Department
) -> None:
    device = factories.a_tested_laptop(department=engineering)
    log = SimpleUploadedFile("nwipe ü.html", b"<script>alert(1)</script>")
    send(sign_in(technician), Verb.WIPE, device, outcome="wiped", method="purge", verified="on", evidence=log)
    url = f"/d/{device.asset_tag}/evidence/{Evidence.objects.get().pk}/"
    assert url in text(page_of(sign_in(viewer), device))
    response = sign_in(viewer).get(url)
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''nwipe")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_evidence_of_another_device_is_not_handed_out(
    sign_in: SignIn, viewer: Person, outsider: Person, engineering: Department
) -> None:
    device = factories.a_laptop(department=engineering)
    proof = keep_evidence(content=b"log", name="log", kind="wipe_proof", by=viewer)
    assert sign_in(viewer).get(f"/d/{device.asset_tag}/evidence/{proof.pk}/").status_code == 404


def test_evidence_is_for_those_who_see_the_device(sign_in: SignIn, outsider: Person, engineering: Department) -> None:
    device = factories.a_tested_laptop(department=engineering)
    proof = keep_evidence(content=b"log", name="log", kind="wipe_proof", by=outsider)
    actions.record_wipe(device=device, outcome="wiped", method="purge", verified=True, evidence=proof,
                        on=factories.DAY, by=factories.the_administrator())  # fmt: skip
    assert sign_in(outsider).get(f"/d/{device.asset_tag}/evidence/{proof.pk}/").status_code == 404


def test_erased_evidence_says_so_and_keeps_its_fingerprint(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_tested_laptop()
    proof = keep_evidence(content=b"log", name="log", kind="wipe_proof", by=viewer)
    actions.record_wipe(device=device, outcome="wiped", method="purge", verified=True, evidence=proof,
                        on=factories.DAY, by=factories.the_administrator())  # fmt: skip
    Evidence.objects.update(content=b"", erased_at=timezone.now())
    response = sign_in(viewer).get(f"/d/{device.asset_tag}/evidence/{proof.pk}/")
    assert response.status_code == 410
    assert proof.sha256 in text(response)


def test_a_late_device_is_called_late(sign_in: SignIn, viewer: Person) -> None:
    device = factories.a_tested_laptop(on=TODAY - timedelta(days=11))
    shown = page_of(sign_in(viewer), device).context
    assert (shown["age"], shown["age_tone"]) == ("11 days", "bad")


def test_gates_that_were_never_passed_are_not_ticked(sign_in: SignIn, owner: Person) -> None:
    service = InService(kind="person", since=factories.after(-1), recipient="Lab 2")
    device = factories.a_laptop(in_service=service, drives=None)
    response = sign_in(owner).get(device.get_absolute_url())
    states = {step["stage"]: (step["state"], step["note"]) for step in response.context["steps"]}
    assert states["testing"] == states["received"] == ("never", "not proven")
    assert states["upgrading"] == ("done", "")
    assert "no wipe of its drives is proven" in text(response)
