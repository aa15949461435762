import json
import os
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from tests.inventory.readers.reports import dmidecode, lshw, printed


def lines(*files: Path) -> list[dict[str, object]]:
    out = StringIO()
    call_command("read_report", *map(str, files), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_file_is_answered_on_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(printed(lshw()))
    (tmp_path / "b.txt").write_text(dmidecode())
    (tmp_path / "c.bin").write_bytes(b"\x00\x01\x02")
    a, b, c, d = lines(*(tmp_path / name for name in ("a.json", "b.txt", "c.bin", "missing")))
    assert (a["file"], a["kind"], a["refused"]) == (str(tmp_path / "a.json"), "lshw_json", None)
    assert (a["model"], a["internal_disks_gb"]) == ("Latitude E6440", [])
    assert (b["kind"], b["refused"], b["empty_slots_smbios"]) == ("dmidecode", None, 1)
    assert (c["kind"], c["refused"]) == (
        None,
        "“c.bin” is not a text file. GreenLab reads lshw -json and dmidecode here.",
    )
    assert d["refused"] == f"“{tmp_path / 'missing'}” cannot be opened: No such file or directory."


def test_what_is_no_file_is_said_and_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for line in lines(tmp_path / "pipe", tmp_path / "folder"):
        assert line["refused"] == f"“{line['file']}” is not a file."


def test_a_refused_file_of_a_known_kind_has_the_keys_of_its_kind(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_bytes(printed(lshw())[:200])
    (line,) = lines(tmp_path / "cut.json")
    assert line["kind"] == "lshw_json"
    assert line["refused"]
    assert line["serial"] is None
