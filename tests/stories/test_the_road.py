"""The whole way once: a real report comes in by the browser, and its saving is read at the other end."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from inventory.actions.tokens import issue_token
from inventory.lifecycle import Stage
from inventory.models import Device
from inventory.roles import Role
from tests.factories import a_cluster, a_department, a_person, a_site

pytestmark = pytest.mark.django_db(transaction=True)

SERVED = 200  # days


@pytest.fixture
def technician(client: Client) -> Client:
    person = a_person(Role.ADMINISTRATOR, username="ines")
    client.force_login(person)
    return client


def act(browser: Client, device: Device, verb: str, days_ago: int, **fields: object) -> str:
    """Fill in the form of a verb, as a person does; answer with the device's stage after it."""
    on = timezone.localdate() - timedelta(days=days_ago)
    address = f"/devices/act/{verb}/?device={device.asset_tag}"
    answer = browser.post(address, {"device": device.asset_tag, "on": on.isoformat(), **fields}, follow=True)
    assert answer.status_code == 200
    device.refresh_from_db()
    return device.stage


def test_a_real_laptop_goes_the_whole_way(technician: Client, samples: Path):
    call_command("load_factors")
    engineering, site = a_department("eng", "Engineering"), a_site("lyon", "FRA")
    cluster = a_cluster("nlp", site, load_hours=12)
    arrival = timezone.localdate() - timedelta(days=SERVED + 20)

    with (samples / "lshw_json" / "acer-happy.lshw.json").open("rb") as report:
        preview = technician.post(
            "/intake/",
            {
                "reports": report,
                "department": engineering.pk,
                "site": site.pk,
                "received_on": arrival.isoformat(),
                "otherwise_fate": "recycled",
            },
            follow=True,
        )
    assert "LUSEA0D010038879A01601" in preview.content.decode()
    assert not Device.objects.exists()  # nothing comes in before somebody says so
    draft = preview.context["request"].path
    technician.post(f"{draft}receive/", {"revision": 1})
    device = Device.objects.get(serial="LUSEA0D010038879A01601")
    assert (device.stage, device.department, device.ram_gb) == (Stage.TESTING, engineering, 1)

    assert act(technician, device, "record_test", SERVED + 10, passed="yes", battery_health_pct="78") == Stage.WIPING
    claim = {"displaced_class": "desktop_sff", "displaced_lifetime_months": "60", "displaced_per_device": "0.3333"}
    service = {"kind": "cluster", "cluster": cluster.pk, **claim, "displacement_tier": "stated"}
    assert act(technician, device, "deploy_device", SERVED, **service) == Stage.WIPING  # not with that drive
    wipe = {"outcome": "wiped", "method": "purge", "tool": "nwipe 0.34", "verified": "on", "stated": "on"}
    assert act(technician, device, "record_wipe", SERVED + 9, **wipe) == Stage.READY
    assert act(technician, device, "plan_upgrade", SERVED + 8, kind="ram", quantity="2") == Stage.UPGRADING
    fitted = {"kind": "ram", "quantity": "2", "condition": "harvested"}
    assert act(technician, device, "install_part", SERVED + 5, **fitted) == Stage.READY
    assert act(technician, device, "deploy_device", SERVED, **service) == Stage.DEPLOYED
    act(technician, device, "record_sighting", 1)

    call_command("recompute")  # the night
    page = technician.get("/impact/departments/eng/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode()

    line = read_csv(technician.get("/exports/footprints.csv"))[0]
    assert (line["asset_tag"], int(line["service_days"])) == (device.asset_tag, SERVED + 1)
    months = read_csv(technician.get("/exports/savings-months.csv"))
    total = sum(int(month["s_avoided_gco2e"]) for month in months)
    assert total == int(line["s_avoided_gco2e"])  # months add up to the total, to the gram

    _token, text = issue_token(name="desk", scopes=["esg:read"], days=30, by=a_person(Role.VIEWER))
    answer = Client().get("/api/v1/savings/departments/", headers={"authorization": f"Bearer {text}"})
    item = json.loads(answer.content)["items"][0]
    assert (item["department_code"], item["s_avoided_gco2e"]) == ("eng", int(line["s_avoided_gco2e"]))


def read_csv(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
