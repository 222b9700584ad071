"""The application's database role reads and writes everything but the trail, which it can only add to."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections


def trail_tables() -> list[str]:
    """The tables that are only ever added to: deeds and the event table of each tracked model."""
    events = [m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]
    return ["audit_auditevent", *sorted(set(events))]


# The library's own function can be told by a session variable to silence a trigger, and opens a subtransaction at each
# row, which makes bulk writes quadratic. Ours silences nothing.
_NO_SILENCE = """
    create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean
    language sql immutable parallel safe as 'select false'
"""


def keep_triggers_loud(using: str = "default", **_: Any) -> None:
    """After each migrate, once the triggers are installed: nobody can switch one off for a session."""
    with connections[using].cursor() as cursor:
        cursor.execute("select 1 from pg_proc where proname = '_pgtrigger_should_ignore'")
        if cursor.fetchone():
            cursor.execute(_NO_SILENCE)


def grant_application_role(using: str = "default", **_: Any) -> None:
    """After each migration, as the owner. Nothing to do where owner and application are one role."""
    role = getattr(settings, "DATABASE_APP_ROLE", "")
    connection = connections[using]
    if not role or connection.settings_dict["USER"] == role:
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = %s", [role])
        if not cursor.fetchone():
            return
        cursor.execute(f"grant usage on schema public to {quote(role)}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {quote(role)}")
        cursor.execute(f"grant usage, select, update on all sequences in schema public to {quote(role)}")
        existing = set(connection.introspection.table_names(cursor))
        for table in trail_tables():
            if table in existing:
                cursor.execute(f"revoke update, delete, truncate on {quote(table)} from {quote(role)}")
