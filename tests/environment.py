"""Loaded by pytest before anything else: tests write into a folder of their own, never into an installation's."""

import os
import tempfile
from pathlib import Path

# The processes of a parallel run share the folder of the one that started them, each below it in its own.
if "GREENLAB_TEST_DATA" not in os.environ:
    os.environ["GREENLAB_TEST_DATA"] = tempfile.mkdtemp(prefix="greenlab-tests-")
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "main")
TEST_DATA = Path(os.environ["GREENLAB_TEST_DATA"])
os.environ["GREENLAB_DATA"] = str(TEST_DATA / PROCESS)
os.environ["GREENLAB_REDIS_PREFIX"] = f"greenlab-test-{os.getpid()}"

for name in (
    "GREENLAB_URL",
    "GREENLAB_TIME_ZONE",
    "GREENLAB_MAIL_URL",
    "GREENLAB_SECRET_KEY",
    "GREENLAB_STATIC",
    "PORT",
):
    os.environ.pop(name, None)
