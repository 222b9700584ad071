"""`load_demo [--size small|big] [--today YYYY-MM-DD]`: the demo organisation, once."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from crm.companies.services import names
from crm.core import clock

from ...demo.build import is_loaded, load


class Command(BaseCommand):
    help = "Loads the demo organisation into an empty database; does nothing where there are offices already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=["small", "big"], default="small")
        parser.add_argument("--today", type=date.fromisoformat, help="the day that the data end on (default: today)")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write(json.dumps({"loaded": False, "reason": "there are offices already"}))
            return
        counts = load(today=options["today"] or clock.today(), big=options["size"] == "big")
        # Rows made past the services; here and now, since a measurement may run without any worker.
        names.build(lambda _done, _total: None, at=clock.now())
        # Until PostgreSQL has looked at so many new rows by itself, it searches them in the slowest way.
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        self.stdout.write(json.dumps({"loaded": True, **counts}))
