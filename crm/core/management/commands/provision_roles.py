from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from psycopg2 import sql
from psycopg2.extensions import encrypt_password


class Command(BaseCommand):
    """As the owner, before the first migration; the rights themselves are given after each migration."""

    help = "Create the application's database role as DATABASE_URL names it, or give it the password from there."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        role, password = settings.DATABASE_APP_ROLE, settings.DATABASE_APP_PASSWORD
        if not role or role == connection.settings_dict["USER"]:
            raise CommandError("DATABASE_URL and DATABASE_OWNER_URL must name two different roles.")
        try:
            self._provision(role, password)
        except DatabaseError as error:
            raise CommandError(
                f"The owner may not create roles ({str(error).strip()}). Ask the administrator of the database for: "
                f'create role "{role}" login password ...'
            ) from error
        self.stdout.write(f"The role {role} is there.")

    def _provision(self, role: str, password: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_roles where rolname = %s", [role])
            verb = "alter" if cursor.fetchone() else "create"
            # Hashed here: the server's log never sees the password.
            secret = encrypt_password(password, role, scope=cursor.connection, algorithm="scram-sha-256")
            statement = sql.SQL("{} role {} login password {}").format(
                sql.SQL(verb), sql.Identifier(role), sql.Literal(secret)
            )
            cursor.execute(statement)
