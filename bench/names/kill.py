"""The index of names under kill -9: `.venv/bin/python -m bench.names.kill [--names 20000] [--kills 10]`.

Builds the index of a register that is older than it, and kills the builder again and again, every third time
PostgreSQL as well; meanwhile one writer renames companies and eight readers type. Prints what is missing or stale at
the end, which must be nothing, and how long readers waited.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg2

from bench.names.data import invent
from bench.names.retrieval import COPIED, connect, rows_of
from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
READERS = 8
WRONG = """
    select count(*) from companies_company c full join companies_companysearchname s on s.subject_id = c.id
    where s.id is null or c.id is null or s.name <> c.legal_name or s.keys is null
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--names", type=int, default=20_000)
    options.add_argument("--kills", type=int, default=10)
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="concord-names-"))
    with Stack(folder, throwaway=False) as stack:
        stack.start()
        _Run(stack, folder).print_all(chosen.names, chosen.kills)


class _Run:
    def __init__(self, stack: Stack, folder: Path) -> None:
        self.stack, self.over = stack, threading.Event()
        self.waits: list[float] = []
        self.written = 0
        self.environment = {
            **os.environ,
            **stack.environment,
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "SECRET_KEY": "bench",
            "CONCORD_DATA": str(folder / "data"),
        }

    def print_all(self, names: int, kills: int) -> None:
        self._start("migrate", "-v0").wait()
        with connect(self.stack) as connection, connection.cursor() as cursor:
            cursor.copy_expert(f"copy companies_company ({COPIED}) from stdin", rows_of(list(invent(names))))
            cursor.execute("truncate companies_companysearchname")
            cursor.execute(
                "insert into companies_nameindex (index, owed, frequent_keys, frequent_rows, counted_names)"
                " values ('companies', true, '{}', '{}', 0)"
            )
        threads = [threading.Thread(target=self._read, args=(n,), daemon=True) for n in range(READERS)]
        threads.append(threading.Thread(target=self._write, daemon=True))
        for thread in threads:
            thread.start()
        rng, done = random.Random(5), 0
        for turn in range(1, kills + 1):
            builder = self._start("index_names")
            time.sleep(rng.uniform(2.5, 5))
            builder.kill()
            builder.wait()
            if turn % 3 == 0:
                os.kill(self.stack.postgres.child.pid, signal.SIGKILL)
                self.stack.postgres.child.wait()
                self.stack.postgres.start()
                self.stack.postgres.wait()
            with connect(self.stack) as connection, connection.cursor() as cursor:
                cursor.execute("select count(*) from companies_companysearchname where keys is not null")
                done = cursor.fetchone()[0]
            print(f"kill {turn}: {done:,} of {names:,} indexed", file=sys.stderr, flush=True)
        self.over.set()
        for thread in threads:
            thread.join()
        self._start("index_names").wait()
        with connect(self.stack) as connection, connection.cursor() as cursor:
            cursor.execute(WRONG)
            wrong = cursor.fetchone()[0]
        centiles = statistics.quantiles(self.waits, n=100)
        print(f"{kills} kills, {self.written:,} names changed meanwhile: {wrong} names missing or stale")
        print(
            f"{READERS} readers, {len(self.waits):,} look-ups, load {os.getloadavg()[0]:.1f}:"
            f" p50 {centiles[49]:.1f} ms, p95 {centiles[94]:.1f} ms, longest {max(self.waits):.1f} ms"
        )

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=quiet, stderr=quiet)

    def _read(self, number: int) -> None:
        """What a type-ahead asks at each letter."""
        query = (
            "select id, subject_id, name, folded from companies_companysearchname"
            " where live and version > 0 and folded like %s order by folded, id limit 24"
        )
        rng = random.Random(number)
        self._again(query, lambda: [f"{rng.choice('abcdefghilmnoprst')}{rng.choice('aeiou')}%"], timed=True)

    def _write(self) -> None:
        query = "update companies_company set legal_name = legal_name || ' II' where id = %s"
        with connect(self.stack) as connection, connection.cursor() as cursor:
            cursor.execute("select min(id), max(id) from companies_company")
            first, last = cursor.fetchone()
        rng = random.Random(99)
        self._again(query, lambda: [rng.randint(first, last)], timed=False)

    def _again(self, query: str, values, *, timed: bool) -> None:
        """Until it is over, whatever happens to the server."""
        while not self.over.is_set():
            try:
                with connect(self.stack) as connection, connection.cursor() as cursor:
                    while not self.over.wait(0.02):
                        start = time.perf_counter()
                        cursor.execute(query, values())
                        if timed:
                            cursor.fetchall()
                            self.waits.append((time.perf_counter() - start) * 1000)
                        else:
                            self.written += 1
            except psycopg2.Error:
                time.sleep(0.05)


if __name__ == "__main__":
    main()
