"""The three processes of an installation, as argument lists: the same under `manage.py up` and in the containers."""

import os
import sys
from pathlib import Path

from greenlab import env

NAMES = ("web", "worker", "beat")


ROOT = Path(__file__).resolve().parent.parent


def settle(data: Path) -> None:
    """Make this process a fit parent: its children find the packages and the same data folder where they start."""
    os.environ["GREENLAB_DATA"] = str(data)
    os.chdir(ROOT)


def command(name: str) -> list[str]:
    """How to start one of `NAMES`."""
    tasks = env.integer("GREENLAB_TASK_WORKERS", 2, least=1)
    arguments = {
        "web": ["gunicorn", "--config", "python:greenlab.gunicorn", "greenlab.wsgi"],
        "worker": [
            *("celery", "--quiet", "--app", "greenlab", "worker", "--concurrency", str(tasks), "--loglevel", "INFO"),
            *("--without-mingle", "--without-gossip"),  # workers have nothing to tell each other
        ],
        "beat": ["celery", "--quiet", "--app", "greenlab", "beat", "--loglevel", "WARNING", "--pidfile", ""],
    }
    return [sys.executable, "-m", *arguments[name]]
