"""`manage import KIND FILE [--by EMAIL]`: an import without a browser; one JSON line of its counts."""  # noqa: N999

import json
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError, CommandParser

from crm.accounts.models import User
from crm.audit.recorder import acting
from crm.core.errors import Conflict, Forbidden
from crm.imports.models import ImportRun
from crm.imports.registries import import_kinds
from crm.imports.selectors import errors_of
from crm.imports.services import unattended


class Command(BaseCommand):
    help = (
        "Imports a file without a browser and prints one JSON line of its counts; --problems prints each remark before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[key for key, _kind in import_kinds.items()])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by", help="e-mail of the person who imports; default: the first of the partnerships team"
        )
        parser.add_argument("--problems", action="store_true", help="print a JSON line for each remark first")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._person(options["by"])
        began = time.monotonic()
        try:
            with options["file"].open("rb") as content, acting(by=by, deed="import"):
                run = unattended.run_file(kind=options["kind"], upload=File(content, options["file"].name), by=by)
        except OSError as problem:
            raise CommandError(f"{options['file']} cannot be read: {problem.strerror}.") from problem
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except (Forbidden, Conflict) as problem:
            raise CommandError(str(problem.reason)) from problem
        if options["problems"]:
            self._print_problems(run)
        figures = {**unattended.figures(run), "seconds": round(time.monotonic() - began, 1), "id": str(run.pk)}
        self.stdout.write(json.dumps(figures))

    def _person(self, email: str | None) -> User:
        if not email:
            found = unattended.default_importer()
            if found is None:
                raise CommandError("Nobody holds the role partnerships: name somebody with --by EMAIL.")
            return found
        person = User.objects.active().filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody with the address {email} may sign in.")
        return person

    def _print_problems(self, run: ImportRun) -> None:
        for error in errors_of(run, limit=run.rows):
            self.stdout.write(json.dumps(error, ensure_ascii=False))
