from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crm.core import clock
from crm.core.backup import back_up


class Command(BaseCommand):
    help = "Write the whole database and the uploads into one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            manifest = back_up(target=file.absolute(), at=clock.now())
        except (OSError, RuntimeError) as error:
            raise CommandError(f"There is no backup: {error}") from error
        self.stdout.write(
            f"{file}: {len(manifest.tables)} tables, {manifest.rows} rows, "
            f"{len(manifest.files) - 1} uploads, {file.stat().st_size / 1e6:.1f} MB."
        )
        if not manifest.with_uploads:
            self.stdout.write("The uploads are on a storage of their own and not in this file.")
