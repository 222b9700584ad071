"""How fast the pairs of the register are brought up to date, writing included, in one process.

    ./concord manage shell -c "from bench.duplicates import main; main()"

Run it on a register of the size in question (CONCORD_DEMO=big makes 100,000 companies), with no worker running. It
notes `MOST` records more than wait already, compares them all and prints one JSON line for each register.
"""

import json
import time

from django.db import connection

from crm.companies.duplicates.registers import REGISTERS
from crm.companies.services import pair_upkeep

MOST = 5_000


def main() -> None:
    for key, register in REGISTERS.items():
        queue, records = register.queue._meta.db_table, register.records._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {queue} (record) SELECT id FROM {records} WHERE binned_at IS NULL ORDER BY id LIMIT %s",
                [MOST],
            )
        began, compared = time.perf_counter(), 0
        while done := pair_upkeep.compare_some(register=register):
            compared += done
        seconds = time.perf_counter() - began
        figures = {
            "register": key,
            "records": register.records.objects.kept().count(),
            "compared": compared,
            "seconds": round(seconds, 1),
            "a_second": round(compared / seconds),
            "pairs": register.pairs.objects.in_register().waiting().count(),
        }
        print(json.dumps(figures))
