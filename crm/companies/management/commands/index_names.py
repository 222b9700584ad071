"""`index_names`: make the indexes of names whole, here and now; the workers do the same by themselves."""

import json
import time
from typing import Any

from django.core.management.base import BaseCommand

from crm.core import clock

from ...services import names


class Command(BaseCommand):
    help = "Adds missing names to the indexes, fills those of an older version, and counts what many names share."

    def handle(self, **options: Any) -> None:
        start, self._told = time.monotonic(), 0.0
        result = names.build(self._progress, at=clock.now())
        self.stdout.write(json.dumps({**result, "seconds": round(time.monotonic() - start, 1)}))

    def _progress(self, done: int, total: int) -> None:
        if time.monotonic() - self._told > 5:
            self._told = time.monotonic()
            self.stderr.write(f"{done * 100 // total} %")
