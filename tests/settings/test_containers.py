"""There is no container engine in the tests: what can be read from the files is checked here."""

import pytest
import yaml

from crm.embedded.places import ROOT


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.mark.parametrize("name", ["web", "worker"])
def test_what_scales_has_no_name_or_port_of_its_own(services: dict[str, dict], name: str) -> None:
    assert not {"ports", "container_name", "hostname"} & services[name].keys()


@pytest.mark.parametrize("name", ["postgres", "valkey", "web", "worker", "beat"])
def test_each_lasting_service_is_looked_after(services: dict[str, dict], name: str) -> None:
    assert "healthcheck" in services[name]
    assert services[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_application_waits_for_the_migrations(services: dict[str, dict], name: str) -> None:
    assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_only_migrations_know_the_owner_of_the_database(services: dict[str, dict]) -> None:
    assert [name for name, s in services.items() if "DATABASE_OWNER_URL" in s.get("environment", {})] == ["migrate"]


def test_production_gets_all_that_it_asks_for(services: dict[str, dict]) -> None:
    given = services["web"]["environment"]
    needed = {
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "PUBLIC_URL",
        "DATABASE_URL",
        "REDIS_URL",
        "DEFAULT_FROM_EMAIL",
        "EMAIL_URL",
    }
    assert needed <= given.keys()


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert lines.index("USER concord") < next(n for n, line in enumerate(lines) if line.startswith("CMD"))


def test_no_container_is_given_the_file_with_all_passwords(services: dict[str, dict]) -> None:
    """.env fills in this file; it holds the owner's password."""
    files = [file["path"] for service in services.values() for file in service.get("env_file", [])]
    assert files
    assert ".env" not in files
