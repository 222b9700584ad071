"""Where a backup comes from, and whether it can be understood here."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .manifest import Manifest


class TooNew(Exception):
    """The backup was made by a later version of Concord or of PostgreSQL. Nothing was changed."""


def server_version(connection: BaseDatabaseWrapper) -> int:
    """The major version of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def applied(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations that made the tables what they are."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def require_known(manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    """Raises TooNew: an older backup is migrated after the restore, a newer one cannot be taken back."""
    here = server_version(connection)
    if manifest.server > here:
        raise TooNew(
            f"The backup comes from PostgreSQL {manifest.server}, and this is PostgreSQL {here}: "
            f"restore into PostgreSQL {manifest.server} or later."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    ours = {f"{app}.{name}" for app, name in [*known, *(old for m in known.values() for old in m.replaces)]}
    # Of an app that has gone since, tables may stay: they do no harm.
    apps = {app for app, _name in known}
    unknown = sorted(each for each in manifest.migrations if each not in ours and each.split(".")[0] in apps)
    if unknown:
        raise TooNew(
            f"The backup comes from a later version of Concord (this one does not know {unknown[-1]}): "
            "restore with that version."
        )
