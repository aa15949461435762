"""The interface answers what its description says, and the description is whole."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from inventory.models import Cluster, Department, Person, Site
from tests import factories
from tests.calling import Caller, said
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def described() -> Any:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def program(owner: Person, engineering: Department, north: Site, nlp: Cluster) -> Caller:
    """One that finds something at every address."""
    factories.a_deployed_laptop(asset_tag="GL-1", department=engineering, site=north, cluster=nlp)
    factories.a_laptop(asset_tag="GL-2", department=None, model=None, site=None, drives=None)
    return Caller(owner)


def operations(described: Any, method: str) -> Iterator[tuple[str, Any]]:
    for path, methods in described["paths"].items():
        if method in methods:
            yield path, methods[method]


def filled(path: str) -> str:
    return (
        path.replace("{tag}", "GL-1").replace("{key}", "1").replace("{reference}", "none").replace("{kind}", "failed")
    )


def test_everything_is_described_without_a_warning(described: Any) -> None:
    paths = set(described["paths"])
    assert {
        *("/api/v1/devices/", "/api/v1/devices/{tag}/", "/api/v1/devices/{tag}/events/", "/api/v1/events/"),
        *("/api/v1/clusters/", "/api/v1/departments/", "/api/v1/sites/"),
        *("/api/v1/devices/{tag}/deploy/", "/api/v1/devices/{tag}/events/{key}/reverse/"),
        *("/api/v1/batches/{reference}/reverse/", "/api/v1/footprints/", "/api/v1/footprints/not-assessed/"),
        *("/api/v1/savings/departments/", "/api/v1/savings/months/"),
    } <= paths
    assert not any(path.endswith(".csv") for path in paths)


def test_every_operation_names_its_scope_its_errors_and_what_it_is(described: Any) -> None:
    for method in ("get", "post"):
        for path, operation in operations(described, method):
            assert operation["x-scope"] in {"devices:read", "devices:write", "esg:read"}, path
            assert operation.get("description"), path
            assert {"400", "401", "403", "406", "500"} <= set(operation["responses"]), path
            assert ("422" in operation["responses"]) == (method == "post"), path


def test_every_number_has_its_unit_or_is_a_count(described: Any) -> None:
    unit = re.compile(
        r"(_gco2e|_gb|_pct|_km|_kg|_days|_months|_hours_per_day|_pue|_share|_per_device|_id|_wh)$"
    )
    count = {"devices", "devices_in_service", "devices_not_assessed", "limit", "status", "index", "id"}
    count |= {"reverses", "reversed_by"}
    for name, component in described["components"]["schemas"].items():
        for key, schema in component.get("properties", {}).items():
            ways = [schema, *schema.get("oneOf", [])]
            is_number = any({"integer", "number"} & set(as_list(way.get("type"))) for way in ways)
            is_amount = any(way.get("format") == "decimal" for way in ways)
            if is_number or is_amount:
                assert unit.search(key) or key in count, f"{name}.{key}"


def test_every_list_and_thing_is_shaped_as_described(described: Any, program: Caller) -> None:
    for path, operation in operations(described, "get"):
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        answer = program.read(filled(path))
        assert faults(described, schema, answer) == [], path


def test_every_spreadsheet_has_the_columns_that_are_described(described: Any, program: Caller) -> None:
    for path, operation in operations(described, "get"):
        if "text/csv" in operation["responses"]["200"]["content"]:
            header = said(program.get(f"{filled(path)}?format=csv")).partition("\r\n")[0]
            listed = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            items = component(described, listed)["properties"]["items"]["items"]["$ref"]
            assert header.split(",") == list(component(described, items)["properties"]), path


def test_every_act_refuses_an_empty_or_a_wrong_body_as_described(described: Any, program: Caller) -> None:
    for path, operation in operations(described, "post"):
        for body in ({}, {"no-such-field": 1}):
            answer = program.client.post(filled(path), json.dumps(body), "application/json")
            known = operation["responses"][str(answer.status_code)]["content"]
            [(media_type, told)] = known.items()
            assert answer.headers["Content-Type"] == media_type, path
            assert faults(described, told["schema"], answer.json()) == [], path


def test_every_parameter_that_is_described_is_known(described: Any, program: Caller) -> None:
    for path, operation in operations(described, "get"):
        for parameter in operation["parameters"]:
            if parameter["in"] == "query":
                answer = program.client.get(filled(path), {parameter["name"]: "zzz"})
                unknown = [error for error in answer.json().get("errors", []) if error["code"] == "unknown"]
                assert unknown == [], f"{path} {parameter['name']}"


def test_anybody_has_the_description_as_json_and_as_yaml(program: Caller, client: Client) -> None:
    as_json = program.get("schema/?format=json", accept="application/json").json()
    as_yaml = yaml.safe_load(said(program.get("schema/")))
    assert as_json["openapi"] == as_yaml["openapi"] == "3.1.0"
    assert as_json["info"]["title"] == "GreenLab"
    assert client.get("/api/v1/schema/").status_code == 200


@pytest.mark.parametrize("known", [True, False])
def test_anybody_reads_it_on_a_page(client: Client, owner: Person, sign_in: SignIn, *, known: bool) -> None:
    browser = sign_in(owner) if known else client
    assert browser.get("/api/v1/").headers["Location"] == "/api/v1/docs/"
    page = browser.get("/api/v1/docs/").content.decode()
    assert "swagger-ui-bundle" in page
    assert "<style" not in page


def as_list(kinds: Any) -> list[str]:
    return kinds if isinstance(kinds, list) else [kinds]


def component(described: Any, reference: str) -> Any:
    return described["components"]["schemas"][reference.rpartition("/")[2]]


def faults(described: Any, schema: Any, answer: Any) -> list[str]:
    """Where an answer is not as described; a key that is not described is a fault as well."""
    whole = {**closed(schema), "components": closed(described["components"])}
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(whole).iter_errors(answer)]


def closed(schema: Any) -> Any:
    """The schema with every object that lists its properties closed to others."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(part) for key, part in schema.items()}
    if schema.get("type") == "object" and isinstance(schema.get("properties"), dict):
        inner.setdefault("additionalProperties", False)
    return inner
