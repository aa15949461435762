"""Every rule that the database keeps, by an insert that breaks it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from inventory.models import (
    Cluster,
    Device,
    DeviceEvent,
    DeviceModel,
    Drive,
    Installation,
    Membership,
    Ownership,
    Part,
    Placement,
    SavedView,
    Site,
    TransportLeg,
)
from inventory.roles import Role
from tests.factories import DAY, a_cluster, a_department, a_deployed_laptop, a_person, a_site, the_administrator

pytestmark = pytest.mark.django_db


def row_of_device(**fields):
    wanted = {"asset_tag": "X-1", "stage": "received", "stage_since": DAY, "received_on": DAY, "first_received_on": DAY}
    return Device(**{**wanted, **fields})


def row_of_placement(**fields):
    wanted = {
        "event": DeviceEvent.objects.earliest("pk"),
        "kind": "person",
        "started_on": DAY,
        "ended_on": DAY,
        "last_seen_on": DAY,
        "displaced_class": "laptop_all",
        "displaced_lifetime_months": 48,
        "displaced_per_device": 1,
        "displacement_tier": "unknown",
    }
    return Placement(**{**wanted, **fields})


BROKEN = {
    "a_stage_is_one_of_the_seven": lambda device: row_of_device(stage="lost"),
    "a_device_that_is_out_has_left": lambda device: row_of_device(stage="out"),
    "a_device_that_left_is_out": lambda device: row_of_device(stage="ready", left_on=DAY),
    "memory_is_not_negative": lambda device: row_of_device(ram_gb=-1),
    "stays_are_in_order": lambda device: row_of_device(received_on=DAY - timedelta(days=1)),
    "a_tag_names_one_machine": lambda device: row_of_device(asset_tag=device.asset_tag),
    "a_tag_names_one_machine_in_any_case": lambda device: row_of_device(asset_tag=device.asset_tag.lower()),
    "a_serial_names_one_machine": lambda device: row_of_device(serial_key=device.serial_key),
    "a_drive_is_listed_once_in_a_device": lambda device: Drive(
        device=device, key=device.drives.get().key, state="unwiped"
    ),
    "a_wiped_drive_has_a_proof": lambda device: Drive(device=device, key="D9", state="wiped"),
    "parts_are_not_negative": lambda device: Part(
        device=device, event=device.events.earliest("pk"), fitted=False, on=DAY, kind="ram", mass_kg=-1
    ),
    "a_fitted_part_is_new_or_harvested": lambda device: Part(
        device=device, event=device.events.earliest("pk"), fitted=True, on=DAY, kind="ram", condition="used"
    ),
    "a_distance_is_not_negative": lambda device: TransportLeg(
        device=device, event=device.events.earliest("pk"), on=DAY, distance_km=-1, mode="van"
    ),
    "a_device_has_one_owner_at_a_time": lambda device: Ownership(
        device=device, department=a_department("lib"), started_on=DAY
    ),
    "an_ownership_ends_after_it_starts": lambda device: Ownership(
        device=device, department=a_department(), started_on=DAY, ended_on=DAY - timedelta(days=1)
    ),
    "a_device_serves_in_one_place": lambda device: row_of_placement(device=device, ended_on=None),
    "a_placement_ends_after_it_starts": lambda device: row_of_placement(
        device=device, ended_on=DAY - timedelta(days=1)
    ),
    "a_cluster_placement_names_its_cluster": lambda device: row_of_placement(device=device, kind="cluster"),
    "only_a_cluster_placement_names_a_cluster": lambda device: row_of_placement(device=device, cluster=a_cluster()),
    "a_claim_has_a_lifetime_and_a_ratio": lambda device: row_of_placement(device=device, displaced_lifetime_months=0),
    "only_a_reversal_reverses_an_event": lambda device: DeviceEvent(
        device=device, verb="reverse_event", happened_on=DAY, recorded_at="2024-03-01T12:00Z", by=the_administrator()
    ),
    "a_model_is_listed_once": lambda device: DeviceModel(manufacturer="LENOVO", name="thinkpad t480"),
    "a_mass_is_positive": lambda device: DeviceModel(manufacturer="x", name="y", mass_kg=0),
    "a_solar_share_is_between_0_and_1": lambda device: Site(code="s", name="s", grid_zone="FRA", solar_share=2),
    "a_room_overhead_is_at_least_1": lambda device: Site(code="s", name="s", grid_zone="FRA", room_overhead="0.9"),
    "a_day_of_duty_has_24_hours": lambda device: Cluster(
        code="c", name="c", site=a_site(), load_hours=20, idle_hours=5
    ),
    "there_is_one_installation": lambda device: Installation(pk=2),
    "only_a_demonstration_can_be_removed": lambda device: Installation(pk=1, ledger_lifted=True),
    "a_fiscal_year_starts_in_a_month": lambda device: Installation(pk=1, fiscal_year_start=13),
    "a_role_is_one_of_the_four": lambda device: Membership(person=a_person(None), role="king"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses(rule):
    row = BROKEN[rule](a_deployed_laptop())
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("in_a_department", [True, False])
def test_a_person_holds_one_role_in_a_place(in_a_department):
    department = a_department() if in_a_department else None
    person = a_person(Role.VIEWER, department)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, department=department, role=Role.OFFICER)


def test_a_saved_view_has_one_name_for_a_person():
    person = a_person()
    SavedView.objects.create(person=person, page="devices", name="mine")
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(person=person, page="devices", name="mine")
