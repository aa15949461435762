from pathlib import Path

import pytest

from inventory.actions import drafts
from inventory.actions.drafts import Upload
from inventory.lifecycle import Stage
from inventory.models import Device, DeviceEvent, DeviceModel, DraftFile, Evidence, IntakeDraft
from inventory.proposals.sources import sort_files
from tests.inventory.drafting import committed, draft_of, previewed, said, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture
def lshw(samples: Path) -> Path:
    return samples / "lshw_json"


@pytest.fixture
def dmidecode(samples: Path) -> Path:
    return samples / "dmidecode"


def test_an_lshw_report_becomes_a_device_with_its_drives_and_its_evidence(lshw):
    committed(draft_of(lshw / "toshiba.lshw.json"))
    device = Device.objects.get()
    assert (device.manufacturer.upper(), device.drives_known, device.stage) == ("TOSHIBA", True, Stage.TESTING)
    assert device.drives.count() == 1
    evidence = Evidence.objects.get()
    assert bytes(evidence.content) == (lshw / "toshiba.lshw.json").read_bytes()
    assert device.events.get().facts["evidence_id"] == evidence.pk


def test_the_same_report_twice_changes_nothing(lshw):
    committed(draft_of(lshw / "toshiba.lshw.json"))
    before = DeviceEvent.objects.count()
    done = committed(draft_of(lshw / "toshiba.lshw.json"))
    assert (done.unchanged, DeviceEvent.objects.count(), Evidence.objects.count()) == (1, before, 1)


def test_dmidecode_lists_no_drives_so_nobody_has_looked(dmidecode):
    committed(draft_of(dmidecode / "thinkpad-edge-e320.dmidecode.txt"))
    device = Device.objects.get()
    assert (device.drives_known, device.stage) == (False, Stage.RECEIVED)


def test_two_machines_with_the_placeholder_serial_never_merge(dmidecode):
    two = [path for path in sorted(dmidecode.glob("*.txt")) if "Serial Number: --" in path.read_text(errors="replace")]
    draft = draft_of(*two[:2])
    assert "this very file only" in said(previewed(draft), 1)
    assert committed(draft).received == 2
    assert verdicts(previewed(draft_of(*two[:2]))) == ["unchanged", "unchanged"]


def test_every_report_of_a_drop_comes_in_and_a_second_drop_changes_nothing(lshw, dmidecode):
    uploads = [Upload(path.name, path.read_bytes()) for folder in (lshw, dmidecode) for path in folder.iterdir()]
    good = [upload for upload, _report in sort_files(uploads).reports]
    done = committed(draft_of(*good))
    left = IntakeDraft.objects.filter().first()
    blocked = previewed(left).counts["blocked"] if left else 0
    assert done.received + blocked == len(good)
    assert done.received == Device.objects.count()
    again = committed(draft_of(*good))
    assert (again.received, Device.objects.count()) == (0, done.received)


def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_on(lshw):
    names = ("INVALID_hubblo-ci-01.lshw.json", "virtualbox-client.lshw.json", "toshiba.lshw.json")
    sources = sort_files(Upload(name, (lshw / name).read_bytes()) for name in names)
    assert [upload.name for upload, _report in sources.reports] == ["toshiba.lshw.json"]
    assert "line 24" in sources.refused[0].said
    assert "virtual machine" in sources.refused[1].said


def test_the_same_file_twice_in_one_drop_is_one_report(lshw):
    content = (lshw / "toshiba.lshw.json").read_bytes()
    sources = sort_files([Upload("a.json", content), Upload("b.json", content)])
    assert (len(sources.reports), sources.notes) == (1, ["“b.json” is the same file as “a.json” and was left out."])


def test_two_reports_of_one_machine_are_one_device(lshw):
    content = (lshw / "toshiba.lshw.json").read_bytes()
    draft = draft_of(Upload("a.json", content), Upload("b.json", content + b"\n"))
    assert verdicts(previewed(draft)) == ["new", "blocked"]
    assert "a.json" in said(previewed(draft), 2)


def test_a_desktop_is_said_to_be_one(lshw):
    draft = draft_of(lshw / "optiplex-745.lshw.json")
    assert "small form factor" in said(previewed(draft), 1)
    committed(draft)
    assert DeviceModel.objects.get().form == DeviceModel.Form.SFF


def test_a_firmware_password_keeps_a_machine_received(lshw):
    draft = draft_of(lshw / "lenovo-as-intel.lshw.json")
    assert "It is locked" in said(previewed(draft), 1)
    committed(draft)
    device = Device.objects.get()
    assert device.passwords
    assert device.stage == Stage.RECEIVED


def test_a_serial_that_a_person_typed_stands_in_place_of_what_the_report_lacks(lshw):
    draft = draft_of(lshw / "nonroot.lshw.json")
    drafts.edit_row(draft=draft, number=1, values={"serial": "PF0AAA11", "manufacturer": "Lenovo"}, by=draft.person)
    committed(draft)
    assert Device.objects.get().serial == "PF0AAA11"


def test_a_report_that_is_refused_is_not_kept(lshw):
    draft = draft_of(lshw / "toshiba.lshw.json")
    drafts.change_draft(draft=draft, defaults={**draft.defaults, "received_on": "2031-01-01"}, by=draft.person)
    assert "future" in said(previewed(draft), 1)
    assert committed(draft).received == 0
    assert not Evidence.objects.exists()


def test_a_dropped_draft_leaves_nothing(lshw):
    draft = draft_of(lshw / "toshiba.lshw.json")
    drafts.drop_draft(draft=draft, by=draft.person)
    assert [kind.objects.count() for kind in (Device, Evidence, IntakeDraft, DraftFile)] == [0, 0, 0, 0]


def test_a_register_called_txt_is_a_register_all_the_same():
    sources = sort_files([Upload("list.txt", b"Serial\tModel\nPF0AAA11\tThinkPad T480\n")])
    assert len(sources.registers) == 1
    assert sort_files([Upload("list.txt", b"Dear all,\nplease collect the laptops.\n")]).refused


def test_a_drive_whose_model_fills_pages_is_listed_by_its_beginning(lshw, tmp_path):
    told = (lshw / "toshiba.lshw.json").read_text()
    [drive] = previewed(draft_of(lshw / "toshiba.lshw.json")).rows[0].proposal.arrival.drives or ()
    longer = tmp_path / "longer.json"
    longer.write_text(told.replace(str(drive["model"]), str(drive["model"]) + " X" * 80))
    committed(draft_of(longer))
    [listed] = Device.objects.get().drives.all()
    assert len(listed.model) == 80
