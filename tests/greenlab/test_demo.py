from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from carbon.models import FactorSet, Footprint, NotAssessed, Recompute
from inventory.actions.demonstration import KEPT, mark_as_demonstration
from inventory.demonstration import places
from inventory.lifecycle import IN_HAND, Stage, Verb, stage_of
from inventory.models import (
    AuditEntry,
    Batch,
    Cluster,
    Department,
    Device,
    DeviceEvent,
    DeviceModel,
    Installation,
    Ownership,
    Person,
    Placement,
    Site,
)
from inventory.queries import facts_of
from inventory.queries.work import LATE_DAYS
from inventory.roles import Role
from tests import factories

TODAY = date(2026, 6, 1)


def demo(**options: Any) -> str:
    said = StringIO()
    call_command("demo", stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="class")
def fleet(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, told once for the tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo(today=TODAY)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("fleet")
class TestTheFleet:
    def test_is_240_laptops_and_a_tower_of_real_models(self) -> None:
        forms = Counter(Device.objects.exclude(model=None).values_list("model__form", flat=True))
        assert forms == {"laptop": 239, "desktop_tower": 1}
        assert Device.objects.filter(model=None).count() == 1
        assert set(DeviceModel.objects.values_list("manufacturer", flat=True)) == {"Lenovo", "Dell", "HP", "Apple"}

    def test_belongs_to_four_departments_at_three_sites_in_three_grids(self) -> None:
        assert sorted(Site.objects.values_list("grid_zone", flat=True)) == ["DEU", "FRA", "POL"]
        assert Device.objects.values("department").distinct().count() == Department.objects.count() == 4
        assert set(Device.objects.values_list("site__grid_zone", flat=True)) == {"FRA", "DEU", "POL"}

    def test_has_devices_in_every_stage(self) -> None:
        assert set(Device.objects.values_list("stage", flat=True)) == {stage.value for stage in Stage}

    def test_has_sixty_nodes_in_the_language_model_cluster_and_two_smaller_ones(self) -> None:
        nodes = {cluster.code: cluster.devices.count() for cluster in Cluster.objects.all()}
        assert nodes == {"nlp-a": 60, "bio-b": 14, "scan-k": 9}

    def test_uses_every_verb_but_the_reversal_of_a_whole_batch(self) -> None:
        used = set(DeviceEvent.objects.values_list("verb", flat=True))
        assert used == {verb.value for verb in Verb} - {Verb.REVERSE_BATCH}

    def test_spans_thirty_months_up_to_its_today(self) -> None:
        last = DeviceEvent.objects.latest("happened_on")
        first = Batch.objects.order_by("pk").values_list("reference", flat=True).first()
        assert first == "ENG-2023-12"
        assert 0 <= (TODAY - last.happened_on).days < 7

    @pytest.mark.parametrize("stage", sorted(IN_HAND))
    def test_shows_a_living_bench_where_work_waits_and_little_of_it_is_late(self, stage: Stage) -> None:
        waiting = Device.objects.filter(stage=stage)
        late = waiting.filter(stage_since__lte=TODAY - timedelta(days=LATE_DAYS[stage][0])).count()
        assert 1 <= late <= waiting.count() / 2

    def test_rows_agree_with_the_fold_of_the_events(self) -> None:
        devices = list(Device.objects.all())
        facts = facts_of(devices)
        assert [device for device in devices if stage_of(facts[device.pk]) != device.stage] == []

    def test_claims_of_all_three_tiers_are_made(self) -> None:
        assert set(Placement.objects.values_list("displacement_tier", flat=True)) == set(Placement.Tier.values)

    def test_serves_clusters_people_and_outside_recipients(self) -> None:
        assert set(Placement.objects.values_list("kind", flat=True)) == set(Placement.Kind.values)
        assert Placement.objects.filter(before_greenlab=True).exists()

    def test_has_devices_that_nobody_has_seen_for_ninety_days(self) -> None:
        seen = Placement.objects.filter(ended_on=None).values_list("last_seen_on", flat=True)
        assert {(TODAY - day).days > 90 for day in seen} == {True, False}

    def test_has_devices_that_changed_hands(self) -> None:
        assert Ownership.objects.exclude(ended_on=None).exists()

    def test_has_devices_that_left_in_every_way(self) -> None:
        ways = set(Device.objects.filter(stage=Stage.OUT).values_list("left_how", flat=True))
        assert ways == {"donated", "sold", "returned", "recycled"}

    def test_is_assessed_but_for_one_without_a_grid_factor_and_one_without_a_model(self) -> None:
        recompute = Recompute.objects.get()
        assert recompute.footprints.count() == 239
        reasons = recompute.not_assessed.values_list("reason", flat=True)
        assert sorted(reasons) == [
            "no grid factor for zone FRA in 2021 or before (the first year known is 2023)",
            "no model recorded",
        ]

    def test_shows_that_a_tower_in_service_day_and_night_loses(self) -> None:
        tower = Device.objects.get(model__form="desktop_tower")
        assert Footprint.objects.get(device_id=tower.pk).s_g < -100_000

    def test_has_a_cast_of_five_that_cannot_log_in(self) -> None:
        assert Person.objects.count() == 5
        assert not any(person.has_usable_password() for person in Person.objects.all())

    def test_is_marked_as_demonstration(self) -> None:
        assert Installation.current().is_demonstration

    def test_is_made_only_once(self) -> None:
        assert demo(today=TODAY) == "The demonstration fleet is already here.\n"
        assert Device.objects.count() == 241


@pytest.mark.django_db
def test_it_goes_without_a_trace_and_is_the_same_when_told_again() -> None:
    owner = factories.a_person(Role.ADMINISTRATOR, username="owner")
    own_act = AuditEntry.objects.create(act="change_site", subject="Mine", by=owner)
    demo(today=TODAY)
    first = fingerprint()
    assert demo(remove=True) == "The demonstration is removed: 241 devices.\n"
    kinds = set(apps.get_app_config("inventory").get_models()) - KEPT | {Recompute, Footprint, NotAssessed}
    assert [kind.__name__ for kind in kinds if kind._default_manager.exists()] == []
    assert list(Person.objects.all()) == [owner]
    assert AuditEntry.objects.filter(pk=own_act.pk).exists()
    assert FactorSet.objects.adopted() is not None
    installation = Installation.current()
    assert (installation.is_demonstration, installation.ledger_lifted) == (False, False)
    demo(today=TODAY)
    assert fingerprint() == first


def fingerprint() -> tuple[list[Any], list[Any], list[Any]]:
    """All that a telling makes, by names instead of keys."""
    devices = Device.objects.values_list(
        *("asset_tag", "serial", "model__name", "department__code", "site__code", "cluster__code"),
        *("stage", "stage_since", "ram_gb", "grade", "battery_health_pct", "left_on", "left_how", "purchased_on"),
    )
    acts = DeviceEvent.objects.values_list("device__asset_tag", "verb", "happened_on", "by__username", "batch__label")
    tags = dict(Device.objects.values_list("pk", "asset_tag"))
    figures = [(tags[row.device_id], row.s_low_g, row.s_g, row.s_high_g) for row in Footprint.objects.all()]
    return list(devices), list(acts.order_by("pk")), sorted(figures)


@pytest.mark.django_db
def test_a_real_installation_is_neither_filled_nor_emptied() -> None:
    department = factories.a_department("eng", "Engineering")
    with pytest.raises(CommandError, match="data of its own"):
        demo()
    with pytest.raises(CommandError, match="not a demonstration"):
        demo(remove=True)
    assert list(Department.objects.all()) == [department]


@pytest.mark.usefixtures("stage")
def test_who_removes_it_is_told_of_devices_entered_beside_it() -> None:
    factories.a_laptop(department=factories.a_department("phys"))
    assert demo(remove=True) == "The demonstration is removed: 1 devices. 1 of them were entered beside it.\n"


@pytest.fixture
def stage(db: None) -> dict[str, Person]:
    """A demonstration before its story begins."""
    sites = places.sites()
    return mark_as_demonstration(
        departments=places.departments(),
        sites=sites,
        clusters=places.clusters({site.code: site for site in sites}),
        kinds=[],
        cast=places.CAST,
    )


@pytest.mark.usefixtures("stage")
def test_an_administrator_removes_it_by_one_button(client: Client) -> None:
    client.force_login(factories.a_person(Role.ADMINISTRATOR, username="owner"))
    address = reverse("remove_demonstration")
    assert address == "/settings/demonstration/remove/"
    assert "cannot be undone" in client.get(address).content.decode()
    assert Department.objects.exists()
    assert client.post(address).status_code == 302
    assert not Department.objects.exists()
    assert "no demonstration here" in client.get(address).content.decode()


def test_nobody_else_removes_it(client: Client, stage: dict[str, Person]) -> None:
    client.force_login(stage["claire.morel"])
    assert client.post(reverse("remove_demonstration")).status_code == 403
    assert Department.objects.exists()


def test_one_of_its_own_people_is_not_left_alone_in_an_empty_installation(
    client: Client, stage: dict[str, Person]
) -> None:
    stage["marta.ruiz"].memberships.update(role=Role.ADMINISTRATOR)
    client.force_login(stage["marta.ruiz"])
    assert client.post(reverse("remove_demonstration")).status_code == 409
    assert Department.objects.exists()
