import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_absent_servers_are_told_and_fail_the_run_where_they_are_demanded(root: Path, ci: str, code: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.on_servers", "--collect-only", "--quiet"],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "CI": ci, "GREENLAB_TEST_DATABASE_URL": "postgresql://postgres:hush@127.0.0.1:1/greenlab"},
    )
    assert run.returncode == code
    assert run.stderr.startswith("The tests on PostgreSQL and Redis are left out. PostgreSQL does not let us in")
    assert "hush" not in run.stderr
