from pathlib import Path
from typing import Any

import pytest

from inventory.access import NotAllowed
from inventory.actions import receive_device
from inventory.actions.answering import Answer, answer_once
from inventory.actions.erasure import erase_person
from inventory.actions.evidence import keep_evidence
from inventory.actions.passwords import send_password_link
from inventory.actions.people import change_person
from inventory.actions.tokens import issue_token
from inventory.lifecycle import IllegalAct
from inventory.models import AuditEntry, Department, Evidence, IntakeDraft, KeptAnswer, Person
from tests import factories
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


def evidence(by: Person, content: bytes, kind: str = "wipe_proof") -> Evidence:
    return keep_evidence(content=content, name="log.txt", kind=kind, by=by)


def test_nothing_personal_is_left_of_a_person(owner: Person, technician: Person) -> None:
    issue_token(name="script", scopes=["devices:read"], by=technician)
    IntakeDraft.objects.create(person=technician)
    erase_person(person=technician, by=owner)
    technician.refresh_from_db()
    assert technician.username == f"erased-{technician.pk}"
    assert (technician.first_name, technician.last_name, technician.email) == ("", "", "")
    assert not technician.has_usable_password()
    assert not technician.is_active
    assert technician.erased_at is not None
    for belonging in (technician.memberships, technician.tokens, technician.drafts, technician.saved_views):
        assert not belonging.exists()


def test_their_acts_and_the_hash_of_their_evidence_stay(
    owner: Person, technician: Person, engineering: Department
) -> None:
    device = receive_device(arrival=factories.an_arrival(department=engineering), on=factories.DAY, by=technician)
    kept = evidence(technician, b"signed by Ines")
    erase_person(person=technician, by=owner)
    kept.refresh_from_db()
    assert [str(event.by) for event in device.events.all()] == [f"erased-{technician.pk}"]
    assert bytes(kept.content) == b""
    assert len(kept.sha256) == 64
    assert kept.erased_at is not None
    assert AuditEntry.objects.get(act="erase_person").detail == {"evidence": [kept.sha256]}


def test_evidence_of_others_and_what_is_not_personal_is_left_alone(owner: Person, technician: Person) -> None:
    mine, report = evidence(owner, b"Olga"), evidence(technician, b"dmidecode", "hardware_report")
    erase_person(person=technician, by=owner)
    mine.refresh_from_db()
    report.refresh_from_db()
    assert (bytes(mine.content), bytes(report.content)) == (b"Olga", b"dmidecode")


@pytest.mark.parametrize("kind", ["wipe_proof", "displacement", "other"])
def test_files_that_people_write_go_with_who_brought_them_in(owner: Person, technician: Person, kind: str) -> None:
    kept = evidence(technician, b"signed by Ines", kind)
    erase_person(person=technician, by=owner)
    kept.refresh_from_db()
    assert bytes(kept.content) == b""


def test_mails_to_an_erased_person_are_gone_and_those_to_others_stay(
    owner: Person, technician: Person, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    for person, address in ((technician, "ines@example.org"), (owner, "olga@example.org")):
        change_person(person=person, email=address, by=owner)
        send_password_link(person=person, url="https://greenlab.example/r/1/", by=owner)
        for mail in tmp_path.glob("2*.log"):  # named by the second: the next one might go into the same file
            mail.rename(tmp_path / f"to-{person.username}.log")
    erase_person(person=technician, by=owner)
    assert [b"olga@example.org" in mail.read_bytes() for mail in tmp_path.iterdir()] == [True]


def test_answers_kept_for_the_scripts_of_an_erased_person_are_gone(owner: Person, technician: Person) -> None:
    answer_once(key="k", fingerprint="f", act=lambda: Answer(201, {"tag": "GL-1"}), by=technician)
    erase_person(person=technician, by=owner)
    assert not KeptAnswer.objects.exists()


def test_no_name_of_an_erased_person_is_left_in_the_log(owner: Person, technician: Person) -> None:
    erase_person(person=technician, by=owner)
    written = " ".join(f"{entry.subject} {entry.detail}" for entry in AuditEntry.objects.all())
    assert "Ines" not in written
    assert "technician" not in written


def test_whoever_is_erased_is_logged_out_everywhere(owner: Person, technician: Person, sign_in: SignIn) -> None:
    browser = sign_in(technician)
    assert browser.get("/preferences/").status_code == 200
    erase_person(person=technician, by=owner)
    assert browser.get("/preferences/").status_code == 302


def test_the_last_administrator_can_not_be_erased(owner: Person) -> None:
    with pytest.raises(IllegalAct, match="last active administrator"):
        erase_person(person=owner, by=owner)
    owner.refresh_from_db()
    assert owner.username == "owner"


def test_an_erasure_done_twice_is_noted_once(owner: Person, viewer: Person) -> None:
    erase_person(person=viewer, by=owner)
    erase_person(person=viewer, by=owner)
    assert AuditEntry.objects.filter(act="erase_person").count() == 1


@pytest.mark.parametrize("who", ["technician", "officer", "viewer", "outsider"])
def test_only_administrators_erase(who: str, owner: Person, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        erase_person(person=owner, by=request.getfixturevalue(who))
