"""Killed workers, a second start at once, a second beat: none of them does harm."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from carbon import tasks
from carbon.actions._run import Run, TakenOver
from carbon.actions.factor_sets import load_factor_tables
from carbon.actions.recompute import (
    MOST_ATTEMPTS,
    SILENT_AFTER,
    RecomputeUnderWay,
    ask_recompute,
    recompute_footprints,
    run_recompute,
    sweep_recomputes,
)
from carbon.models import DepartmentTotal, FactorSet, Footprint, Recompute
from tests import factories

pytestmark = pytest.mark.django_db
AS_OF = timezone.localdate() + timedelta(days=1)

DIES_IN_THE_MIDDLE = """
import os, signal, django
django.setup()
from datetime import date
from django.db import connection
from carbon.actions.recompute import recompute_footprints

def watch(execute, sql, params, many, context):
    if "devices_done" in sql and sql.startswith("UPDATE") and params[1] == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(watch):
    recompute_footprints(as_of=date.fromisoformat("{as_of}"), chunk=1)
"""


@pytest.fixture
def factor_set(db: None) -> FactorSet:
    return load_factor_tables()[0]


def a_running_one(*, silent_for: timedelta = timedelta(0), attempts: int = 1) -> Recompute:
    began = timezone.now() - silent_for
    return Recompute.objects.create(
        as_of=AS_OF, state="running", attempts=attempts, started_at=began, heartbeat_at=began, results_kept=True
    )


def elsewhere(code: str, tmp_path: Path) -> int:
    """The exit code of a Python process of its own on this test's database."""
    variables = {**os.environ, "GREENLAB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "greenlab.settings"}
    if connection.vendor == "sqlite":
        tmp_path.chmod(0o700)
        (tmp_path / "greenlab.sqlite3").symlink_to(connection.settings_dict["NAME"])
    else:
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        variables["DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    return subprocess.run([sys.executable, "-c", code], check=False, cwd=settings.BASE, env=variables).returncode


@pytest.mark.django_db(transaction=True)
def test_a_recompute_killed_in_the_middle_shows_nothing_and_starts_again_from_scratch(tmp_path: Path) -> None:
    load_factor_tables()
    for _ in range(3):
        factories.a_deployed_laptop()
    shown = recompute_footprints(as_of=AS_OF)
    assert elsewhere(DIES_IN_THE_MIDDLE.format(as_of=AS_OF), tmp_path) == -signal.SIGKILL
    half = Recompute.objects.get(state="running")
    assert (half.devices_done, half.footprints.count()) == (1, 1)
    assert Recompute.objects.current() == shown
    with pytest.raises(RecomputeUnderWay, match=f"Recompute {half.pk} is running: 1 of 3"):
        recompute_footprints(as_of=AS_OF - timedelta(days=1))
    [again] = sweep_recomputes(now=timezone.now() + SILENT_AFTER * 1.01)
    assert again == half
    done = run_recompute(recompute_id=half.pk)
    assert (done.state, done.attempts, done.footprints.count()) == ("done", 2, 3)
    assert Recompute.objects.current() == done


def test_the_database_lets_one_recompute_run_at_a_time() -> None:
    a_running_one()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_running_one()


def test_a_second_start_is_refused_and_leaves_no_trace(factor_set: FactorSet) -> None:
    running = a_running_one()
    with pytest.raises(RecomputeUnderWay, match="nothing else was started"):
        recompute_footprints(as_of=AS_OF - timedelta(days=9))
    assert list(Recompute.objects.all()) == [running]


def test_a_message_delivered_twice_runs_once(factor_set: FactorSet) -> None:
    asked = ask_recompute(as_of=AS_OF)
    tasks.recompute_now(asked.pk)
    done = Recompute.objects.get()
    tasks.recompute_now(asked.pk)
    assert Recompute.objects.get().finished_at == done.finished_at


def test_a_second_beat_finds_the_night_taken(factor_set: FactorSet) -> None:
    tasks.recompute_nightly()
    tasks.recompute_nightly()
    night = Recompute.objects.get()
    assert (night.scheduled_key, night.attempts) == (f"nightly-{timezone.localdate().isoformat()}", 1)
    assert night.as_of == timezone.localdate()


def test_the_night_waits_for_a_recompute_that_runs(factor_set: FactorSet) -> None:
    running = a_running_one()
    tasks.recompute_nightly()
    night = Recompute.objects.exclude(pk=running.pk).get()
    assert night.state == "waiting"
    Recompute.objects.filter(pk=running.pk).update(state="failed")
    Recompute.objects.filter(pk=night.pk).update(asked_at=timezone.now() - 2 * SILENT_AFTER)
    tasks.sweep_recomputes()
    night.refresh_from_db()
    assert night.state == "done"


def test_the_sweeper_leaves_one_that_is_alive() -> None:
    a_running_one()
    assert sweep_recomputes(now=timezone.now()) == []
    assert Recompute.objects.get().state == "running"


def test_one_that_never_ends_is_given_up() -> None:
    a_running_one(silent_for=2 * SILENT_AFTER, attempts=MOST_ATTEMPTS)
    assert sweep_recomputes(now=timezone.now()) == []
    given_up = Recompute.objects.get()
    assert given_up.state == "failed"
    assert "never came to an end" in given_up.message


def test_an_attempt_given_up_for_lost_cannot_write_any_more(factor_set: FactorSet) -> None:
    factories.a_deployed_laptop()
    stalled = Run(a_running_one(), chunk=10)
    Recompute.objects.update(attempts=2)  # the sweeper and another worker took it over
    with pytest.raises(TakenOver):
        stalled.compute()
    assert not Footprint.objects.exists()
    assert not DepartmentTotal.objects.exists()
