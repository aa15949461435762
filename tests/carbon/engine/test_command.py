import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

CASES = Path(__file__).parent / "reference_cases.json"


def engine(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`-S` leaves out every installed package: the engine must stand on the standard library alone."""
    return subprocess.run(
        [sys.executable, "-S", "-m", "carbon.engine", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_prints_the_results_of_a_file_with_no_package_installed(root: Path) -> None:
    answer = engine(root, str(CASES))
    assert answer.returncode == 0, answer.stderr
    results = json.loads(answer.stdout)
    assert [result["id"] for result in results][:2] == ["RC01", "RC02"]
    assert results[0]["outputs"]["U"] == {"fraction": "63155953/50000000", "decimal": "1.26311906"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[", "is not JSON: line 1, column 2"),
        (b"\xff\xfe", "is not text in UTF-8"),
        (b'{"id": "RC01"}', "a file of cases is a JSON list of objects"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"[" + b"9" * 5_000 + b"]", "a number of too many digits"),
    ],
)
def test_an_unreadable_file_is_refused_with_a_sentence(
    root: Path, tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    answer = engine(root, str(file))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_file_that_is_not_there_is_said_to_be_missing(root: Path) -> None:
    answer = engine(root, "nowhere.json")
    assert (answer.returncode, answer.stderr) == (2, "nowhere.json cannot be opened: No such file or directory.\n")


def test_one_unreadable_case_does_not_hide_the_others(root: Path, tmp_path: Path) -> None:
    readable = json.loads(CASES.read_text(encoding="utf-8"))[0]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([{"id": "X", "inputs": {"odd": 1}}, readable]), encoding="utf-8")
    answer = engine(root, str(file))
    odd, good = json.loads(answer.stdout)
    assert answer.returncode == 2
    assert odd["outputs"] is None
    assert odd["error"] in answer.stderr
    assert good["outputs"].keys() == readable["expected"].keys()
