"""People end to end: are the listed found under their misspelt names, and is nobody else?

.venv/bin/python -m bench.names.people LIST.xml LISTED.csv UNLISTED.csv...
"""

import csv
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from crm.core.names.enums import Kind, Quality
from crm.core.names.memory import MemoryIndex
from crm.core.names.parties import Party, PartyName

from .un_list import entries, names


def main(list_path: Path, listed_path: Path, unlisted_paths: list[Path]) -> None:
    parties = [_party(names(entry)) for entry in entries(list_path)]
    began, used = time.perf_counter(), time.process_time()
    index = MemoryIndex(parties)
    total = sum(len(party.names) for party in parties)
    print(f"{len(parties)} people, {total} names: built in {_spent(began, used)}")
    listed, unlisted = _people(listed_path), [person for path in unlisted_paths for person in _people(path)]
    began, used = time.perf_counter(), time.process_time()
    found = sum(bool(index.hits(person)) for person in listed)
    wrong = sum(bool(index.hits(person)) for person in unlisted)
    people = len(listed) + len(unlisted)
    print(f"listed: {found} of {len(listed)} hit ({found / len(listed):.4f})")
    print(f"unlisted: {wrong} of {len(unlisted)} hit ({wrong / len(unlisted):.2%})")
    cpu = time.process_time() - used
    print(f"{people} people in {_spent(began, used)}: {people / cpu:.0f} a second of processor time")


def _party(named: Iterator[tuple[str, bool]]) -> Party:
    parts = [(part.strip(), good) for name, good in named for part in name.split(";") if part.strip()]
    return Party(Kind.PERSON, tuple(PartyName(name, Quality.STRONG if good else Quality.WEAK) for name, good in parts))


def _people(path: Path) -> list[Party]:
    """By their names alone."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Party(Kind.PERSON, (PartyName(row["full_name"]),)) for row in csv.DictReader(file)]


def _spent(began: float, used: float) -> str:
    return f"{time.perf_counter() - began:.2f} s ({time.process_time() - used:.2f} s of processor time)"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), list(map(Path, sys.argv[3:])))
