"""Machines and people for tests, made by the real acts: what can't happen in GreenLab can't be set up here either."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from inventory import actions
from inventory.actions import Arrival, Claim
from inventory.actions.intake import find_or_add_model
from inventory.models import Cluster, Department, Device, DeviceModel, Membership, Person, Site
from inventory.roles import Role

DAY = date(2024, 3, 1)
_numbers = count(1)


def a_person(
    role: Role | None = Role.TECHNICIAN, department: Department | None = None, username: str = "", **fields: Any
) -> Person:
    """Somebody with a role in a department, or in the whole institution."""
    person = Person.objects.create_user(
        username=username or f"person-{next(_numbers)}", password="a long secret", **fields
    )
    if role is not None:
        Membership.objects.create(person=person, role=role, department=department)
    return person


def the_administrator() -> Person:
    """The administrator who sets things up in tests."""
    found = Person.objects.filter(username="setup").first()
    return found or a_person(Role.ADMINISTRATOR, username="setup")


def a_department(code: str = "eng", name: str = "") -> Department:
    return Department.objects.get_or_create(code=code, defaults={"name": name or f"Department {code}"})[0]


def a_site(code: str = "north", grid_zone: str = "FRA", **fields: Any) -> Site:
    fields.setdefault("name", f"Site {code}")
    return Site.objects.get_or_create(code=code, defaults={"grid_zone": grid_zone, **fields})[0]


def a_cluster(code: str = "nlp", site: Site | None = None, **fields: Any) -> Cluster:
    fields.setdefault("name", f"Cluster {code}")
    return Cluster.objects.get_or_create(code=code, defaults={"site": site or a_site(), **fields})[0]


def a_model(name: str = "ThinkPad T480", manufacturer: str = "Lenovo", **fields: Any) -> DeviceModel:
    model = find_or_add_model(manufacturer=manufacturer, name=name, by=the_administrator())
    DeviceModel.objects.filter(pk=model.pk).update(**{"screen_inch": 14, "tdp_w": 15, "mass_kg": "1.58", **fields})
    model.refresh_from_db()
    return model


def an_arrival(**fields: Any) -> Arrival:
    """A laptop whose identity, department and drive are known."""
    number = next(_numbers)
    wanted: dict[str, Any] = {
        "manufacturer": "Lenovo",
        "serial": f"PF0TEST{number:04d}",
        "drives": [{"serial": f"S3YK{number:05d}", "model": "MZVLB256", "size_gb": 256.1, "medium": "nvme"}],
        "ram_gb": 8,
        **fields,
    }
    for name, make in (("model", a_model), ("department", a_department), ("site", a_site)):
        if name not in wanted:
            wanted[name] = make()
    return Arrival(**wanted)


def a_laptop(on: date = DAY, **fields: Any) -> Device:
    """A laptop just received."""
    return actions.receive_device(arrival=an_arrival(**fields), on=on, by=the_administrator())


def a_tested_laptop(on: date = DAY, *, passed: bool = True, **fields: Any) -> Device:
    device = a_laptop(on, **fields)
    return actions.record_test(device=device, passed=passed, battery_health_pct=82, on=on, by=the_administrator())


def a_ready_laptop(on: date = DAY, **fields: Any) -> Device:
    """A laptop that passed its test and whose drive is wiped with proof."""
    return wiped(a_tested_laptop(on, **fields), on)


def wiped(device: Device, on: date = DAY) -> Device:
    return actions.record_wipe(
        device=device,
        outcome="wiped",
        method="purge",
        tool="nwipe 0.34",
        verified=True,
        statement="wiped and verified at the bench",
        on=on,
        by=the_administrator(),
    )


def a_deployed_laptop(
    on: date = DAY, *, claim: Claim | None = None, cluster: Cluster | None = None, **fields: Any
) -> Device:
    """A laptop in service: in a cluster when one is given, otherwise with a person."""
    device = a_ready_laptop(on, **fields)
    where: dict[str, Any] = (
        {"kind": "cluster", "cluster": cluster} if cluster else {"kind": "person", "recipient": "Physics lab 2"}
    )
    return actions.deploy_device(device=device, claim=claim, on=on, by=the_administrator(), **where)


def after(days: int, since: date = DAY) -> date:
    return since + timedelta(days=days)
