"""Compare the whole register anew: for the first time, or after a change in how names are compared."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from crm.companies.duplicates.registers import REGISTERS
from crm.companies.services import pair_upkeep


class Command(BaseCommand):
    help = "Looks for duplicates among all companies and people. Prints one JSON line of what it compared and found."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--background", action="store_true", help="leave the work to the workers; see Background work for progress"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["background"]:
            job = pair_upkeep.start_over(by=None)
            self.stdout.write(json.dumps({"job": job.pk}))
            return
        for register in REGISTERS.values():
            pair_upkeep.compare_all(register=register)
        compared = pair_upkeep.compare_everything(progress=self._progress)
        found = {key: register.pairs.objects.in_register().waiting().count() for key, register in REGISTERS.items()}
        self.stdout.write(json.dumps({"compared": compared, "pairs": found}))

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {total:,}", ending="")
