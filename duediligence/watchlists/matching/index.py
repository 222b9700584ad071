"""The entries of a list in the worker's memory, keyed on the load whose content they are."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection

from crm.core.names.enums import Quality
from crm.core.names.memory import MemoryIndex
from crm.core.names.parties import Party, PartyName
from crm.core.names.scoring import Match

from ...models import WatchList
from .ours import KINDS, anywhere

# Aircraft are on the lists, and no company or person is one.
_ENTRIES = """
    SELECT e.id, e.fingerprint, e.kind, e.countries, e.birth_dates, e.identifiers,
        array_agg(n.text ORDER BY n.id), array_agg(n.quality ORDER BY n.id)
    FROM duediligence_listentry e
    JOIN duediligence_entryname n ON n.entry_id = e.id
    WHERE e.watchlist_id = %(list)s AND e.closed_load_id IS NULL AND e.kind = ANY(%(kinds)s)
        AND e.changed_load_id > %(since)s
    GROUP BY e.id
"""
# How many indexes of what changed since a load are kept, beside those of the whole lists.
_KEPT_CHANGES = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that may be the party that was looked up."""

    entry_id: int
    fingerprint: str
    match: Match


class ListIndex:
    """Entries that changed after the load `since`; all of them, where it is 0."""

    def __init__(self, watchlist_id: int, since: int = 0) -> None:
        self._entries: dict[int, tuple[int, str]] = {}
        self._index = MemoryIndex(self._read(watchlist_id, since))

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, party: Party) -> list[Found]:
        """All that a person has to look at, likeliest first."""
        if not self._entries:
            return []
        return [Found(*self._entries[id(theirs)], match) for theirs, match in self._index.hits(party)]

    def _read(self, watchlist_id: int, since: int) -> Iterator[Party]:
        with connection.cursor() as cursor:
            cursor.execute(_ENTRIES, {"list": watchlist_id, "kinds": list(KINDS), "since": since})
            for pk, fingerprint, *said in cursor.fetchall():
                party = _party(said)
                self._entries[id(party)] = (pk, fingerprint)
                yield party


class Indexes:
    """One of each list, built when somebody first asks; what changed since a load is an index of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._whole: dict[int, tuple[int, ListIndex]] = {}
        self._changes: dict[tuple[int, int, int], ListIndex] = {}

    def whole(self, watchlist: WatchList) -> ListIndex:
        load = current_load(watchlist)
        with self._lock:
            kept = self._whole.get(watchlist.pk)
            if kept is None or kept[0] != load:
                kept = self._whole[watchlist.pk] = (load, ListIndex(watchlist.pk))
            return kept[1]

    def changed_since(self, watchlist: WatchList, load_id: int) -> ListIndex:
        key = (watchlist.pk, current_load(watchlist), load_id)
        with self._lock:
            if key not in self._changes:
                while len(self._changes) >= _KEPT_CHANGES:
                    self._changes.pop(next(iter(self._changes)))
                self._changes[key] = ListIndex(watchlist.pk, load_id)
            return self._changes[key]


indexes = Indexes()


def current_load(watchlist: WatchList) -> int:
    """The id of the load whose entries count. Raises LookupError where there is none."""
    if watchlist.current_load_id is None:
        raise LookupError(f"Nothing was loaded into the list {watchlist.code!r}.")
    return watchlist.current_load_id


def _party(said: Sequence[Any]) -> Party:
    kind, countries, birth_dates, identifiers, texts, qualities = said
    return Party(
        kind=KINDS[kind],
        names=tuple(PartyName(text, Quality(quality)) for text, quality in zip(texts, qualities, strict=True)),
        countries=frozenset(countries),
        birth_dates=tuple(birth_dates),
        identifiers=_numbers(identifiers),
    )


def _numbers(identifiers: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for each in json.loads(identifiers):
        register = f"{each['kind']} {each.get('country', '')}".strip()
        found[register] = found.get(register, frozenset()) | {each["number"]}
    return anywhere(found)
