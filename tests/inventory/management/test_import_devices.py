import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inventory.models import Batch, Department, Device, DeviceEvent, Evidence, IntakeDraft
from inventory.roles import Role
from tests.factories import a_department, a_person, a_site, the_administrator

pytestmark = pytest.mark.django_db

ROWS = "Serial;Manufacturer;Model;Department\nPF0AAA11;Lenovo;ThinkPad T480;\nPF0AAA11;Lenovo;ThinkPad T480;\n"


@pytest.fixture(autouse=True)
def _administrator() -> None:
    the_administrator()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "devices.csv"
    path.write_text(ROWS)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code, and everything printed."""
    try:
        call_command("import_devices", *map(str, arguments))
    except SystemExit as end:
        code = int(str(end.code))
    else:
        code = 0
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_good_rows_come_in_and_refused_ones_end_in_1(capsys, register: Path) -> None:
    code, printed = run(capsys, register)
    assert (code, Device.objects.count()) == (1, 1)
    assert "row 3: refused: Serial number PF0AAA11 is in row 2 already." in printed
    assert "1 received, 0 filled, 0 unchanged, 1 refused." in printed


def test_a_dry_run_says_the_same_and_saves_nothing(capsys, register: Path) -> None:
    code, printed = run(capsys, register, "--dry-run")
    assert code == 1
    assert "1 received, 0 filled, 0 unchanged, 1 refused. Nothing was saved" in printed
    assert [kind.objects.count() for kind in (Device, DeviceEvent, IntakeDraft, Batch)] == [0, 0, 0, 0]


def test_the_second_run_changes_nothing(capsys, samples: Path) -> None:
    files = [samples / "asset_csv" / "snipeit_assets-sample-BLANKS.csv", samples / "lshw_json" / "toshiba.lshw.json"]
    assert run(capsys, *files)[0] == 0
    before = (Device.objects.count(), DeviceEvent.objects.count(), Evidence.objects.count())
    code, printed = run(capsys, *files)
    assert (Device.objects.count(), DeviceEvent.objects.count(), Evidence.objects.count()) == before
    assert code == 0
    assert "0 received, 0 filled, 201 unchanged, 0 refused." in printed


def test_no_draft_is_left_behind(capsys, register: Path) -> None:
    run(capsys, register)
    assert not IntakeDraft.objects.exists()


def test_department_site_day_and_name_of_the_batch_are_told(capsys, samples: Path) -> None:
    a_department("eng")
    a_site("north")
    path = samples / "asset_csv" / "ereuse_placeholder_test.csv"
    run(capsys, path, "--department", "eng", "--site", "north", "--received", "2024-05-06", "--reference", "ENG-1")
    device = Device.objects.filter(asset_tag="AA").get()
    assert (device.department and device.department.code, device.site and device.site.code) == ("eng", "north")
    assert (device.received_on.isoformat(), device.batch and device.batch.reference) == ("2024-05-06", "ENG-1")


def test_an_unknown_department_is_refused_unless_any_will_do(capsys, tmp_path: Path) -> None:
    path = tmp_path / "devices.csv"
    path.write_text("Serial;Manufacturer;Department\nPF0AAA11;Lenovo;Physics II\n")
    assert "No department is called “Physics II”." in run(capsys, path)[1]
    assert run(capsys, path, "--any-department")[0] == 0
    assert not Department.objects.exists()
    assert Device.objects.get().department is None


def test_an_unreadable_file_is_refused_and_the_others_come_in(capsys, samples: Path) -> None:
    folder = samples / "lshw_json"
    code, printed = run(capsys, folder / "INVALID_hubblo-ci-01.lshw.json", folder / "toshiba.lshw.json", "/nowhere.csv")
    assert (code, Device.objects.count()) == (1, 1)
    assert "line 24, column 8" in printed
    assert "“/nowhere.csv” cannot be opened" in printed
    assert "files refused: 2" in printed


def test_what_is_no_file_is_said_and_a_pipe_is_not_waited_for(capsys, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    code, printed = run(capsys, tmp_path / "pipe", tmp_path)
    assert code == 1
    assert f"refused: “{tmp_path / 'pipe'}” is not a file." in printed
    assert f"refused: “{tmp_path}” is not a file." in printed


def test_who_receives_can_be_named_and_needs_the_right(capsys, register: Path) -> None:
    a_person(Role.TECHNICIAN, username="ines")
    run(capsys, register, "--user", "ines")
    assert DeviceEvent.objects.get().by.username == "ines"
    a_person(Role.VIEWER, username="vera")
    assert "Your role does not include" in run(capsys, register, "--user", "vera", "--dry-run")[1]


@pytest.mark.parametrize("option", [("--user", "nobody"), ("--department", "x"), ("--site", "x"), ("--received", "x")])
def test_a_name_that_means_nothing_is_said(register: Path, option: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("import_devices", str(register), *option)
