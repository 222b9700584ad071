"""/healthz and /readyz: one for the load balancer, one for deployments and monitoring."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from crm.core import clock, health
from crm.jobs.tasks import beat_tick


@pytest.fixture(autouse=True)
def _as_if_just_started() -> Iterator[None]:
    cache.delete(health.BEAT_KEY)
    with patch.object(health, "_migrated", []), patch.object(health, "_started", clock.now()):
        yield


def test_alive_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"database": "ok", "migrations": "ok", "broker": "ok", "beat": "ok"}


@pytest.mark.django_db
def test_not_ready_without_the_broker(client: Client, settings: object) -> None:
    settings.REDIS_URL = "unix:///nowhere.sock"  # type: ignore[attr-defined]
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"] == "unreachable"


def test_not_ready_without_the_database(client: Client) -> None:
    with patch.object(health, "connection") as connection:
        connection.cursor.side_effect = OperationalError
        with patch.object(health, "MigrationExecutor", side_effect=OperationalError):
            answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "unreachable"
    assert answer.json()["checks"]["migrations"] == "unknown"


@pytest.mark.django_db
def test_not_ready_while_migrations_are_missing() -> None:
    with patch.object(health, "MigrationExecutor") as executor:
        executor.return_value.migration_plan.return_value = ["one"]
        assert health.readiness(now=clock.now())["migrations"] == "not applied"


@pytest.mark.django_db
def test_beat_may_rest_but_not_for_long() -> None:
    later = clock.now() + timedelta(minutes=10)
    assert health.readiness(now=later)["beat"] == "silent"
    health.tick(at=later - timedelta(minutes=5))
    assert health.readiness(now=later)["beat"].startswith("silent since")
    health.tick(at=later - timedelta(seconds=30))
    assert health.readiness(now=later)["beat"] == "ok"


def test_the_task_of_beat_leaves_a_sign() -> None:
    beat_tick.delay()
    assert cache.get(health.BEAT_KEY)
