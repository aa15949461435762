import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from inventory.models import Heartbeat
from inventory.tasks import beat_heart, forget_what_is_old

pytestmark = pytest.mark.django_db


def test_a_heartbeat_tells_when_beat_sent_it_and_when_a_worker_had_it() -> None:
    sent_at = timezone.now() - timedelta(seconds=20)
    beat_heart(sent_at.isoformat())
    seen = dict(Heartbeat.objects.values_list("name", "beat_at"))
    assert seen["beat"] == sent_at
    assert seen["worker"] > sent_at


def test_logins_that_ran_out_are_forgotten_and_the_others_kept() -> None:
    for key, hours in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(hours=hours))
    forget_what_is_old()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_mails_whose_links_ran_out_are_forgotten_and_the_others_kept(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    for name, hours in (("old.log", 5), ("new.log", 3)):
        (tmp_path / name).touch()
        at = (timezone.now() - timedelta(hours=hours)).timestamp()
        os.utime(tmp_path / name, (at, at))
    forget_what_is_old()
    assert [mail.name for mail in tmp_path.iterdir()] == ["new.log"]
