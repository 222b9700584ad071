"""Is this process fit to serve? Asked by load balancers, by monitoring and by the launcher."""

from collections.abc import Callable
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from . import clock

BEAT_KEY = "beat-tick"
# Beat ticks every 30 seconds; a new process waits for the first one.
BEAT_MAY_REST = timedelta(minutes=3)
OK = "ok"

_started = clock.now()
_migrated: list[bool] = []


def tick(*, at: datetime) -> None:
    """Beat started a task, and a worker ran it. In the shared cache, so that every process can tell."""
    cache.set(BEAT_KEY, at.isoformat(), timeout=None)


def readiness(*, now: datetime) -> dict[str, str]:
    """Each thing that the site needs with "ok" or what is wrong with it."""
    checks: dict[str, Callable[[], str]] = {
        "database": _database,
        "migrations": _migrations,
        "broker": _broker,
        "beat": lambda: _beat(now),
    }
    return {name: check() for name, check in checks.items()}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return "unreachable"
    return OK


def _migrations() -> str:
    """Looked up until it is so: the code of a process does not change, and nothing is ever migrated back under it."""
    if _migrated:
        return OK
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unknown"
    if missing:
        return "not applied"
    _migrated.append(True)
    return OK


def _broker() -> str:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2) as client:
            client.ping()
    except redis.RedisError:
        return "unreachable"
    return OK


def _beat(now: datetime) -> str:
    told = cache.get(BEAT_KEY)
    if now - max(_started, datetime.fromisoformat(told) if told else _started) <= BEAT_MAY_REST:
        return OK
    return f"silent since {told}" if told else "silent"
