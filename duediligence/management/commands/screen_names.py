"""`manage screen_names FILE.csv`: for each row the hits that the product would show, as JSON lines."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from crm.imports.reading import table
from duediligence.watchlists.parsing import headings
from duediligence.watchlists.services.comparing import loaded_lists
from duediligence.watchlists.services.naming import Asked, hits_of

_SHOWN = 12


class Command(BaseCommand):
    help = (
        "Look the names of a CSV or XLSX file up in all loaded lists. The first row holds the headings: full_name or"
        " name (or first_name and last_name); optional schema, date_of_birth, nationality."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        lists = loaded_lists()
        if not lists:
            raise CommandError("No list is loaded: a clear result would mean nothing. Load one with load_watchlist.")
        for number, asked in enumerate(_asked(file), 1):
            line = {"row": number, "name": asked.name, "hits": hits_of(asked=asked, lists=lists)}
            self.stdout.write(json.dumps(line, ensure_ascii=False))


def _asked(file: Path) -> Iterator[Asked]:
    """One for each row below the headings, also for a blank one, so that a row keeps its number."""
    try:
        with file.open("rb") as content:
            reading, rows = table.read(content)
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
    except ValidationError as problem:
        raise CommandError(f"{file}: {' '.join(problem.messages)}") from problem
    meanings = headings.guess(reading.headings)
    if not {headings.NAME, headings.LAST} & set(meanings.values()):
        shown = ", ".join(reading.headings[:_SHOWN])
        raise CommandError(
            f"{file} has no column full_name or name. Its first row reads: {shown}. Put the headings there."
        )
    given, last = dict(rows), max(dict(rows), default=reading.heading_row)
    for number in range(reading.heading_row + 1, last + 1):
        yield _of(given.get(number, ()), meanings)


def _of(cells: Sequence[str], meanings: Mapping[int, str]) -> Asked:
    said: dict[str, str] = {}
    for place, meaning in meanings.items():
        if place < len(cells) and cells[place].strip():
            said.setdefault(meaning, cells[place].strip())
    parts = (said.get(headings.FIRST, ""), said.get(headings.LAST, ""))
    return Asked(
        name=said.get(headings.NAME) or " ".join(filter(None, parts)),
        schema=said.get(headings.SCHEMA, ""),
        birth_date=said.get(headings.BIRTH, ""),
        nationality=said.get(headings.COUNTRY, ""),
    )
