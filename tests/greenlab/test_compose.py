import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from greenlab import processes

pytestmark = pytest.mark.once

OURS = ("web", "worker", "beat")
SERVERS = ("postgres", "redis")


@pytest.fixture(scope="module")
def compose(root: Path) -> Any:
    return yaml.safe_load((root / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dockerfile(root: Path) -> str:
    return (root / "Dockerfile").read_text(encoding="utf-8")


def test_it_brings_up_web_worker_beat_postgresql_and_redis(compose: Any) -> None:
    assert set(compose["services"]) == {*OURS, *SERVERS, "prepare"}


@pytest.mark.parametrize("name", [*OURS, *SERVERS])
def test_every_service_that_stays_has_a_health_check(compose: Any, name: str) -> None:
    assert compose["services"][name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", OURS)
def test_each_of_our_services_runs_and_checks_its_own_process(compose: Any, name: str) -> None:
    service = compose["services"][name]
    assert service["command"] == ["python", "manage.py", "run", name]
    assert service["healthcheck"]["test"] == ["CMD", "python", "manage.py", "health", name]
    assert name in processes.NAMES


@pytest.mark.parametrize("name", OURS)
def test_ours_wait_until_the_database_is_migrated(compose: Any, name: str) -> None:
    assert compose["services"][name]["depends_on"]["prepare"]["condition"] == "service_completed_successfully"
    assert compose["services"]["prepare"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_what_must_last_lies_in_named_volumes(compose: Any) -> None:
    mounted = {
        volume.partition(":")[0] for service in compose["services"].values() for volume in service.get("volumes", [])
    }
    assert mounted == set(compose["volumes"]) == {"data", "database", "redis"}


def test_no_secret_is_written_in_the_file(compose: Any) -> None:
    for name, service in compose["services"].items():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|TOKEN", variable):
                assert variable.endswith("_FILE"), (name, variable)
                assert value.startswith("/run/secrets/"), (name, variable)
            assert not re.search(r"://[^@/]*:[^@/]+@", value), (name, variable)
    assert all(set(secret) == {"file"} for secret in compose["secrets"].values())


@pytest.mark.parametrize("name", [*OURS, "prepare"])
def test_ours_run_with_nothing_they_do_not_need(compose: Any, name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "user" not in service  # the image's own account, which is not root


def test_only_the_web_server_is_reached_from_outside_and_only_on_loopback(compose: Any) -> None:
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:8000:8000"]}
    assert all(compose["services"][name]["networks"] == ["inside"] for name in SERVERS)
    assert compose["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", SERVERS)
def test_the_servers_versions_are_pinned(compose: Any, name: str) -> None:
    assert re.fullmatch(rf"{name}:\d+(\.\d+)?-\w+", compose["services"][name]["image"])


def test_the_image_does_not_run_as_root(dockerfile: str) -> None:
    user = re.findall(r"^USER (\S+)", dockerfile, re.MULTILINE)
    assert user == ["greenlab"]
    assert re.search(r"useradd --system --uid 10001 .* greenlab", dockerfile)


def test_the_images_steps_are_those_that_run_without_docker(dockerfile: str) -> None:
    steps = re.findall(r"build\.sh (\w+)", dockerfile)
    assert steps == ["dependencies", "application"]


def test_every_variable_it_sets_is_one_the_application_reads(compose: Any, root: Path) -> None:
    read = " ".join(path.read_text(encoding="utf-8") for path in (root / "greenlab").glob("*.py"))
    for name in compose["services"]["web"]["environment"]:
        assert f'"{name.removesuffix("_FILE")}"' in read, name
