import csv
import re
from html import unescape

import pytest
from django.test import Client

from carbon import queries
from carbon.exports import DATASETS
from carbon.models import Recompute
from carbon.queries import Filters
from inventory import actions
from inventory.models import Department, Device, Person
from tests import factories
from tests.carbon.conftest import recompute_now
from tests.cast import SignIn

AVOIDED = [key for key, dataset in DATASETS.items() if dataset.avoided]


def lines(client: Client, key: str, question: str = "") -> list[dict[str, str]]:
    text = client.get(f"/exports/{key}.csv{question}").getvalue().decode()
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("key", DATASETS)
def test_every_line_fills_every_column_and_says_where_it_is_from(
    key: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    rows = lines(sign_in(viewer), key)
    assert rows
    assert list(rows[0]) == [column.name for column in DATASETS[key].every_column]
    for row in rows:
        assert None not in row.values()
        assert (row["recompute_id"], row["factor_set"]) == (str(counted.pk), "GreenLab 1")
        assert (row["method_version"], row["as_of"]) == (counted.method_version, counted.as_of.isoformat())


@pytest.mark.parametrize("key", DATASETS)
def test_only_where_there_are_bounds_a_line_says_that_its_range_is_bounds(
    key: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    said = {row.get("interval") for row in lines(sign_in(viewer), key)}
    assert said == ({None} if key in {"factors", "not-assessed"} else {"bounds"})


@pytest.mark.parametrize("key", AVOIDED)
def test_every_line_of_savings_says_that_it_is_no_inventory(
    key: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    assert {(row["ledger"], row["not_inventory"]) for row in lines(sign_in(viewer), key)} == {("avoided", "true")}


def test_masses_name_their_unit_and_their_side_and_none_is_called_net() -> None:
    masses = [
        column.name for dataset in DATASETS.values() for column in dataset.columns if column.name.endswith("co2e")
    ]
    assert len(masses) > 70
    assert [name for name in masses if not name.endswith("_gco2e")] == []
    assert [name for name in masses if "_avoided" not in name and "_emitted" not in name] == []
    assert [name for name in masses if "net" in name.split("_") or "scope" in name] == []


@pytest.mark.parametrize("key", ["savings-departments", "savings-months", "footprints"])
def test_the_lines_add_up_to_the_headline(key: str, counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    rows = lines(sign_in(viewer), key)
    assert sum(int(row["s_avoided_gco2e"]) for row in rows) == queries.headline(counted, Filters()).central_g


def test_in_each_case_a_line_adds_up_from_its_components(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    for row in lines(sign_in(viewer), "footprints"):
        for whole, part in (("s_avoided_low", "_low_case"), ("s_avoided", ""), ("s_avoided_high", "_high_case")):
            avoided = sum(int(row[f"{name}_avoided{part}_gco2e"]) for name in ("a_emb", "a_use"))
            emitted = sum(
                int(row[f"{name}_emitted{part}_gco2e"]) for name in ("u", "r_transport", "r_refurb", "r_parts", "r_eol")
            )
            assert int(row[f"{whole}_gco2e"]) == avoided - emitted


def test_a_technician_gets_the_lines_of_the_own_department(
    counted: Recompute, technician: Person, sign_in: SignIn
) -> None:
    client = sign_in(technician)
    assert [row["asset_tag"] for row in lines(client, "footprints")] == ["E-1", "E-2"]
    assert [row["department_code"] for row in lines(client, "savings-departments")] == ["eng"]
    assert lines(client, "not-assessed") == []
    assert client.get("/exports/footprints.csv?department=lib").status_code == 400


def test_filters_narrow_a_download(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    client = sign_in(viewer)
    assert [row["asset_tag"] for row in lines(client, "footprints", "?department=lib")] == ["L-1"]
    assert [row["month"] for row in lines(client, "savings-months", "?from=2024-04&to=2024-05")] == [
        "2024-04",
        "2024-05",
    ]


WHERE_AND_WHEN = "?from=2024-04&to=2024-05&department=lib&site=north"
SCOPED = ("scope_departments", "scope_site", "scope_first_month", "scope_last_month", "scope_not_applied")


@pytest.mark.parametrize(
    ("key", "said", "in_name"),
    [
        ("savings-departments", ("lib", "north", "2024-04", "2024-05", ""), "-lib-north-2024-04-to-2024-05"),
        ("savings-months", ("lib", "north", "2024-04", "2024-05", ""), "-lib-north-2024-04-to-2024-05"),
        ("footprints", ("lib", "north", "", "", "period"), "-lib-north"),
        ("not-assessed", ("lib", "", "", "", "site period"), "-lib"),
    ],
)
def test_a_narrowed_download_says_to_what_on_every_line_and_in_its_name(
    key: str, said: tuple[str, ...], in_name: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    rows = lines(client, key, WHERE_AND_WHEN)
    assert {tuple(row[name] for name in SCOPED) for row in rows} == {said}
    name = client.get(f"/exports/{key}.csv{WHERE_AND_WHEN}")["Content-Disposition"]
    assert f'"greenlab-{key}{in_name}-recompute-{counted.pk}.csv"' in name


@pytest.mark.parametrize("key", [key for key in DATASETS if key != "factors"])
def test_a_download_of_all_is_narrowed_to_nothing(
    key: str, counted: Recompute, viewer: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    assert {row[name] for row in lines(client, key) for name in SCOPED} == {""}
    assert f"greenlab-{key}-recompute-" in client.get(f"/exports/{key}.csv")["Content-Disposition"]


def test_who_sees_one_department_gets_files_that_say_so(
    counted: Recompute, technician: Person, sign_in: SignIn
) -> None:
    assert {row["scope_departments"] for row in lines(sign_in(technician), "savings-months")} == {"eng"}


def test_the_page_says_what_a_choice_does_not_narrow(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    client = sign_in(viewer)
    html = client.get(f"/exports/{WHERE_AND_WHEN}").content.decode()
    assert html.count("The period chosen above does not narrow this table.") == 1
    assert html.count("Neither the site nor the period chosen above narrows this table.") == 1
    assert "chosen above narrows" not in client.get("/exports/").content.decode()


def test_the_api_is_linked_with_what_was_chosen(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    client = sign_in(viewer)
    html = client.get(f"/exports/{WHERE_AND_WHEN}").content.decode()
    for dataset in DATASETS.values():
        if dataset.api:
            [link] = re.findall(rf'href="({dataset.api}\?[^"]*)"', html)
            answer = client.get(unescape(link))
            assert answer.status_code == 200
            assert {row["department_code"] for row in answer.json()["items"]} == {"lib"}
    months = "/api/v1/savings/months/?department=lib&site=north&first_month=2024-04&last_month=2024-05"
    assert months in unescape(html)


def test_a_device_s_line_is_of_its_whole_life_whoever_owned_it(
    counted: Recompute, engineering: Department, library: Department, viewer: Person, sign_in: SignIn
) -> None:
    device = Device.objects.get(asset_tag="E-1")
    by = factories.the_administrator()
    actions.transfer_device(device=device, department=library, on=factories.after(30), by=by)
    shown, client = recompute_now(), sign_in(viewer)
    of_library = queries.headline(shown, Filters(departments=("lib",))).central_g
    assert sum(int(row["s_avoided_gco2e"]) for row in lines(client, "footprints", "?department=lib")) != of_library
    assert sum(int(row["s_avoided_gco2e"]) for row in lines(client, "savings-months", "?department=lib")) == of_library
    html = unescape(client.get("/exports/").content.decode())
    assert "Each holds the device's whole life, whoever owned it" in html


def test_a_spreadsheet_program_gets_its_own_form(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    text = sign_in(viewer).get("/exports/footprints.csv?excel=1").getvalue().decode()
    assert text.startswith("\ufeffasset_tag;model;")


def test_a_download_that_the_browser_has_is_not_sent_again(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    client = sign_in(viewer)
    etag = client.get("/exports/footprints.csv")["ETag"]
    assert client.get("/exports/footprints.csv", headers={"if-none-match": etag}).status_code == 304


def test_footprints_are_read_chunk_by_chunk(
    counted: Recompute, viewer: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("carbon.exports.footprints.CHUNK", 1)
    assert [row["asset_tag"] for row in lines(sign_in(viewer), "footprints")] == ["E-1", "E-2", "L-1"]


def test_the_page_names_every_data_set_with_its_columns(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    html = sign_in(viewer).get("/exports/").content.decode()
    for key, dataset in DATASETS.items():
        assert f"/exports/{key}.csv" in html
        assert all(f">{column.name}<" in html for column in dataset.every_column)
    assert "/api/v1/savings/departments/" in html
    assert "/api/v1/devices/" in html


def test_before_the_first_recompute_there_is_nothing_to_download(
    engineering: Department, viewer: Person, sign_in: SignIn
) -> None:
    client = sign_in(viewer)
    assert b"No savings have been computed yet" in client.get("/exports/").content
    assert client.get("/exports/footprints.csv").status_code == 404


def test_somebody_without_a_role_downloads_nothing(counted: Recompute, sign_in: SignIn) -> None:
    client = sign_in(factories.a_person(None))
    assert client.get("/exports/").status_code == 403
    assert client.get("/exports/footprints.csv").status_code == 403


def test_an_unknown_data_set_is_not_there(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    assert sign_in(viewer).get("/exports/net-emissions.csv").status_code == 404


def test_what_is_added_up_by_month_has_its_bounds_as_well(counted: Recompute, viewer: Person, sign_in: SignIn) -> None:
    rows = lines(sign_in(viewer), "savings-months")
    for end in ("", "_low", "_high"):
        added_up = 0
        for row in rows:
            added_up += int(row[f"s_avoided{end}_gco2e"])
            assert int(row[f"s_avoided_cumulative{end}_gco2e"]) == added_up
