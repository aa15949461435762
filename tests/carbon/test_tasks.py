from datetime import timedelta

import pytest
from django.utils import timezone

from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import ask_recompute
from carbon.models import Recompute
from carbon.tasks import recompute_now
from tests import factories
from tests.waiting import wait_until


@pytest.mark.usefixtures("worker")
def test_a_real_worker_runs_the_recompute_that_was_asked_for() -> None:
    load_factor_tables()
    factories.a_deployed_laptop()
    asked = ask_recompute(as_of=timezone.localdate() + timedelta(days=1))
    recompute_now.delay(asked.pk)
    recompute_now.delay(asked.pk)  # brokers deliver at least once
    wait_until(lambda: Recompute.objects.current() == asked)
    asked.refresh_from_db()
    assert (asked.attempts, asked.devices_done, asked.footprints.count()) == (1, 1, 1)
