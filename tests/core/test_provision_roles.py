from collections.abc import Iterator
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from crm.core.management.commands import provision_roles


@pytest.fixture
def administrator(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A connection that may create roles; the role that the test creates goes with it."""
    with django_db_blocker.unblock():
        connection = connections["default"].copy("default")
        connection.settings_dict = {**connection.settings_dict, "USER": "postgres", "NAME": "postgres"}
        yield connection
        with connection.cursor() as cursor:
            cursor.execute("drop role if exists newcomer")
        connection.close()


@pytest.fixture
def newcomer(settings: Any) -> None:
    settings.DATABASE_APP_ROLE, settings.DATABASE_APP_PASSWORD = "newcomer", "it's secret"


@pytest.mark.usefixtures("newcomer")
def test_the_role_is_made_once_and_gets_its_password_each_time(administrator: Any, settings: Any) -> None:
    def secret() -> str:
        with administrator.cursor() as cursor:
            cursor.execute("select rolpassword from pg_authid where rolname = 'newcomer' and rolcanlogin")
            return cursor.fetchone()[0]

    with patch.object(provision_roles, "connection", administrator):
        call_command("provision_roles", stdout=StringIO())
        first = secret()
        call_command("provision_roles", stdout=StringIO())
    assert first.startswith("SCRAM-SHA-256$")
    assert secret() != first


@pytest.mark.django_db
@pytest.mark.usefixtures("newcomer")
def test_an_owner_who_may_not_says_whom_to_ask() -> None:
    with pytest.raises(CommandError, match="Ask the administrator of the database"):
        call_command("provision_roles")


@pytest.mark.django_db
def test_one_role_for_both_is_refused() -> None:
    with pytest.raises(CommandError, match="two different roles"):
        call_command("provision_roles")
