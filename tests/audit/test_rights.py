"""The application can add to the trail, and nothing else: the database itself says no."""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction

from crm.audit.grants import trail_tables

CHANGES = ("update {} set pgh_label = pgh_label", "delete from {}", "truncate {}", "drop table {}")


def _cases() -> Iterator[str]:
    for table in ("audit_auditevent", "accounts_userevent", "companies_companyevent"):
        for change in CHANGES:
            yield change.format(table).replace("pgh_label", "verb" if table == "audit_auditevent" else "pgh_label")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", list(_cases()))
def test_the_application_cannot_change_the_trail(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_no_table_of_the_trail_is_forgotten() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.table_privileges "
            "where grantee = current_user and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')"
        )
        changeable = {name for (name,) in cursor.fetchall()}
    assert len(trail_tables()) > 10
    assert not changeable & set(trail_tables())


@pytest.mark.django_db
def test_the_application_cannot_give_itself_the_right() -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("set role concord_owner")
