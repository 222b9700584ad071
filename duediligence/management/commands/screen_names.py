"""`manage screen_names FILE.csv`: for each row the hits that the product would show, as JSON lines."""

import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from duediligence.watchlists.services.comparing import loaded_lists
from duediligence.watchlists.services.naming import Asked, hits_of


class Command(BaseCommand):
    help = "Look names up in all loaded lists: column full_name or name; optional schema, date_of_birth, nationality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if not loaded_lists():
            raise CommandError("No list is loaded: a clear result would mean nothing. Load one with load_watchlist.")
        try:
            with file.open(encoding="utf-8-sig", newline="") as content:
                self._screen(csv.DictReader(content), file)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
        except (csv.Error, UnicodeDecodeError) as problem:
            raise CommandError(f"{file} is no CSV in UTF-8: {problem}.") from problem

    def _screen(self, rows: "csv.DictReader[str]", file: Path) -> None:
        column = next((name for name in ("full_name", "name") if name in (rows.fieldnames or [])), None)
        if column is None:
            raise CommandError(f"{file} has no column full_name or name.")
        for number, row in enumerate(rows, 1):
            asked = Asked(
                name=row[column] or "",
                schema=row.get("schema") or "",
                birth_date=row.get("date_of_birth") or "",
                nationality=row.get("nationality") or "",
            )
            line = {"row": number, "name": asked.name, "hits": hits_of(asked=asked)}
            self.stdout.write(json.dumps(line, ensure_ascii=False))
