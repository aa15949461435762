"""The Celery application and its timetable. Times are in the installation's time zone."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlab.settings")

app = Celery("greenlab")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "heartbeat": {"task": "inventory.tasks.beat_heart", "schedule": 10.0},
    "sweep-jobs": {"task": "inventory.tasks.sweep_jobs", "schedule": 60.0},
    # Safe to be sent twice, by a second beat or a second start: the first recompute of a date takes the date's unique
    # key in the database, and the second finds it taken.
    "recompute-nightly": {"task": "carbon.tasks.recompute_nightly", "schedule": crontab(hour=2, minute=0)},
}
