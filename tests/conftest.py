"""The database of the tests. Made by its owner; used, as in life, by the application's role."""

import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.cast import *  # noqa: F403
from tests.tables_cache import TablesCache


@pytest.fixture(scope="session")
def tables_cache(django_db_blocker: Any) -> TablesCache | None:
    """Only where the cluster is our own and thrown away."""
    if os.environ.get("CONCORD_TEST_DATABASE_URL"):
        return None
    with django_db_blocker.unblock():
        name = connections["default"].creation._get_test_db_name()
    return TablesCache(url=os.environ["DATABASE_OWNER_URL"], database=name)


@pytest.fixture(scope="session")
def django_db_keepdb(tables_cache: TablesCache | None) -> bool:
    """Whether there are tables already, which pytest-django then only brings up to date."""
    return bool(tables_cache and tables_cache.fill())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, tables_cache: TablesCache | None) -> Iterator[None]:
    """From here on every connection is the application's, in other threads too; flushes are the owner's."""
    if tables_cache:
        tables_cache.keep()
    connection = connections["default"]
    as_owner, as_application = connection.settings_dict["USER"], settings.DATABASE_APP_ROLE
    owner = connection.copy("default")
    with django_db_blocker.unblock():
        _become(as_application)
    flush = patch.object(DatabaseOperations, "execute_sql_flush", lambda self, statements: _flush(owner, statements))
    # A flush announces a migration; the triggers are there, and only the owner could make them again.
    triggers = patch.object(settings, "PGTRIGGER_INSTALL_ON_MIGRATE", False)
    with flush, triggers:
        yield
    with django_db_blocker.unblock():
        owner.close()
        _become(as_owner)


def _become(role: str) -> None:
    """The dictionary is shared by the connections of all threads."""
    connections["default"].close()
    connections["default"].settings_dict["USER"] = role


def _flush(owner: Any, statements: list[str]) -> None:
    """Empty the tables after a transactional test, which the application's role may not do to the trail."""
    with owner.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    owner.close()
