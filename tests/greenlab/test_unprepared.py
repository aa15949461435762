"""Commands on a data folder that nobody prepared: one sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "command",
    ["demo", "demo --remove", "recompute", "token ada --scope devices:read", "import_devices x.csv", "backup b.zip"],
)
def test_a_command_says_that_the_folder_is_to_be_prepared(root: Path, tmp_path: Path, command: str) -> None:
    environment = {**os.environ, "GREENLAB_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    answer = subprocess.run(
        [sys.executable, root / "manage.py", *command.split()],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 1
    assert answer.stderr.endswith("is not prepared for this version: run manage.py prepare, then this command again.\n")
    assert len(answer.stderr.splitlines()) == 1
