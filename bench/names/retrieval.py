"""How well and how fast names are found: `.venv/bin/python -m bench.names.retrieval [--names 1000000] [--keep DIR]`.

Loads invented companies into servers of its own, past the services and by COPY, as a large import from elsewhere would;
lets the product's own command index them; then asks through the product's own functions. Prints tables in Markdown.
What is measured stands in retrieval_measured.py, which Django loads once the servers run.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg2

from bench.names.data import Invented, invent
from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "version,created_at,updated_at,legal_name,sort_name,kind,status,status_reason,country,city,isic,size,website,lei"
)
COPIED += ",global_compact,found_by,found_note,description"


def options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--names", type=int, default=1_000_000)
    asked.add_argument("--queries", type=int, default=300, help="for each disturbance")
    asked.add_argument("--keep", type=Path, help="folder of the servers, kept for the next run")
    return asked.parse_args()


def main() -> None:
    chosen = options()
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="concord-names-"))
    folder.mkdir(parents=True, exist_ok=True)
    with Stack(folder, throwaway=not chosen.keep) as stack:
        stack.start()
        os.environ |= {
            **stack.environment,
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "SECRET_KEY": "bench",
            "CONCORD_DATA": str(folder / "data"),
        }
        _manage(stack, "migrate", "-v0")
        _fill(stack, chosen.names)
        subprocess.run([sys.executable, "-m", "bench.names.retrieval_measured", *sys.argv[1:]], cwd=ROOT, check=True)


def _fill(stack: Stack, size: int) -> None:
    connection = connect(stack)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from companies_company")
        if cursor.fetchone()[0] < size:
            start = time.perf_counter()
            for batch in _batches(invent(size), 20_000):
                cursor.copy_expert(f"copy companies_company ({COPIED}) from stdin", rows_of(batch))
            print(f"COPY of {size:,} companies with their triggers: {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        answer = json.loads(_manage(stack, "index_names", told=True).splitlines()[-1])
        print(f"index_names: {answer}", flush=True)
        # As autovacuum does within minutes.
        cursor.execute("vacuum analyze companies_companysearchname, companies_company")
        cursor.execute(
            "select pg_size_pretty(pg_table_size('companies_companysearchname')),"
            " pg_size_pretty(pg_relation_size('companysearchname_keys'))"
        )
        print("table, index of keys:", *cursor.fetchone(), flush=True)
    connection.close()


def _batches(names: Iterator[Invented], size: int) -> Iterator[list[Invented]]:
    while batch := list(islice(names, size)):
        yield batch


def rows_of(batch: list[Invented]) -> io.StringIO:
    day = "2026-11-01 00:00+00"
    lines = (
        f"1\t{day}\t{day}\t{name.name}\t{name.name.lower()}\tcompany\tprospect\t\tKE\t\t\t\t\t\tunknown\tunknown\t\t\n"
        for name in batch
    )
    return io.StringIO("".join(lines))


def connect(stack: Stack) -> Any:
    connection = psycopg2.connect(stack.postgres.url("concord_owner"))
    connection.autocommit = True
    return connection


def _manage(stack: Stack, *arguments: str, told: bool = False) -> str:
    shown = None if told else subprocess.DEVNULL
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **stack.environment},
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=shown,
    ).stdout


if __name__ == "__main__":
    main()
