"""Bodies on real lists: are they known by their aliases, and told from those that come nearest?

    .venv/bin/python -m bench.names.listed_bodies FOLDER

FOLDER holds sdn.csv and alt.csv (OFAC) and UN_consolidated.xml. Each alias of a body should be found by its main name,
though many are translations or quite other names. Against the main names of some stand the two nearest other bodies.
"""

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from crm.core.names.enums import Kind
from crm.core.names.name_score import name_score
from crm.core.names.normalise import normalise
from crm.core.names.pair_files import figures
from crm.core.names.weights import CANDIDATE_FROM, STRONG_FROM

from .un_list import entries, names

BODY = Kind.ORGANISATION
NEAREST, LOOKED_AT, SAMPLE = 2, 25, 1500
Bodies = list[list[str]]
Scored = list[tuple[float, bool]]


def main(folder: Path) -> None:
    un = [_parts(names(entry)) for entry in entries(folder / "UN_consolidated.xml", "ENTITY")]
    for title, bodies in (("OFAC", _ofac(folder)), ("UN", un)):
        scored = [*_aliases(bodies), *_nearest(bodies)]
        print(f"{title}: {len(bodies)} bodies, {sum(same for _, same in scored)} aliases, {len(scored)} pairs")
        print(f"  average precision {_average_precision(scored):.3f}")
        for name, least in (("candidate", CANDIDATE_FROM[BODY]), ("strong", STRONG_FROM)):
            print(f"  {name} from {least}: {figures((score >= least, same) for score, same in scored)}")


def _ofac(folder: Path) -> Bodies:
    bodies: dict[str, list[str]] = {}
    for row in _rows(folder / "sdn.csv"):
        if row[2].strip() == "-0-":
            bodies[row[0]] = [row[1]]
    for row in _rows(folder / "alt.csv"):
        if row[0] in bodies and row[2] == "aka":
            bodies[row[0]].append(row[3])
    return list(bodies.values())


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="latin-1", newline="") as file:
        yield from (row for row in csv.reader(file) if len(row) > 3)


def _parts(named: Iterator[tuple[str, bool]]) -> list[str]:
    return [name for name, good in named if good]


def _aliases(bodies: Bodies) -> Iterator[tuple[float, bool]]:
    for main_name, *aliases in bodies:
        yield from ((_score(main_name, alias), True) for alias in aliases)


def _nearest(bodies: Bodies) -> Iterator[tuple[float, bool]]:
    """The nearest names of other bodies, by another measure than the product's; not those that are written the same."""
    owners = [(owner, name) for owner, body in enumerate(bodies) for name in body]
    plain = [" ".join(normalise(name, BODY).tokens) for _, name in owners]
    drawn = random.Random(5).sample(range(len(bodies)), min(SAMPLE, len(bodies)))
    for owner in drawn:
        mine = " ".join(normalise(bodies[owner][0], BODY).tokens)
        seen: set[int] = set()
        for text, _, place in process.extract(mine, plain, scorer=fuzz.token_sort_ratio, limit=LOOKED_AT):
            other, name = owners[place]
            if other != owner and other not in seen and text != mine and len(seen) < NEAREST:
                seen.add(other)
                yield _score(bodies[owner][0], name), False


def _score(one: str, other: str) -> float:
    return name_score(normalise(one, BODY), normalise(other, BODY))


def _average_precision(scored: Scored) -> float:
    found, total = 0, 0.0
    for place, (_, same) in enumerate(sorted(scored, key=lambda each: -each[0]), start=1):
        if same:
            found += 1
            total += found / place
    return total / found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
