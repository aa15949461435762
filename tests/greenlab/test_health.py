import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from inventory.actions.heartbeat import stamp_heartbeats

pytestmark = pytest.mark.django_db


def stamp(*, worker_s_ago: int, beat_s_ago: int) -> None:
    now = timezone.now()
    stamp_heartbeats(worker_at=now - timedelta(seconds=worker_s_ago), beat_at=now - timedelta(seconds=beat_s_ago))


def test_it_is_well_when_worker_and_beat_were_seen_lately(client: Client) -> None:
    stamp(worker_s_ago=5, beat_s_ago=9)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "worker": "ok", "beat": "ok"}


def test_it_fails_before_the_first_heartbeat(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "not seen yet"


@pytest.mark.parametrize(("worker_s_ago", "beat_s_ago", "missing"), [(300, 5, "worker"), (5, 300, "beat")])
def test_it_names_the_process_that_is_missing(client: Client, worker_s_ago: int, beat_s_ago: int, missing: str) -> None:
    stamp(worker_s_ago=worker_s_ago, beat_s_ago=beat_s_ago)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    found = answer.json()
    assert {part for part in ("database", "worker", "beat") if found[part] != "ok"} == {missing}
    assert re.fullmatch(r"last seen \d+ s ago", found[missing])


def test_a_later_heartbeat_takes_the_place_of_the_earlier(client: Client) -> None:
    stamp(worker_s_ago=300, beat_s_ago=300)
    stamp(worker_s_ago=1, beat_s_ago=1)
    assert client.get("/healthz").status_code == 200


def test_it_answers_even_when_the_database_does_not(client: Client) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "failing",
        "database": "does not answer",
        "worker": "unknown",
        "beat": "unknown",
    }


def test_it_is_open_to_nobody_s_cache_and_to_no_other_method(client: Client) -> None:
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
    assert client.post("/healthz").status_code == 405
