from decimal import Decimal
from typing import Any

import pytest

from inventory.access import NotAllowed
from inventory.actions.catalogue import add_cluster, add_model, change_cluster, change_model
from inventory.lifecycle import IllegalAct
from inventory.models import AuditEntry, Cluster, DeviceModel, Person, Site

pytestmark = pytest.mark.django_db


def test_technicians_keep_the_catalogue_viewers_do_not(technician: Person, viewer: Person, north: Site) -> None:
    add_model(manufacturer="Lenovo", name="T480", by=technician)
    add_cluster(code="nlp-b", name="NLP B", site=north, by=technician)
    with pytest.raises(NotAllowed):
        add_model(manufacturer="Lenovo", name="T490", by=viewer)
    with pytest.raises(NotAllowed):
        add_cluster(code="nlp-c", name="NLP C", site=north, by=viewer)
    assert (DeviceModel.objects.count(), Cluster.objects.count()) == (1, 1)


def test_a_model_is_listed_once_whatever_its_case(technician: Person) -> None:
    add_model(manufacturer="Lenovo", name="T480", by=technician)
    with pytest.raises(IllegalAct, match="in the catalogue already"):
        add_model(manufacturer="LENOVO", name="t480", by=technician)


def test_the_log_says_what_a_model_was_before(technician: Person) -> None:
    model = add_model(manufacturer="Lenovo", name="T480", tdp_w=15, by=technician)
    facts = {name: getattr(model, name) for name in ("manufacturer", "name", "form", "screen_inch", "released_year")}
    change_model(model=model, **facts, tdp_w=25, mass_kg=None, ram_max_gb=None, by=technician)
    assert AuditEntry.objects.get(act="change_model").detail == {"tdp_w": ["15", "25"]}


def test_a_change_that_changes_nothing_is_not_noted(technician: Person, nlp: Cluster) -> None:
    facts = {name: getattr(nlp, name) for name in ("code", "name", "site", "purpose", "load_hours", "idle_hours")}
    change_cluster(cluster=nlp, **facts, by=technician)
    assert not AuditEntry.objects.exists()


def test_a_day_of_duty_has_24_hours(technician: Person, north: Site) -> None:
    hours: dict[str, Any] = {"load_hours": Decimal(20), "idle_hours": Decimal(5)}
    with pytest.raises(IllegalAct, match="24 hours"):
        add_cluster(code="nlp-b", name="NLP B", site=north, **hours, by=technician)


def test_a_code_names_one_cluster(technician: Person, nlp: Cluster) -> None:
    with pytest.raises(IllegalAct, match="nlp-a is taken"):
        add_cluster(code="nlp-a", name="Another", site=nlp.site, by=technician)
