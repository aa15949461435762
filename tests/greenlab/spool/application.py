"""A Celery application of the tests' own, on a spool folder: `celery --app tests.greenlab.spool.application worker`."""

import os
import signal
import time
from pathlib import Path

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["spool"] = "greenlab.spool.transport:Transport"
ROOT = Path(os.environ.get("SPOOL_ROOT", "/nonexistent"))

app = Celery("spool-tests")
app.conf.update(
    broker_url="spool://localhost",
    broker_transport_options={"root": str(ROOT), "polling_interval": 0.02},
    broker_connection_retry_on_startup=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_lost_wait=0.1,  # a dead process may have a result on the way; the usual 10 s would make these tests slow
)


@app.task
def work(path: str, number: int) -> None:
    """Takes long enough to be killed in the middle."""
    time.sleep(0.2)
    with Path(path).open("a") as file:
        file.write(f"{number}\n")


@app.task
def poison(path: str) -> None:
    """Takes the process that runs it down with it."""
    with Path(path).open("a") as file:
        file.write("x\n")
    os.kill(os.getpid(), signal.SIGKILL)
