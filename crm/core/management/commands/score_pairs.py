import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from crm.core.names.pair_files import read_pairs, report


class Command(BaseCommand):
    help = "Score a file of labelled pairs of names (schema, name1, name2, is_match); prints one line of JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            pairs = list(read_pairs(file))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except (ValueError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} is no file of labelled pairs. {error}") from error
        if not pairs:
            raise CommandError(f"{file} holds no pair.")
        self.stdout.write(json.dumps(report(pairs)))
