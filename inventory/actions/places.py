"""Departments and sites: add one, change one. Devices and savings refer to them, so none is taken away."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from inventory.access import require_everywhere
from inventory.actions.audit import changes, note
from inventory.lifecycle import IllegalAct
from inventory.models import Department, Person, Site
from inventory.roles import May

SITE_FACTS = ("code", "name", "grid_zone", "solar_share", "room_overhead", "distance_km")


@transaction.atomic
def add_department(*, code: str, name: str, by: Person) -> Department:
    """Add an owner of devices."""
    require_everywhere(by, May.MANAGE_INSTALLATION)
    _refuse_taken(Department(code=code, name=name))
    department = Department.objects.create(code=code, name=name)
    note(act="add_department", subject=code, detail={"name": name}, by=by)
    return department


@transaction.atomic
def change_department(*, department: Department, code: str, name: str, by: Person) -> Department:
    """Give a department another code or name; its devices and savings stay its own."""
    require_everywhere(by, May.MANAGE_INSTALLATION)
    _refuse_taken(Department(pk=department.pk, code=code, name=name))
    changed = changes({"code": department.code, "name": department.name}, {"code": code, "name": name})
    if changed:
        note(act="change_department", subject=department.code, detail=changed, by=by)
        department.code, department.name = code, name
        department.save(update_fields=["code", "name"])
    return department


@transaction.atomic
def add_site(
    *,
    code: str,
    name: str,
    grid_zone: str,
    solar_share: Decimal = Decimal(0),
    room_overhead: Decimal = Decimal(1),
    distance_km: Decimal | None = None,
    by: Person,
) -> Site:
    """Add a place with electricity. `solar_share` is 0 to 1; `room_overhead` (PUE) is kWh per kWh, at least 1."""
    require_everywhere(by, May.MANAGE_INSTALLATION)
    site = Site(
        code=code,
        name=name,
        grid_zone=grid_zone,
        solar_share=solar_share,
        room_overhead=room_overhead,
        distance_km=distance_km,
    )
    _refuse_taken(site)
    site.save()
    note(act="add_site", subject=code, detail={fact: str(getattr(site, fact)) for fact in SITE_FACTS}, by=by)
    return site


@transaction.atomic
def change_site(
    *,
    site: Site,
    code: str,
    name: str,
    grid_zone: str,
    solar_share: Decimal,
    room_overhead: Decimal,
    distance_km: Decimal | None,
    by: Person,
) -> Site:
    """Change what is known of a place. The next recompute uses it for all days of service there, past ones included."""
    require_everywhere(by, May.MANAGE_INSTALLATION)
    before = {fact: getattr(site, fact) for fact in SITE_FACTS}
    was_named = site.code
    site.code, site.name, site.grid_zone = code, name, grid_zone
    site.solar_share, site.room_overhead, site.distance_km = solar_share, room_overhead, distance_km
    _refuse_taken(site)
    changed = changes(before, {fact: getattr(site, fact) for fact in SITE_FACTS})
    if changed:
        site.save()
        note(act="change_site", subject=was_named, detail=changed, by=by)
    return site


def _refuse_taken(place: Department | Site) -> None:
    others = type(place)._base_manager.exclude(pk=place.pk)
    for fact in ("code", "name"):
        if others.filter(**{f"{fact}__iexact": getattr(place, fact)}).exists():
            raise IllegalAct(_("“%(name)s” is taken; nothing was changed.") % {"name": getattr(place, fact)})
