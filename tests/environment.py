"""Loaded by pytest before anything else: tests write into a folder of their own, never into an installation's."""

import os
import tempfile
from pathlib import Path

# Worker processes of a parallel run inherit the folder of the process that started them.
if "GREENLAB_TEST_DATA" not in os.environ:
    os.environ["GREENLAB_TEST_DATA"] = tempfile.mkdtemp(prefix="greenlab-tests-")
os.environ["GREENLAB_DATA"] = os.environ["GREENLAB_TEST_DATA"]

for name in ("GREENLAB_URL", "GREENLAB_TIME_ZONE", "GREENLAB_MAIL_URL", "GREENLAB_SECRET_KEY", "PORT"):
    os.environ.pop(name, None)

DATA = Path(os.environ["GREENLAB_DATA"])
