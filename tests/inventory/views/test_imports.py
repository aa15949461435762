"""Paste, upload, drop; look at the preview; bring the good rows in."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from inventory.lifecycle import Stage
from inventory.models import Batch, Department, Device, DeviceEvent, Evidence, IntakeDraft, Job, Person
from inventory.proposals.commit import commit_for_job
from tests import factories
from tests.cast import SignIn
from tests.inventory.views.pages import said, text

pytestmark = pytest.mark.django_db

ROWS = """Tag;Serial;Manufacturer;Model;RAM;Department
GL-004301;5CG1234ABC;HP;EliteBook 840 G6;8;
GL-004302;5CG1234ABD;HP;EliteBook 840 G6;8;
GL-004304;5CG1234ABC;HP;EliteBook 840 G6;8;
GL-004305;To be filled by O.E.M.;Apple;A2159;8;
"""


@pytest.fixture
def bench(sign_in: SignIn, technician: Person) -> Client:
    return sign_in(technician)


def send(client: Client, **fields: Any) -> Any:
    today = timezone.localdate().isoformat()
    department = Department.objects.get(code="eng").pk
    return client.post("/intake/", {"received_on": today, "department": department, **fields}, follow=True)


def file(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def act(client: Client, what: str, **fields: Any) -> Any:
    return client.post(f"/intake/{IntakeDraft.objects.get().pk}/{what}/", fields, follow=True)


def receive(client: Client) -> Any:
    return act(client, "receive", revision=IntakeDraft.objects.get().revision)


def tally(response: Any) -> dict[str, int]:
    return {str(one["word"]): one["n"] for one in response.context["counts"]}


def test_pasted_rows_are_shown_with_every_problem_and_nothing_is_saved(bench: Client) -> None:
    response = send(bench, rows=ROWS)
    assert tally(response) == {"OK": 2, "look": 1, "blocked": 1}
    assert "Serial number 5CG1234ABC is in row 2 already." in text(response)
    assert "is a placeholder, not a serial number" in text(response)
    assert not Device.objects.exists()


def test_the_good_rows_come_in_and_the_rest_stays(bench: Client) -> None:
    send(bench, rows=ROWS, reference="ENG-25-07")
    response = receive(bench)
    assert "3 devices received" in said(response)
    assert Batch.objects.get(reference="ENG-25-07").devices.count() == 3
    assert tally(response) == {"look": 1}  # row 4 now is the machine of row 2, under another tag
    assert "Here its tag is GL-004301, not GL-004304." in text(response)


def test_a_blocked_row_is_mended_in_its_place_and_comes_in(bench: Client) -> None:
    send(bench, rows=ROWS)
    receive(bench)
    page = bench.get(f"/intake/{IntakeDraft.objects.get().pk}/?edit=4")
    assert 'name="serial" value="5CG1234ABC"' in text(page)
    assert tally(act(bench, "row", number="4", serial="5CG9999ABC")) == {"OK": 1}
    response = receive(bench)
    assert (Device.objects.count(), Batch.objects.get().devices.count()) == (4, 4)
    assert response.redirect_chain[-1][0] == f"/batches/{Batch.objects.get().reference}/"
    assert not IntakeDraft.objects.exists()


def test_a_whole_import_is_undone_at_once(bench: Client) -> None:
    send(bench, rows=ROWS)
    response = receive(bench)
    bench.post(next(message.extra_tags for message in response.context["messages"]))
    assert set(Device.objects.values_list("left_how", flat=True)) == {"undone"}


def test_receiving_twice_receives_once(bench: Client) -> None:
    send(bench, rows="Serial;Manufacturer\nPF0AAA11;Lenovo\n")
    draft = IntakeDraft.objects.get()
    for _click in range(2):
        response = bench.post(f"/intake/{draft.pk}/receive/", {"revision": draft.revision}, follow=True)
    assert "nothing was received twice" in said(response)
    assert Device.objects.count() == 1


def test_a_preview_of_another_window_receives_nothing(bench: Client) -> None:
    send(bench, rows=ROWS)
    act(bench, "row", number="4", serial="5CG9999ABC")
    assert "changed in another window" in said(act(bench, "receive", revision="1"))
    assert not Device.objects.exists()


def test_rows_are_left_out_by_choice_or_because_they_are_blocked(bench: Client) -> None:
    send(bench, rows=ROWS)
    assert tally(act(bench, "drop", which="chosen", row=["2", "3"])) == {
        "OK": 1,
        "look": 1,
    }  # row 4 repeats nothing any more
    asked = act(bench, "drop", which="draft")
    assert "GL-004305" in text(asked)
    assert "2 rows that have not come in" in text(asked)
    assert IntakeDraft.objects.exists()
    act(bench, "drop", which="draft", sure="1")
    assert not IntakeDraft.objects.exists()
    send(bench, rows=ROWS)
    assert tally(act(bench, "drop", which="blocked")) == {"OK": 2, "look": 1}


def test_enter_in_a_tick_box_changes_nothing(bench: Client) -> None:
    send(bench, rows=ROWS)
    assert sum(tally(act(bench, "drop", which="nothing", row=["2"])).values()) == 4


def test_columns_are_mapped_anew_and_the_rows_read_again(bench: Client) -> None:
    response = send(bench, rows="Kennung;Irgendwas\nPF0AAA11;Lenovo\nPF0AAA22;HP\n")
    assert [column["header"] for column in response.context["mapping"].unused] == ["Kennung", "Irgendwas"]
    response = act(bench, "columns", **{"column-0": "serial", "column-1": "manufacturer"})
    assert tally(response) == {"OK": 2}
    assert [column["field"] for column in response.context["mapping"].used] == ["serial", "manufacturer"]


def test_a_mapping_is_offered_again_for_the_same_headers_whatever_their_order(bench: Client) -> None:
    send(bench, rows="Kennung;Irgendwas\nPF0AAA11;Lenovo\nPF0AAA22;HP\n")
    act(bench, "columns", **{"column-0": "serial", "column-1": "manufacturer"})
    act(bench, "drop", which="draft")
    response = send(bench, rows="Irgendwas;Kennung\nDell;PF0AAA33\nDell;PF0AAA44\n")
    assert [column["field"] for column in response.context["mapping"].used] == ["manufacturer", "serial"]
    assert "as you chose for the last register" in text(response)


def test_a_choice_is_kept_to_oneself(bench: Client, sign_in: SignIn, owner: Person) -> None:
    rows = "Kennung;Irgendwas\nPF0AAA11;Lenovo\nPF0AAA22;HP\n"
    send(bench, rows=rows)
    act(bench, "columns", **{"column-0": "serial"})
    assert send(sign_in(owner), rows=rows).context["mapping"].used == []


def test_a_register_that_is_another_kind_of_draft_has_no_columns(bench: Client, samples: Path) -> None:
    send(bench, reports=[file(samples / "lshw_json" / "toshiba.lshw.json")])
    assert act(bench, "columns").status_code == 404


def test_the_order_of_dates_is_asked_for_where_it_matters(bench: Client) -> None:
    response = send(bench, rows="Serial;Manufacturer;Purchase date\nPF0AAA11;Lenovo;4/5/16\n")
    assert response.context["mapping"].dates_unclear
    assert tally(response) == {"blocked": 1}
    response = act(bench, "columns", date_order="mdy")
    assert tally(response) == {"OK": 1}
    assert "5 Apr 2016" in text(response)


def test_another_encoding_is_chosen_where_accents_look_wrong(bench: Client) -> None:
    register = SimpleUploadedFile("list.csv", "Serial;Manufacturer;Note\nPF0AAA11;Lenovo;défaut\n".encode("cp1252"))
    response = send(bench, registers=[register])
    assert ("cp850", "DOS 850") in response.context["mapping"].encodings
    response = act(bench, "columns", encoding="cp850")
    assert response.context["mapping"].encoding == "cp850"
    assert tally(response) == {"OK": 1}


def test_an_unknown_department_is_settled_by_one_click(bench: Client) -> None:
    response = send(bench, rows="Serial;Manufacturer;Department\nPF0AAA11;Lenovo;Physics II\nPF0AAA22;HP;Physics III\n")
    assert tally(response) == {"blocked": 2}
    assert "Use Engineering for all" in text(response)
    assert tally(act(bench, "names", kind="department", all="1")) == {"OK": 2}


def test_an_unknown_site_is_given_its_meaning(bench: Client, north: Any) -> None:
    send(bench, rows="Serial;Manufacturer;Location\nPF0AAA11;Lenovo;Room 12\n")
    act(bench, "names", kind="site", name="Room 12", means="north")
    receive(bench)
    assert Device.objects.get().site == north


def test_what_is_chosen_for_all_rows_is_applied_to_all_rows(bench: Client, north: Any) -> None:
    send(bench, rows="Serial;Manufacturer\nPF0AAA11;Lenovo\n")
    act(bench, "setting", site=north.pk, received_on="2024-05-06", reference="ENG-1", otherwise_fate="recycled")
    receive(bench)
    device = Device.objects.get()
    assert (device.site, device.received_on.isoformat(), device.otherwise_fate) == (north, "2024-05-06", "recycled")
    assert Batch.objects.get().reference == "ENG-1"


def test_the_drives_that_a_person_saw_in_each_are_listed(bench: Client) -> None:
    send(bench, rows="Serial;Manufacturer;Model;Disk\n5CG1234ABC;HP;EliteBook 840 G6;256\n", drives_each="1")
    receive(bench)
    device = Device.objects.get()
    assert list(device.drives.values_list("size_gb", "state")) == [(256, "unwiped")]
    assert device.stage == Stage.TESTING


def test_a_wrong_choice_is_said_and_what_was_typed_is_kept(bench: Client) -> None:
    send(bench, rows="Serial;Manufacturer\nPF0AAA11;Lenovo\n")
    response = act(bench, "setting", received_on="2999-01-01", reference="ENG-1")
    assert "This day is in the future." in text(response)
    assert 'value="ENG-1"' in text(response)


def test_an_lshw_file_becomes_a_device(bench: Client, samples: Path) -> None:
    response = send(bench, reports=[file(samples / "lshw_json" / "toshiba.lshw.json")])
    assert tally(response) == {"OK": 1}
    response = receive(bench)
    device = Device.objects.get()
    assert (device.manufacturer, device.serial, device.stage) == ("TOSHIBA", device.serial, Stage.TESTING)
    assert response.redirect_chain[-1][0] == device.get_absolute_url()
    assert Evidence.objects.count() == 1


def test_the_same_report_again_changes_nothing(bench: Client, samples: Path) -> None:
    for _again in range(2):
        send(bench, reports=[file(samples / "lshw_json" / "toshiba.lshw.json")])
        before = DeviceEvent.objects.count()
        response = receive(bench)
    assert DeviceEvent.objects.count() == before
    assert "known already and unchanged" in said(response)


def test_unreadable_reports_are_refused_with_a_reason_and_the_others_go_on(bench: Client, samples: Path) -> None:
    names = ("INVALID_hubblo-ci-01.lshw.json", "toshiba.lshw.json", "virtualbox-client.lshw.json")
    response = send(bench, reports=[file(samples / "lshw_json" / name) for name in names])
    assert "line 24, column 8" in text(response)
    assert "virtual machine" in text(response)
    assert tally(response) == {"OK": 1}
    assert IntakeDraft.objects.get().files.count() == 1


def test_a_file_that_cannot_be_read_leaves_nothing_behind(bench: Client) -> None:
    response = send(bench, registers=[SimpleUploadedFile("list.xlsx", b"PK\x03\x04 broken")])
    assert "not a readable XLSX" in text(response)
    assert not IntakeDraft.objects.exists()


def test_nothing_at_all_is_said_to_be_nothing(bench: Client) -> None:
    assert "nothing to look at yet" in text(send(bench))


@pytest.mark.parametrize("suffix", ["csv", "ods", "xlsx"])
def test_the_same_table_is_the_same_machines_in_every_format(bench: Client, samples: Path, suffix: str) -> None:
    send(bench, registers=[file(samples / "asset_csv" / "ereuse_placeholder_test.csv")])
    receive(bench)
    response = send(bench, registers=[file(samples / "asset_csv" / f"ereuse_placeholder_test.{suffix}")])
    assert tally(response) == {"unchanged": 3}


def test_every_register_sample_is_shown_or_refused(bench: Client, samples: Path) -> None:
    for path in sorted((samples / "asset_csv").glob("*.*")):
        if path.suffix != ".md":
            response = send(bench, registers=[file(path)])
            assert response.status_code == 200
            rows = response.context["total"]
            assert rows == sum(tally(response).values())
            IntakeDraft.objects.all().delete()


def test_a_report_in_the_place_of_a_spreadsheet_is_taken_for_what_it_is(bench: Client, samples: Path) -> None:
    response = send(bench, registers=[file(samples / "lshw_json" / "toshiba.lshw.json")])
    assert response.context["draft"].kind == IntakeDraft.Kind.REPORTS


def test_rows_in_service_are_taken_over_when_an_officer_confirms(
    sign_in: SignIn, officer: Person, engineering: Any
) -> None:
    client = sign_in(officer)
    send(client, rows="Serial;Manufacturer;Model;Status;In service since\nPF0AAA11;Lenovo;T480;In use;2023-02-01\n")
    today = timezone.localdate().isoformat()
    act(client, "setting", received_on=today, **{
        "service-confirmed": "on", "service-kind": "person", "service-recipient": "Lab 2"
    })  # fmt: skip
    receive(client)
    assert (Device.objects.get().stage, Device.objects.get().placements.get().recipient) == (Stage.DEPLOYED, "Lab 2")


def test_a_technician_cannot_confirm_a_takeover(bench: Client) -> None:
    response = send(bench, rows="Serial;Manufacturer;Status;In service since\nPF0AAA11;Lenovo;In use;2023-02-01\n")
    assert "taking over is for officers" in text(response)
    today = timezone.localdate().isoformat()
    act(bench, "setting", received_on=today, **{"service-confirmed": "on", "service-recipient": "Lab 2"})
    receive(bench)
    assert Device.objects.get().stage == Stage.RECEIVED


def test_a_draft_is_its_makers_alone(bench: Client, sign_in: SignIn, owner: Person) -> None:
    send(bench, rows=ROWS)
    pk = IntakeDraft.objects.get().pk
    other = sign_in(owner)
    assert "Pasted rows" not in text(other.get("/intake/"))
    assert other.get(f"/intake/{pk}/", follow=True).redirect_chain
    for what in ("setting", "columns", "names", "row", "drop"):
        assert other.post(f"/intake/{pk}/{what}/", {"which": "draft"}).status_code == 404
    other.post(f"/intake/{pk}/receive/", {"revision": "1"})
    assert (IntakeDraft.objects.count(), Device.objects.count()) == (1, 0)


def test_drafts_wait_on_the_page_to_be_taken_up_again(bench: Client) -> None:
    send(bench, rows=ROWS)
    listed = text(bench.get("/intake/"))
    assert "Pasted rows" in listed
    assert f"/intake/{IntakeDraft.objects.get().pk}/" in listed


def test_a_long_list_comes_in_by_a_job(bench: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inventory.views.draft_acts.IN_BACKGROUND", 2)
    send(bench, rows="Serial;Manufacturer\n" + "\n".join(f"PF0AAA{number};Lenovo" for number in range(10, 15)))
    draft = IntakeDraft.objects.get()
    response = bench.post(f"/intake/{draft.pk}/receive/", {"revision": draft.revision})
    job = Job.objects.get()
    assert response["Location"] == f"/jobs/{job.pk}/"
    assert bench.get(f"/intake/{draft.pk}/")["Location"] == f"/jobs/{job.pk}/"
    commit_for_job(job.pk)
    job.refresh_from_db()
    assert (Device.objects.count(), job.message) == (5, "5 devices received.")
    assert job.result["url"] == f"/batches/{Batch.objects.get().reference}/"


def test_pages_of_a_long_list_and_its_blocked_rows(bench: Client) -> None:
    rows = "".join(f"GL-{number};PF0AAA{number};Lenovo\n" for number in range(1000, 1101))
    send(bench, rows="Tag;Serial;Manufacturer\n" + rows + "GL-1;PF0AAA1000;Lenovo\n")
    here = f"/intake/{IntakeDraft.objects.get().pk}/"
    assert len(bench.get(here).context["rows"]) == 100
    assert len(bench.get(f"{here}?page=2").context["rows"]) == 2
    assert [row.number for row in bench.get(f"{here}?show=blocked").context["rows"]] == ["103"]


def test_a_file_with_markup_in_it_is_text(bench: Client) -> None:
    response = send(bench, rows="Serial;Manufacturer;Model\nPF0AAA11;Lenovo;<script>alert(1)</script>\n")
    assert "<script>alert" not in text(response)


def test_the_state_of_a_draft_survives_as_json(bench: Client) -> None:
    send(bench, rows=ROWS)
    draft = IntakeDraft.objects.get()
    assert json.loads(json.dumps(draft.defaults))["department"] == "eng"


def test_who_only_looks_is_kept_out(sign_in: SignIn, viewer: Person) -> None:
    assert sign_in(viewer).get("/intake/").status_code == 403


def test_a_known_device_shows_old_and_new(bench: Client) -> None:
    device = factories.a_laptop(cpu="")
    response = send(bench, rows=f"Serial;Manufacturer;CPU;RAM\n{device.serial};Lenovo;i5-8350U;16\n")
    assert "Memory, GB stays 8; the file says 16." in text(response)
    assert "<ins>i5-8350U</ins>" in text(response)


SIZED = "Serial;Manufacturer;Model;Disk\n5CG1234ABC;HP;EliteBook 840 G6;256\n5CG1234ABD;HP;EliteBook 840 G6;\n"


def test_a_size_without_a_number_of_drives_is_said_and_mended_for_all_rows_at_once(bench: Client) -> None:
    response = send(bench, rows=SIZED)
    assert tally(response) == {"OK": 1, "look": 1}
    assert "Drives not listed: it stays received" in text(response)
    assert "1 row gives a size and no number of drives." in text(response)
    today = timezone.localdate().isoformat()
    response = act(bench, "setting", received_on=today, drives_each=["", "sized"])
    assert tally(response) == {"OK": 2}
    receive(bench)
    drives = {device.serial: (device.drives_known, device.drives.count()) for device in Device.objects.all()}
    assert drives == {"5CG1234ABC": (True, 1), "5CG1234ABD": (False, 0)}


def test_what_could_not_be_read_stays_in_its_cell_and_in_its_field(bench: Client) -> None:
    response = send(bench, rows="Serial;Manufacturer;Model;Disk\n5CG1234ABC;HP;EliteBook 840 G6;abc\n")
    row = response.context["rows"][0]
    assert [(cell.text, cell.tone) for cell in row.cells if cell.name == "disk"] == [("abc", "bad")]
    edited = bench.get(f"/intake/{IntakeDraft.objects.get().pk}/", {"edit": row.number})
    assert [one.value for one in edited.context["rows"][0].fields if one.name == "storage_gb"] == ["abc"]


def test_files_that_could_not_be_read_are_counted_beside_the_others(bench: Client) -> None:
    good = SimpleUploadedFile("one.csv", ROWS.encode())
    picture = SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    response = send(bench, registers=[good, picture])
    assert "1 of 2 files could not be read" in text(response)
    assert {str(chip["label"]): chip["count"] for chip in response.context["chips"]}["Not read"] == "1"
    assert "“photo.png” is a picture. A spreadsheet is CSV, TSV, XLSX, ODS or XLS." in text(response)
    assert "dmidecode here" not in text(response)


def test_a_row_beyond_the_thousandth_is_ticked_and_mended_by_its_plain_number(bench: Client) -> None:
    rows = "".join(f"GL-{number:06};5CG12{number:05};HP;EliteBook 840 G6\n" for number in range(1, 1002))
    send(bench, rows="Tag;Serial;Manufacturer;Model\n" + rows)
    page = text(bench.get(f"/intake/{IntakeDraft.objects.get().pk}/?page=11"))
    assert '<tbody id="row-1002"' in page
    assert 'name="row" value="1002"' in page
