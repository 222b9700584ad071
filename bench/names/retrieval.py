"""How well and how fast names are found: `.venv/bin/python -m bench.names.retrieval [--names 1000000] [--keep DIR]`.

Loads invented companies into servers of its own, past the services and by COPY, as a large import from elsewhere would;
lets the product's own command index them; then asks through the product's own functions. Prints tables in Markdown.
"""

import argparse
import io
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.names.data import Invented, invent
from bench.names.disturb import SEVEN, TWO_EDITS, Disturbance, fits
from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "version,created_at,updated_at,legal_name,sort_name,kind,status,status_reason,country,city,isic,size,website,lei"
)
COPIED += ",global_compact,found_by,found_note,description"
DROPPED = "a word dropped"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--names", type=int, default=1_000_000)
    options.add_argument("--queries", type=int, default=300, help="for each disturbance")
    options.add_argument("--keep", type=Path, help="folder of the servers, kept for the next run")
    chosen = options.parse_args()
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
        sys.path.insert(0, str(ROOT))
        _Run(stack, chosen.names, chosen.queries).print_all()


class _Run:
    def __init__(self, stack: Stack, names: int, queries: int) -> None:
        self.stack, self.size, self.queries = stack, names, queries

    def print_all(self) -> None:
        _manage(self.stack, "migrate", "-v0")
        self._fill()
        import django

        django.setup()
        from crm.companies.models import COMPANY_NAMES
        from crm.companies.suggestions import suggest
        from crm.core.names.retrieval import candidates

        self.names = [(pk, name) for pk, name in enumerate(invent(self.size), self._first())]
        self.with_word: dict[str, set[int]] = {}
        for pk, name in self.names:
            for word in name.words:
                self.with_word.setdefault(word, set()).add(pk)
        self.left_out = 0
        load, cores = os.getloadavg()[0], os.cpu_count()
        print(f"\n{self.size:,} names, {self.queries} queries each; load of the machine {load:.1f} on {cores} cores.\n")
        print("| disturbance | recall@20 | first | p50 ms | p95 | max | best of three: p50 | p95 |")
        print("|---|---|---|---|---|---|---|---|", flush=True)
        self._retrieval(lambda text: [each.subject_id for each in candidates(COMPANY_NAMES, text, limit=20)])
        self._typing(lambda text: suggest(_Reader(), text))

    def _fill(self) -> None:
        connection = connect(self.stack)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from companies_company")
            if cursor.fetchone()[0] < self.size:
                start = time.perf_counter()
                for batch in _batches(invent(self.size), 20_000):
                    cursor.copy_expert(f"copy companies_company ({COPIED}) from stdin", rows_of(batch))
                print(f"COPY of {self.size:,} companies with their triggers: {time.perf_counter() - start:.0f} s")
            start = time.perf_counter()
            answer = json.loads(_manage(self.stack, "index_names", told=True).splitlines()[-1])
            print(f"index_names: {answer}", flush=True)
            # As autovacuum does within minutes.
            cursor.execute("vacuum analyze companies_companysearchname, companies_company")
            cursor.execute(
                "select pg_size_pretty(pg_table_size('companies_companysearchname')),"
                " pg_size_pretty(pg_relation_size('companysearchname_keys'))"
            )
            print("table, index of keys:", *cursor.fetchone(), flush=True)
        connection.close()

    def _first(self) -> int:
        from crm.companies.models import Company

        return Company.objects.order_by("pk").values_list("pk", flat=True)[0]

    def _retrieval(self, find: Callable[[str], list[int]]) -> None:
        rng, whole = random.Random(7), _Measured()
        for text in self._texts(rng, SEVEN["one typo"], 50):
            find(text[1])  # warm
        for name, rule in SEVEN.items():
            one = self._measure(find, self._texts(rng, rule, self.queries))
            whole.add(one)
            print(f"| {name} | {one.line()}", flush=True)
        told = (
            f"{self.left_out} queries with a word dropped were left out: more than 20 names have all the other words."
        )
        print(f"| **all seven** | {whole.line()}")
        print(f"| two edits in one word | {self._measure(find, self._texts(rng, TWO_EDITS, self.queries)).line()}")
        print(f"\n{told}")

    def _texts(self, rng: random.Random, rule: tuple[Disturbance, int, bool], count: int) -> Iterator[tuple[int, str]]:
        while count:
            pk, name = rng.choice(self.names)
            if not fits(name, rule):
                continue
            text = rule[0](name, rng)
            if rule is SEVEN[DROPPED] and self._shared(name, text):
                self.left_out += 1
                continue
            yield pk, text
            count -= 1

    def _shared(self, name: Invented, text: str) -> bool:
        """Whether more names than the twenty asked for have all the words that are left."""
        left = [word for word in name.words if word in text]
        rows = sorted((self.with_word[word] for word in left), key=len)
        return len(rows[0].intersection(*rows[1:])) > 20

    def _measure(self, find: Callable[[str], list[int]], texts: Iterator[tuple[int, str]]) -> "_Measured":
        measured = _Measured()
        for pk, text in list(texts):
            found = measured.time(lambda text=text: find(text))
            measured.hits += pk in found
            measured.first += found[:1] == [pk]
            if pk not in found and os.environ.get("SHOW_MISSES"):
                print("   missed:", text, "<-", dict(self.names)[pk].name)
        return measured

    def _typing(self, find: Callable[[str], Any]) -> None:
        rng, measured = random.Random(11), _Measured()
        for _ in range(self.queries):
            text = rng.choice(self.names)[1].name[:16]
            for end in range(1, len(text) + 1):
                measured.time(lambda typed=text[:end]: find(typed))
        count = f"{len(measured.times):,} keystrokes"
        print(f"\nType-ahead, {count}; p50 | p95 | max, best of three: p50 | p95 (ms): {measured.marks()}")


class _Measured:
    def __init__(self) -> None:
        self.times: list[float] = []
        self.best: list[float] = []
        self.hits = self.first = 0

    def time(self, ask: Callable[[], Any]) -> Any:
        """The first of three counts; the best of them is what is left when no neighbour takes the processor away."""
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            answer = ask()
            taken.append((time.perf_counter() - start) * 1000)
        self.times.append(taken[0])
        self.best.append(min(taken))
        return answer

    def add(self, other: "_Measured") -> None:
        self.times += other.times
        self.best += other.best
        self.hits += other.hits
        self.first += other.first

    def line(self) -> str:
        asked = len(self.times)
        return f"{self.hits / asked:.3f} | {self.first / asked:.3f} | {self.marks()} |"

    def marks(self) -> str:
        first, best = (statistics.quantiles(times, n=100) for times in (self.times, self.best))
        return f"{first[49]:.1f} | {first[94]:.1f} | {max(self.times):.1f} | {best[49]:.1f} | {best[94]:.1f}"


class _Reader:
    is_active = True


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
    import psycopg2

    connection = psycopg2.connect(stack.postgres.url("concord_owner"))
    connection.autocommit = True
    return connection


def _manage(stack: Stack, *arguments: str, told: bool = False) -> str:
    import subprocess

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
