"""Names in other scripts than Latin: are they found by their Latin spellings, and is nobody else?

    .venv/bin/python -m bench.names.scripts [LIST.xml]

The United Nations list gives names in their original script beside Latin ones. For scripts that the list has not,
invented people bear two names of cities (from the Unicode consortium's tables), Japanese ones the names that Faker
knows. Half of the pairs stand in the index; the others mix the same words anew and are nobody.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from faker.providers.person.ja_JP import Provider as Japanese

from crm.core.names.enums import Kind, Script
from crm.core.names.memory import MemoryIndex
from crm.core.names.parties import Party, PartyName
from crm.core.names.scripts import script_of
from crm.core.names.weights import CANDIDATE_FROM

from .un_list import entries, names

LANGUAGES = (
    *("ru", "uk", "bg", "sr", "kk", "el", "ka", "hy", "am", "ar", "fa", "ur", "he"),
    *("hi", "mr", "ne", "bn", "gu", "pa", "or", "ta", "te", "kn", "ml", "si", "th", "lo", "km", "my", "ja", "ko", "zh"),
)
TAGS = {"INDIVIDUAL": Kind.PERSON, "ENTITY": Kind.ORGANISATION}


def main(list_path: Path | None) -> None:
    print(f"{'names':32} {'number':>6} {'found':>7} {'wrong one best':>15} {'nobody, with hit':>17}")
    if list_path:
        for tag, kind in TAGS.items():
            _united_nations(list_path, tag, kind)
    for language in LANGUAGES:
        _report(f"cities, {language}", *_mixed(_cities(language)))
    _report("Japanese, in signs", *_people(Japanese.last_name_pairs, Japanese.first_name_pairs, 0))
    _report("Japanese, in kana", *_people(Japanese.last_name_pairs, Japanese.first_name_pairs, 1))


def _united_nations(path: Path, tag: str, kind: Kind) -> None:
    by_script: dict[Script, list[tuple[str, int]]] = defaultdict(list)
    parties = []
    for number, entry in enumerate(entries(path, tag)):
        latin = []
        for name in (part.strip() for written, _ in names(entry) for part in written.split(";")):
            script = script_of(name)
            if script in {Script.LATIN, Script.NONE}:
                latin += [PartyName(name)] if name else []
            else:
                by_script[script].append((name, number))
        parties.append(Party(kind, tuple(latin)))
    index = MemoryIndex(parties)
    for script, found in by_script.items():
        _line(f"United Nations, {kind}, {script}", kind, index, found, [])


def _cities(language: str) -> list[tuple[str, str]]:
    """Cities of one word in both languages."""
    zones = Locale.parse(language).time_zones
    both = [(zones[zone].get("city", ""), zone.rpartition("/")[2]) for zone in sorted(zones)]
    return [(one, latin) for one, latin in both if one.split() == [one] and latin.isalpha() and "-" not in one]


def _mixed(words: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[str]]:
    order = words[:]
    random.Random(7).shuffle(order)
    half = len(order) // 2
    first, second = order[:half], order[half : 2 * half]
    listed = [
        (f"{one} {other}", f"{latin} {again}") for (one, latin), (other, again) in zip(first, second, strict=True)
    ]
    nobody = [f"{one[0]} {other[0]}" for one, other in zip(first, second[1:] + second[:1], strict=True)]
    return listed, nobody


def _people(
    surnames: Iterable[tuple[str, ...]], given: Iterable[tuple[str, ...]], written: int
) -> tuple[list[tuple[str, str]], list[str]]:
    order, draw = [(one, other) for one in surnames for other in given], random.Random(7)
    draw.shuffle(order)
    listed, nobody = order[:300], order[300:600]
    return (
        [(one[written] + other[written], f"{other[-1]} {one[-1]}") for one, other in listed],
        [one[written] + other[written] for one, other in nobody],
    )


def _report(title: str, listed: list[tuple[str, str]], nobody: list[str]) -> None:
    index = MemoryIndex(Party(Kind.PERSON, (PartyName(latin),)) for _, latin in listed)
    _line(title, Kind.PERSON, index, [(one, number) for number, (one, _) in enumerate(listed)], nobody)


def _line(title: str, kind: Kind, index: MemoryIndex, named: list[tuple[str, int]], nobody: list[str]) -> None:
    found = wrong = 0
    for name, number in named:
        hits = _hits(index, kind, name)
        own = next((score for place, score in hits if place is index.parties[number]), 0.0)
        found += own >= CANDIDATE_FROM[kind]
        wrong += bool(hits) and hits[0][1] > own
    false = sum(bool(_hits(index, kind, name)) for name in nobody)
    share = f"{false / len(nobody):16.1%}" if nobody else ""
    print(f"{title:32} {len(named):6} {found / len(named):7.3f} {wrong / len(named):15.3f} {share}", flush=True)


def _hits(index: MemoryIndex, kind: Kind, name: str) -> list[tuple[Party, float]]:
    return [(party, match.score) for party, match in index.hits(Party(kind, (PartyName(name),)))]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
