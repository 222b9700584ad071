"""What bench.names.retrieval measures, run by it once the servers are there and filled."""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

django.setup()

from bench.names.data import Invented, invent  # noqa: E402
from bench.names.disturb import SEVEN, TWO_EDITS, Disturbance, fits  # noqa: E402
from bench.names.retrieval import options  # noqa: E402
from crm.companies.models import COMPANY_NAMES, Company  # noqa: E402
from crm.companies.suggestions import suggest  # noqa: E402
from crm.core.names.retrieval import candidates  # noqa: E402

DROPPED = "a word dropped"


class _Run:
    def __init__(self, size: int, queries: int) -> None:
        self.size, self.queries = size, queries

    def print_all(self) -> None:
        first = Company.objects.order_by("pk").values_list("pk", flat=True)[0]
        self.names = [(pk, name) for pk, name in enumerate(invent(self.size), first)]
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


if __name__ == "__main__":
    chosen = options()
    _Run(chosen.names, chosen.queries).print_all()
