"""The database of the tests. Made by its owner; used, as in life, by the application's role."""

import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management.color import no_style
from django.core.management.commands.flush import Command as Flush
from django.db import connections

from tests import standing_clock
from tests.cast import *  # noqa: F403
from tests.tables_cache import TablesCache

standing_clock.start()

KNOWN_OF_MODELS = {"django_content_type", "auth_permission"}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """The slow ones first, so that none of them keeps one core at work alone at the end.

    Before pytest-django sorts, which keeps this order among those that roll back and among those that empty the tables.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    return (yield)


@pytest.fixture(scope="session")
def tables_cache(django_db_modify_db_settings: None, django_db_blocker: Any) -> TablesCache | None:
    """Only where the cluster is our own and thrown away; each core has a database of its own by then."""
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
    connection = connections["default"]
    if tables_cache and connection.settings_dict["NAME"] == tables_cache.database:
        tables_cache.keep()
    as_owner, as_application = connection.settings_dict["USER"], settings.DATABASE_APP_ROLE
    with django_db_blocker.unblock():
        _become(as_application)

    emptied: list[str] = []

    def flush(_command: Flush, *, reset_sequences: bool = True, **_options: Any) -> None:
        """After a transactional test: the application may not empty the trail.

        Django announces a migration then. It is not needed: rights, triggers and what is known of the models stay.
        """
        _become(as_owner)
        try:
            if not emptied:
                tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
                emptied.extend(sorted(set(tables) - KNOWN_OF_MODELS))
            statements = connection.ops.sql_flush(no_style(), emptied, reset_sequences=reset_sequences)
            connection.ops.execute_sql_flush(statements)
        finally:
            _become(as_application)

    with patch.object(Flush, "handle", flush):
        yield
    with django_db_blocker.unblock():
        _become(as_owner)


def _become(role: str) -> None:
    """The dictionary is shared by the connections of all threads."""
    connections["default"].close()
    connections["default"].settings_dict["USER"] = role
