from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from crm.core.backup import Damaged, NotEmpty, TooNew, restore


class Command(BaseCommand):
    help = "Put back what `backup` wrote, after checking it against its manifest; all of it or nothing."
    # The tables may be missing altogether.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="replace what is in the database and in the uploads")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = restore(source=file.absolute(), replace=replace)
        except NotEmpty:
            raise CommandError("The database is not empty: add --replace to replace all that is in it.") from None
        except (OSError, Damaged, TooNew) as error:
            raise CommandError(str(error)) from error
        # An older backup is brought to this version's tables; rights of the application's role come with that.
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(
            f"Restored what was backed up at {manifest.made_at}: {len(manifest.tables)} tables, "
            f"{manifest.rows} rows, {len(manifest.files) - 1} uploads, all as they were."
        )
