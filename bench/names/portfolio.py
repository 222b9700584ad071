"""A whole portfolio against the lists: what does it cost to screen every company and its people anew?

.venv/bin/python -m bench.names.portfolio FOLDER_OF_LISTS [--parties 5000] [--names 40000] [--show HITS.txt]

FOLDER_OF_LISTS holds UN_consolidated.xml, sdn.csv and alt.csv. `--names` fills the lists up with invented entries to as
many names.
"""

import argparse
import csv
import random
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from crm.core.names.enums import Kind, Quality
from crm.core.names.memory import MemoryIndex
from crm.core.names.parties import Party, PartyName
from crm.core.names.scoring import Match
from crm.core.names.tables import warm

from .data import invent
from .un_list import entries, names
from .words import FAMILIES, GIVEN

_UN_KINDS = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.ORGANISATION}
_OFAC_KINDS = {"-0-": Kind.ORGANISATION, "individual": Kind.PERSON, "vessel": Kind.VESSEL}
PEOPLE_OF_A_COMPANY = 2


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--parties", type=int, default=5000)
    reader.add_argument("--names", type=int, default=0)
    reader.add_argument("--show", type=Path, help="write every hit, to compare two versions")
    chosen = reader.parse_args()
    warm()
    listed = [*listed_parties(chosen.folder)]
    listed += _filled_up(chosen.names - _names_of(listed))
    index = _built(listed)
    ours = list(portfolio(chosen.parties))
    hits = _screened(index, ours)
    if chosen.show:
        chosen.show.write_text("".join(_lines(ours, hits)), encoding="utf-8")


def _built(listed: list[Party]) -> MemoryIndex:
    began, used = time.perf_counter(), time.process_time()
    index = MemoryIndex(listed)
    taken, cpu = time.perf_counter() - began, time.process_time() - used
    print(f"{len(listed):,} entries, {_names_of(listed):,} names")
    print(f"built in {taken:.2f} s ({cpu:.2f} s of processor time)")
    tracemalloc.start()
    again = MemoryIndex(listed)
    print(f"the index holds {tracemalloc.get_traced_memory()[0] / 1_000_000:.0f} MB, words and names not counted")
    tracemalloc.stop()
    del again
    return index


def _screened(index: MemoryIndex, ours: list[Party]) -> list[list[tuple[Party, Match]]]:
    began, used = time.perf_counter(), time.process_time()
    hits = [index.hits(party) for party in ours]
    taken, cpu = time.perf_counter() - began, time.process_time() - used
    kinds = Counter(party.kind for party, found in zip(ours, hits, strict=True) if found)
    named = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    total = _names_of(ours)
    print(f"{len(ours):,} parties, {total:,} names in {taken:.2f} s ({cpu:.2f} s of processor time)")
    print(f"{total / cpu:,.0f} names a second of processor time; {sum(map(len, hits))} hits, of {named or 'nobody'}")
    return hits


def listed_parties(folder: Path) -> Iterator[Party]:
    for tag, kind in _UN_KINDS.items():
        for entry in entries(folder / "UN_consolidated.xml", tag):
            named = [PartyName(name, Quality.STRONG if good else Quality.WEAK) for name, good in names(entry)]
            yield Party(kind, tuple(named))
    others: dict[str, list[str]] = defaultdict(list)
    for entry_id, _, _, name, *_ in _rows(folder / "alt.csv"):
        others[entry_id].append(name)
    for entry_id, name, said, *_ in _rows(folder / "sdn.csv"):
        if said in _OFAC_KINDS:
            yield Party(_OFAC_KINDS[said], tuple(map(PartyName, (name, *others[entry_id]))))


def portfolio(count: int, seed: int = 3) -> Iterator[Party]:
    """Companies, each followed by its people."""
    rng = random.Random(seed)
    for company in invent(count // (1 + PEOPLE_OF_A_COMPANY), seed=seed):
        yield Party(Kind.ORGANISATION, (PartyName(company.name),))
        for _ in range(PEOPLE_OF_A_COMPANY):
            yield Party(Kind.PERSON, (PartyName(person(rng)),))


def person(rng: random.Random) -> str:
    given = rng.sample(GIVEN, rng.choice((1, 1, 2)))
    return " ".join([*given, *rng.sample(FAMILIES, rng.choice((1, 1, 1, 2)))])


def _filled_up(missing: int) -> Iterator[Party]:
    """Entries of two names each, half of them people."""
    rng, companies = random.Random(5), invent(max(0, missing) // 2 + 1, seed=5)
    for number in range(max(0, missing) // 2):
        if number % 2:
            yield Party(Kind.PERSON, (PartyName(person(rng)), PartyName(person(rng))))
        else:
            yield Party(Kind.ORGANISATION, tuple(PartyName(each.name) for each in islice(companies, 2)))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 3:
                yield [cell.strip() for cell in row]


def _names_of(parties: Iterable[Party]) -> int:
    return sum(len(party.names) for party in parties)


def _lines(ours: list[Party], hits: list[list[tuple[Party, Match]]]) -> Iterator[str]:
    for party, found in zip(ours, hits, strict=True):
        for other, match in found:
            yield f"{party.names[0].text} | {other.names[0].text} | {match}\n"


if __name__ == "__main__":
    main()
