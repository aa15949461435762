from decimal import Decimal
from typing import Any

import pytest

from inventory.access import NotAllowed
from inventory.actions.installation import change_installation
from inventory.actions.places import add_department, add_site, change_department, change_site
from inventory.lifecycle import IllegalAct
from inventory.models import AuditEntry, Department, Installation, Person, Site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["technician", "officer", "viewer", "outsider"])
def test_places_and_settings_are_for_administrators(who: str, north: Site, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        add_department(code="art", name="Art", by=by)
    with pytest.raises(NotAllowed):
        add_site(code="south", name="South", grid_zone="FRA", by=by)
    with pytest.raises(NotAllowed):
        change_installation(institution="X", language="en", fiscal_year_start=1, evidence_retention_months=1, by=by)
    assert not Department.objects.filter(code="art").exists()


def test_a_department_keeps_its_devices_under_a_new_name(owner: Person, engineering: Department) -> None:
    changed = change_department(department=engineering, code="eng", name="Engineering and Design", by=owner)
    assert changed.pk == engineering.pk
    assert AuditEntry.objects.get().detail == {"name": ["Engineering", "Engineering and Design"]}


def test_a_name_belongs_to_one_department(owner: Person, engineering: Department, library: Department) -> None:
    with pytest.raises(IllegalAct, match="“LIBRARY” is taken"):
        change_department(department=engineering, code="eng", name="LIBRARY", by=owner)
    engineering.refresh_from_db()
    assert engineering.name == "Engineering"


def test_what_a_site_was_before_is_in_the_log(owner: Person, north: Site) -> None:
    facts: dict[str, Any] = {"code": "north", "name": "North campus", "room_overhead": 1, "distance_km": None}
    change_site(site=north, **facts, grid_zone="DEU", solar_share=Decimal("0.1"), by=owner)
    assert AuditEntry.objects.get().detail == {"grid_zone": ["FRA", "DEU"], "solar_share": ["0", "0.1"]}


def test_the_installation_is_one_row_however_often_it_is_set(owner: Person) -> None:
    for name in ("Institute", "University"):
        change_installation(
            institution=name, language="de", fiscal_year_start=10, evidence_retention_months=24, by=owner
        )
    assert Installation.objects.get().institution == "University"
    assert [entry.act for entry in AuditEntry.objects.all()] == ["change_installation"] * 2
