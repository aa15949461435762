from datetime import UTC, datetime

import pytest

from greenlab.celery import app
from inventory.models import Heartbeat
from inventory.tasks import beat_heart
from tests.waiting import wait_until

pytestmark = pytest.mark.servers


def test_a_real_worker_takes_up_what_was_published(worker: None) -> None:
    beat_heart.delay(datetime.now(UTC).isoformat())
    wait_until(lambda: Heartbeat.objects.count() == 2)


def test_every_task_of_the_timetable_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled <= set(app.tasks)
