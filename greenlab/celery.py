"""The Celery application and its timetable. Times are in the installation's time zone."""

import os
from datetime import UTC, datetime
from typing import Any

from celery import Celery
from celery.beat import BeatLazyFunc
from celery.schedules import crontab
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlab.settings")

app = Celery("greenlab")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def sent_at() -> str:
    """The moment at which beat sends a heartbeat: its own sign of life, whenever a worker gets round to it."""
    return datetime.now(UTC).isoformat()


HEARTBEAT = "inventory.tasks.beat_heart"

# What nobody took up by the time the next one is due expires: a worker that was away finds no heap of them.
app.conf.beat_schedule = {
    "heartbeat": {
        "task": HEARTBEAT,
        "schedule": 10.0,
        "args": (BeatLazyFunc(sent_at),),
        "options": {"expires": 30},
    },
    "sweep-jobs": {"task": "inventory.tasks.sweep_jobs", "schedule": 60.0, "options": {"expires": 60}},
    "sweep-recomputes": {"task": "carbon.tasks.sweep_recomputes", "schedule": 60.0, "options": {"expires": 60}},
    "forget-what-is-old": {"task": "inventory.tasks.forget_what_is_old", "schedule": crontab(hour=3, minute=30)},
    "recount-stages": {"task": "inventory.tasks.recount_stages", "schedule": crontab(hour=3, minute=40)},
    # Safe to be sent twice, by a second beat or a second start: the first recompute of a date takes the date's unique
    # key in the database, and the second finds it taken.
    "recompute-nightly": {"task": "carbon.tasks.recompute_nightly", "schedule": crontab(hour=2, minute=0)},
}


@beat_init.connect
def beat_at_once(**_: Any) -> None:
    """A first heartbeat when beat starts, so that an installation that works says so within seconds."""
    app.send_task(HEARTBEAT, args=(sent_at(),), expires=30)
