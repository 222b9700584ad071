"""`manage load_watchlist CODE FILE --format F`: load a list without a browser; one JSON line of its counts."""

import json
import resource
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm.accounts.models import User
from crm.audit.recorder import acting
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from crm.imports.services.unattended import default_importer
from duediligence.enums import ListFormat, LoadState
from duediligence.models import ListLoad, WatchList
from duediligence.watchlists.parsing.ofac_csv import WIDTHS
from duediligence.watchlists.selectors.freshness import freshness_of
from duediligence.watchlists.services.newest import confirm_newest
from duediligence.watchlists.services.unattended import load_file
from duediligence.watchlists.services.uploads import Upload


class Command(BaseCommand):
    help = (
        "Load the file of a watch list and print one JSON line of its counts. Of OFAC's three CSV files name the"
        " folder, a ZIP, or sdn.csv: the other two are taken from beside it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="un, ofac, own and so on")
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=ListFormat.values)
        parser.add_argument("--force", action="store_true", help="also where most entries would be closed")
        parser.add_argument(
            "--list-date",
            type=_day,
            help="YYYY-MM-DD: of CSV files, which bear no date; default: the day on which the newest was written",
        )
        parser.add_argument(
            "--newest", metavar="WHERE", help="confirm that there is no newer file than this one: where you looked"
        )
        parser.add_argument("--by", help="e-mail of the person who loads; default: the first of the partnerships team")

    def handle(self, *, code: str, file: Path, **options: Any) -> None:
        by = _person(options["by"])
        began = time.monotonic()
        try:
            with ExitStack() as stack, acting(by=by, deed="load_watchlist"):
                paths = list(_files(file, options))
                files = [File(stack.enter_context(path.open("rb")), path.name) for path in paths]
                day = options["list_date"] or _written_on(paths)
                upload = Upload(files, options["format"], options["force"], day, any_size=True)
                load = load_file(code=code, upload=upload, by=by)
                if options["newest"] and load.state in (LoadState.DONE, LoadState.UNCHANGED):
                    confirm_newest(code=code, note=options["newest"], by=by)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
        except WatchList.DoesNotExist as problem:
            known = ", ".join(WatchList.objects.values_list("code", flat=True))
            raise CommandError(f"There is no list {code}. Known are {known}.") from problem
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except (Forbidden, Conflict) as problem:
            raise CommandError(str(problem.reason)) from problem
        (fresh,) = freshness_of(WatchList.objects.filter(code=code), on=clock.today())
        figures = _figures(load, time.monotonic() - began) | {"age_days": fresh.age_days, "stale": fresh.stale}
        self.stdout.write(json.dumps(figures, ensure_ascii=False))
        if fresh.stale and load.state != LoadState.FAILED:
            self.stderr.write(f"{fresh.verdict.reason} Here: --newest WHERE-YOU-LOOKED.")
        if load.state == LoadState.FAILED:
            raise CommandError("Nothing was changed: " + "; ".join(f"{e['place']}: {e['detail']}" for e in load.errors))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text} is no day: write YYYY-MM-DD") from problem


def _written_on(paths: Sequence[Path]) -> date | None:
    """The day of the newest file, so that an old copy is not taken for a new list."""
    moments = [datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone()) for path in paths]
    return min(max(moments).date(), clock.today()) if moments else None


def _files(file: Path, options: dict[str, Any]) -> Iterator[Path]:
    folder = file if file.is_dir() else file.parent
    if options["format"] == ListFormat.OFAC_CSV and (file.is_dir() or file.name.lower() == "sdn.csv"):
        yield from (path for path in sorted(folder.iterdir()) if path.name.lower() in WIDTHS)
    else:
        yield file


def _person(email: str | None) -> User:
    found = User.objects.active().filter(email__iexact=email).first() if email else default_importer()
    if found is None:
        raise CommandError(
            f"Nobody with the address {email} may sign in."
            if email
            else "Nobody holds the role partnerships: name somebody with --by EMAIL."
        )
    return found


def _figures(load: ListLoad, seconds: float) -> dict[str, Any]:
    counts = {name: getattr(load, name) for name in ("added", "changed", "removed", "entries", "by_kind", "errors")}
    return {
        "list": load.watchlist.code,
        "state": load.state,
        **counts,
        "list_date": load.list_date.isoformat() if load.list_date else None,
        "sha256": load.sha256,
        "seconds": round(seconds, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "id": str(load.pk),
    }
