"""The database of the tests. Made by its owner; used, as in life, by the application's role."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.cast import *  # noqa: F403


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """From here on every connection is the application's, in other threads too; flushes are the owner's."""
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
