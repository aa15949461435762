"""Tell the story: record every intake and every deed, in the order of their days, by the actions that people use."""

from datetime import date, timedelta
from random import Random
from typing import Final

from django.db import transaction

from inventory.actions import Arrival, InService, receive_devices
from inventory.actions.demonstration import mark_as_demonstration
from inventory.demonstration import places
from inventory.demonstration.catalogue import KINDS
from inventory.demonstration.claims import LAPTOP_NEEDED
from inventory.demonstration.deeds import World
from inventory.demonstration.machines import Machine
from inventory.demonstration.planning import DAYS_IN_MONTH, Arriving, Moment, Plan, workday
from inventory.demonstration.story import STORY, Lot
from inventory.lifecycle import IllegalAct
from inventory.models import Device, Placement

SEED: Final = 20240611

Fleet = dict[Machine, Device]


@transaction.atomic
def tell_story(*, today: date) -> int:
    """Mark the empty installation as demonstration and record thirty months up to `today`; the number of devices.

    All of it or nothing. Raises IllegalAct where there is something already.
    """
    world = _set_the_scene()
    plan = Plan(today, Random(SEED))  # noqa: S311 -- the same machines every time, nothing to be kept secret
    for wave in STORY:
        plan.add(wave)
    fleet: Fleet = {}
    waiting = list(plan.arriving)
    for moment, machines in plan.in_order():
        while waiting and waiting[0].on <= moment.on:
            fleet |= _receive(waiting.pop(0), world)
        _record(moment, {machine: fleet[machine] for machine in machines}, world)
    for arriving in waiting:
        fleet |= _receive(arriving, world)
    return len(fleet)


def _set_the_scene() -> World:
    departments = places.departments()
    sites = {site.code: site for site in places.sites()}
    clusters = places.clusters(sites)
    kinds = {name: kind.row() for name, kind in KINDS.items()}
    people = mark_as_demonstration(
        departments=departments,
        sites=list(sites.values()),
        clusters=clusters,
        kinds=list(kinds.values()),
        cast=places.CAST,
    )
    return World(
        departments={department.code: department for department in departments},
        sites=sites,
        clusters={cluster.code: cluster for cluster in clusters},
        kinds=kinds,
        people=people,
    )


def _receive(arriving: Arriving, world: World) -> Fleet:
    wave, on = arriving.wave, arriving.on
    machines = {machine: lot for lot, machines in arriving.lots for machine in machines}
    taken_over = any(lot.served_months for lot in machines.values())
    intake = receive_devices(
        arrivals=[_arrival(machine, lot, arriving, world) for machine, lot in machines.items()],
        reference=f"{wave.department.upper()}-{on:%Y-%m}",
        label=wave.label,
        source="Asset list of the faculty" if taken_over else "",
        on=on,
        by=world.people[places.OFFICER if taken_over else places.BENCH[wave.department]],
    )
    for refusal in intake.refused:
        raise IllegalAct(f"{wave.label}: {refusal.reason}")
    by_tag = {device.asset_tag: device for device in intake.received}
    return {machine: by_tag[machine.tag] for machine in machines}


def _arrival(machine: Machine, lot: Lot, arriving: Arriving, world: World) -> Arrival:
    kind, site = machine.kind, world.sites[arriving.wave.site]
    service = _service_before_us(lot, arriving.on) if lot.served_months else None
    return Arrival(
        manufacturer=kind.manufacturer,
        model=world.kinds[kind.name] if lot.has_model else None,
        serial=machine.serial,
        asset_tag=machine.tag,
        department=world.departments[arriving.wave.department],
        site=site,
        purchased_on=machine.purchased_on,
        cpu=kind.cpu,
        ram_gb=kind.ram_gb,
        drives=machine.drives if lot.drives_known else None,
        passwords=lot.passwords,
        otherwise_fate=lot.fate,
        collection_km=None if service or site.distance_km is None else float(site.distance_km),
        in_service=service,
    )


def _service_before_us(lot: Lot, on: date) -> InService:
    since = workday(on - timedelta(days=round(lot.served_months * DAYS_IN_MONTH)))
    return InService(Placement.Kind.PERSON, since=since, recipient=lot.served_at, claim=LAPTOP_NEEDED)


def _record(moment: Moment, devices: Fleet, world: World) -> None:
    """Record a moment; a story that is not legal is a mistake in the story."""
    for outcome in moment.deed.record(devices, world, moment.on, world.people[moment.by]):
        for blocked in outcome.blocked:
            raise IllegalAct(f"{blocked.device} on {moment.on.isoformat()}: {blocked.reason}")
