import csv
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from carbon import queries
from carbon.charts import headline
from carbon.models import Recompute
from carbon.queries import Filters
from inventory import actions
from inventory.models import Department, Installation, Person
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn


def page(client: Client, question: str = "") -> str:
    return client.get(f"/impact/{question}").content.decode()


def table(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(client.get(address).content.decode().splitlines()))


def test_the_headline_has_its_range_its_interval_and_its_counterfactual(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    found = queries.headline(counted, Filters())
    said = headline(found.low_g, found.central_g, found.high_g, interval_label="bounds")
    html = page(sign_in(viewer))
    assert said.partition("\u00a0")[0] in html
    assert "(bounds)" in html
    assert "compared with buying the new devices that the record of each deployment names" in html
    assert "no part of Scope 1, 2 or 3, and never subtracted from real emissions" in html


def test_what_is_not_counted_stands_there_with_its_reason(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = page(sign_in(viewer))
    assert "No grid factor for zone XK" in html
    assert "K-1" in html
    assert "Check the zone of the site" in html


def test_before_the_first_recompute_an_officer_can_start_one(
    officer: Person, technician: Person, sign_in: SignIn
) -> None:
    assert "Compute now" in page(sign_in(officer))
    assert "Compute now" not in page(sign_in(technician))


def test_a_technician_sees_the_own_department_only(counted: Recompute, technician: Person, sign_in: SignIn) -> None:
    client = sign_in(technician)
    assert "Library" not in page(client)
    assert [row["key"] for row in table(client, "/impact/departments.csv")] == ["eng"]
    total = table(client, "/impact/phases.csv")[-1]
    assert int(total["central_gco2e"]) == queries.headline(counted, Filters(departments=("eng",))).central_g


def test_nobody_gets_figures_of_a_department_that_they_do_not_see(
    counted: Recompute, technician: Person, sign_in: SignIn
) -> None:
    answer = sign_in(technician).get("/impact/?department=lib")
    assert answer.status_code == 400
    assert b"CO\xe2\x82\x82e" not in answer.content


def test_somebody_without_a_role_sees_nothing(counted: Recompute, sign_in: SignIn) -> None:
    assert sign_in(factories.a_person(None)).get("/impact/").status_code == 403


def test_filters_stand_in_the_address_and_in_the_links_to_the_twins(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = page(sign_in(viewer), "?department=eng&from=2024-04&to=2024-06&site=")
    assert "/impact/months.csv?department=eng&amp;from=2024-04&amp;to=2024-06" in html
    assert "Engineering, all sites, Apr 2024 to Jun 2024" in html


def test_up_to_three_departments_are_named(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    assert "Engineering and Library, all sites" in page(sign_in(viewer), "?department=eng&department=lib")


def test_a_page_shows_kilograms_or_tonnes_and_never_both(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = page(sign_in(viewer))
    assert len(set(re.findall(r"\b(kg|t)[ \u00a0]CO₂e", html))) == 1


def test_a_file_says_what_it_is_compared_with_and_that_it_is_invented(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    (said,) = {row["statement"] for row in table(client, "/impact/phases.csv")}
    assert said.startswith("Avoided emissions, compared with buying the new devices that the record of each deployment")
    assert "no part of Scope 1, 2 or 3" in said
    assert "Demonstration" not in said
    assert said in page(client)
    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True})
    (said,) = {row["statement"] for row in table(client, "/impact/phases.csv")}
    assert said.endswith("Demonstration data: devices and figures are invented.")
    assert said in page(client)


def test_a_period_has_its_own_figures(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    rows = table(sign_in(viewer), "/impact/months.csv?from=2024-04&to=2024-05")
    assert [row["key"] for row in rows] == ["2024-04", "2024-05"]
    assert int(rows[0]["s_avoided_cumulative_gco2e"]) == int(rows[0]["s_avoided_gco2e"])
    asked = Filters(first_month=date(2024, 4, 1), last_month=date(2024, 5, 1))
    assert int(rows[1]["s_avoided_cumulative_gco2e"]) == queries.headline(counted, asked).central_g


def test_the_chart_of_a_period_says_from_which_month_it_adds_up(
    counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    html = page(sign_in(viewer), "?from=2024-04&to=2024-05")
    assert "carbon from Apr 2024" in html or "Net avoided emissions, added up from Apr 2024" in html


@pytest.mark.parametrize("name", ["departments", "months", "phases"])
def test_the_file_of_a_chart_says_what_it_covers_and_that_it_is_no_inventory(
    name: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    address = f"/impact/{name}.csv?department=eng&department=lib&site=north&to=2024-05"
    for row in table(client, address):
        assert (row["scope_departments"], row["scope_site"]) == ("eng lib", "north")
        assert (row["scope_first_month"], row["scope_last_month"]) == ("", "2024-05")
        assert (row["method_version"], row["as_of"]) == (counted.method_version, counted.as_of.isoformat())
        assert (row["ledger"], row["not_inventory"]) == ("avoided", "true")
    assert f'"greenlab-{name}-eng-lib-north-to-2024-05-recompute-' in client.get(address)["Content-Disposition"]


@pytest.mark.parametrize("question", ["?from=2024-06&to=2024-04", "?from=June", "?site=nowhere", "?department=nope"])
def test_a_question_that_does_not_fit_gets_no_figures(
    question: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    answer = sign_in(viewer).get(f"/impact/{question}")
    assert answer.status_code == 400
    assert "These filters cannot be used" in answer.content.decode()
    assert "Net avoided emissions" not in answer.content.decode()


def test_counts_beside_a_period_say_of_which_day_they_are(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    client, day = sign_in(viewer), date_format(counted.as_of - timedelta(days=1))
    html = page(client, "?from=2024-04&to=2024-05")
    assert html.count(f'<span class="note ">on {day}</span>') == 2
    assert f'<span class="note warn">on {day}; in no figure, and not zero</span>' in html
    assert f"Numbers of devices are those of {day}, not of the period." in html
    whole = page(client)
    assert f"on {day}" not in whole
    assert "not of the period" not in whole


def test_a_loss_stands_where_a_saving_would_with_its_cause(
    engineering: Department, viewer: Person, counted: Recompute, sign_in: SignIn
) -> None:
    device = factories.a_laptop(department=engineering)
    by = factories.the_administrator()
    actions.install_part(device=device, kind="ram", quantity=64, condition="new", slot="1", on=factories.DAY, by=by)
    recompute_now()
    html = page(sign_in(viewer))
    assert "Reuse emitted more than it avoided. What weighs most: the production of new parts." in html
    assert '<span class="value">−' in html


def test_the_steps_of_the_waterfall_add_up_to_the_headline(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    *steps, total = table(sign_in(viewer), "/impact/phases.csv")
    assert sum(int(step["central_gco2e"]) for step in steps) == int(total["central_gco2e"])
    assert int(total["central_gco2e"]) == queries.headline(counted, Filters()).central_g


def test_departments_add_up_to_the_headline(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    rows = table(sign_in(viewer), "/impact/departments.csv")
    assert sum(int(row["central_gco2e"]) for row in rows) == queries.headline(counted, Filters()).central_g


def test_a_file_that_the_browser_has_is_not_sent_again(
    counted: Recompute, viewer: Person, technician: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    etag = client.get("/impact/months.csv")["ETag"]
    assert client.get("/impact/months.csv", headers={"if-none-match": etag}).status_code == 304
    other = sign_in(technician).get("/impact/months.csv", headers={"if-none-match": etag})
    assert other.status_code == 200
    recompute_now()
    assert client.get("/impact/months.csv", headers={"if-none-match": etag}).status_code == 200


def test_the_page_says_how_fresh_its_figures_are(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    client = sign_in(viewer)
    assert "recomputed " in page(client)
    Recompute.objects.filter(pk=counted.pk).update(finished_at=timezone.now() - timedelta(hours=30))
    assert "stale: recomputed " in page(client)
    later = Recompute.objects.create(as_of=counted.as_of, state="running")
    assert "recompute under way" in page(client)
    Recompute.objects.filter(pk=later.pk).update(state="failed")
    assert "recompute failed; figures of " in page(client)


def test_an_unknown_chart_is_no_page(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    assert sign_in(viewer).get("/impact/scope-2.csv").status_code == 404
