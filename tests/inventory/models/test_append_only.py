"""The ledger and the audit log are refused to everybody by the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from inventory.models import AuditEntry, DeviceEvent, Installation
from tests.factories import a_laptop, the_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return a_laptop().events.get()


def refused(statement, *values):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_event_is_not_changed(event):
    refused("UPDATE inventory_deviceevent SET verb = 'grade_device' WHERE id = %s", event.pk)


def test_an_event_is_not_deleted(event):
    refused("DELETE FROM inventory_deviceevent WHERE id = %s", event.pk)
    assert DeviceEvent.objects.filter(pk=event.pk).exists()


def test_the_ledger_is_not_emptied(event):
    connection.check_constraints()  # else PostgreSQL refuses for another reason: checks that are still to come
    if connection.vendor == "postgresql":
        refused("TRUNCATE inventory_deviceevent CASCADE")
    else:
        refused("DELETE FROM inventory_deviceevent")


def test_an_audit_entry_is_not_changed_or_deleted():
    entry = AuditEntry.objects.create(by=the_administrator(), act="give_role", subject="x")
    refused("UPDATE inventory_auditentry SET subject = 'y' WHERE id = %s", entry.pk)
    refused("DELETE FROM inventory_auditentry WHERE id = %s", entry.pk)


def test_a_demonstration_may_be_removed_but_not_rewritten(event):
    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True, "ledger_lifted": True})
    refused("UPDATE inventory_deviceevent SET verb = 'grade_device' WHERE id = %s", event.pk)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM inventory_deviceevent WHERE id = %s", [event.pk])
    assert not DeviceEvent.objects.exists()


def test_a_demonstration_alone_does_not_lift_it(event):
    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True})
    refused("DELETE FROM inventory_deviceevent WHERE id = %s", event.pk)
