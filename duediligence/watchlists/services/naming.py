"""Names that belong to no screening, looked up on the same path: the same indexes, scores and words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm.core.names.enums import Kind
from crm.core.names.parties import Party, PartyName
from crm.core.names.sentences import sentence
from crm.core.text import fold

from ...models import ListEntry, WatchList
from ..matching.index import Found, indexes
from ..matching.ours import KINDS
from ..parsing import dates, places
from ..parsing.schemas import KINDS as WORDS


@dataclass(frozen=True)
class Asked:
    """A row of a file: `schema` is empty where it does not say what the name is; then all kinds are looked up."""

    name: str
    schema: str = ""
    birth_date: str = ""
    nationality: str = ""


def hits_of(*, asked: Asked, lists: Sequence[WatchList]) -> list[dict[str, Any]]:
    """In those lists, likeliest first; each with its reasons in words."""
    found: dict[int, Found] = {}
    for party in _parties(asked):
        for watchlist in lists:
            for each in indexes.whole(watchlist).find(party):
                known = found.get(each.entry_id)
                if known is None or each.match.score > known.match.score:
                    found[each.entry_id] = each
    if not found:
        return []
    entries = ListEntry.objects.in_bulk(list(found))
    ranked = sorted(found.values(), key=lambda each: (-each.match.score, each.entry_id))
    codes = {watchlist.pk: watchlist.code for watchlist in lists}
    return [_told(each, entries[each.entry_id], codes) for each in ranked]


def _parties(asked: Asked) -> Iterator[Party]:
    if not asked.name.strip():
        return
    wanted = WORDS.get(fold(asked.schema)) if asked.schema else None
    country = places.code(asked.nationality)
    for kind in [KINDS[wanted]] if wanted in KINDS else list(Kind):
        yield Party(
            kind=kind,
            names=(PartyName(asked.name),),
            countries=frozenset({country} - {""}),
            birth_dates=dates.births(asked.birth_date),
        )


def _told(found: Found, entry: ListEntry, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "list": codes[entry.watchlist_id],
        "uid": entry.uid,
        "reference": entry.reference,
        "name": entry.name,
        "kind": entry.kind,
        "score": round(found.match.score, 3),
        "strength": found.match.strength.value,
        "reasons": [sentence(reason) for reason in found.match.reasons],
    }
