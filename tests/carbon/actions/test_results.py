"""Rows of a recompute in the database: a partition of its own on PostgreSQL, one table on SQLite."""

import numpy as np
import pytest
from django.db import connection

from carbon.actions._results import make_room, remove_results, write_footprints
from carbon.engine.factors import Tier
from carbon.fleet import Block
from carbon.inputs import Account
from carbon.models import COLUMNS, Footprint, Recompute
from tests import factories
from tests.factories import DAY

pytestmark = pytest.mark.django_db


def an_account(device_id: int, site_id: int | None, cluster_id: int | None) -> Account:
    return Account(
        device_id=device_id,
        department_id=3,
        site_id=site_id,
        cluster_id=cluster_id,
        in_service=cluster_id is not None,
        tier=Tier.C,
    )


def a_block(accounts: list[Account]) -> Block:
    """Figures that tell every column and row apart, with each S the sum of its parts."""
    components = np.arange(21 * len(accounts)).reshape(21, -1) * 1_000_003 - 7
    burdens = components[6:].reshape(5, 3, -1).sum(axis=0)
    return Block(accounts, np.concatenate([components, components[0:3] + components[3:6] - burdens]))


def test_every_value_comes_back_as_it_was_written() -> None:
    recompute = Recompute.objects.create(as_of=DAY)
    block = a_block([an_account(1, None, None), an_account(2, 5, None), an_account(3, 5, 9), an_account(4, None, 9)])
    make_room(recompute.pk)
    write_footprints(recompute.pk, block)
    rows = Footprint.objects.filter(recompute=recompute).order_by("device_id")
    assert [[getattr(row, column) for row in rows] for column in COLUMNS] == block.figures.tolist()
    kept = ("device_id", "department_id", "site_id", "cluster_id", "in_service", "tier", "service_days")
    assert list(rows.values_list(*kept)) == [
        *((1, 3, None, None, False, "C", 0), (2, 3, 5, None, False, "C", 0)),
        *((3, 3, 5, 9, True, "C", 0), (4, 3, None, 9, True, "C", 0)),
    ]


def test_an_empty_block_writes_nothing() -> None:
    recompute = Recompute.objects.create(as_of=DAY)
    make_room(recompute.pk)
    write_footprints(recompute.pk, a_block([]))
    assert not Footprint.objects.exists()


def test_removing_one_leaves_the_others() -> None:
    one, other = (Recompute.objects.create(as_of=DAY) for _ in range(2))
    for recompute in (one, other):
        make_room(recompute.pk)
        write_footprints(recompute.pk, a_block([an_account(1, 5, 9)]))
    assert remove_results(one.pk)
    assert [row.recompute for row in Footprint.objects.all()] == [other]


def test_making_room_twice_leaves_it_empty() -> None:
    recompute = Recompute.objects.create(as_of=DAY)
    for _ in range(2):
        make_room(recompute.pk)
        write_footprints(recompute.pk, a_block([an_account(1, 5, 9)]))
    assert Footprint.objects.count() == 1


def has_a_partition(recompute: Recompute) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"carbon_footprint_{recompute.pk}"])
        return bool(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="partitions are PostgreSQL's")
def test_a_recompute_has_a_partition_of_its_own_until_it_is_removed() -> None:
    recompute = Recompute.objects.create(as_of=DAY)
    make_room(recompute.pk)
    assert has_a_partition(recompute)
    remove_results(recompute.pk)
    assert not has_a_partition(recompute)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="partitions are PostgreSQL's")
def test_a_restored_footprint_finds_a_place_without_a_partition() -> None:
    figures = dict.fromkeys(COLUMNS, 0)
    department = factories.a_department()
    restored = Footprint(recompute_id=4711, device_id=1, department=department, **figures)
    restored.service_days, restored.in_service, restored.tier = 0, False, "E"
    restored.save(force_insert=True)
    assert remove_results(4711)
    assert not Footprint.objects.exists()
