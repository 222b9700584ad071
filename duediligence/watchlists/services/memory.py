"""What is found becomes a hit once; what people said of it is remembered until the entry or our party changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, prefetch_related_objects

from crm.core.names.scoring import Match, Strength
from crm.core.text import fold

from ...enums import HitState
from ...models import Hit, ScreenedParty
from ..matching.index import Found
from ..matching.ours import LookedUp

# Agreeing so much better than when it was handled, a pair is looked at anew: a birth date was added, for instance.
_BETTER = Decimal("0.02")
ENTRY_CHANGED, PARTY_CHANGED = "entry_changed", "party_changed"

Identity = tuple[Any, ...]


def keep_hits(*, found: Sequence[tuple[LookedUp, Found]], load_id: int, at: datetime) -> list[Hit]:
    """Those that are new or open again. What was handled for the same party in another screening is taken over."""
    if not found:
        return []
    known = _known(found)
    fresh, open_again = [], []
    for party, each in found:
        hit = known.get((party.row.pk, each.entry_id))
        if hit is None:
            fresh.append(_hit(party.row, each, load_id, at))
        elif _heed(hit, each, load_id, at):
            open_again.append(hit)
    _carry_over(fresh)
    Hit.objects.bulk_create(fresh)
    return [*open_again, *(hit for hit in fresh if hit.state == HitState.OPEN)]


def _known(found: Sequence[tuple[LookedUp, Found]]) -> dict[tuple[int, int], Hit]:
    parties = {party.row.pk for party, _each in found}
    entries = {each.entry_id for _party, each in found}
    return {(hit.party_id, hit.entry_id): hit for hit in Hit.objects.filter(party__in=parties, entry__in=entries)}


def _hit(row: ScreenedParty, found: Found, load_id: int, at: datetime) -> Hit:
    return Hit(party=row, entry_id=found.entry_id, **_as_found(found, load_id, at))


def _as_found(found: Found, load_id: int, at: datetime) -> dict[str, Any]:
    return {
        "fingerprint": found.fingerprint,
        "load_id": load_id,
        "found_at": at,
        "score": _score(found.match),
        "strong": found.match.strength is Strength.STRONG,
        "reasons": [{**asdict(reason), "effect": round(reason.effect, 4)} for reason in found.match.reasons],
    }


def _score(match: Match) -> Decimal:
    return Decimal(str(match.score)).quantize(Decimal("0.001"))


def _heed(hit: Hit, found: Found, load_id: int, at: datetime) -> bool:
    """A pair that is known. True where it is open again."""
    handled = hit.state != HitState.OPEN or hit.first_by_id is not None
    changed = hit.fingerprint != found.fingerprint
    better = _score(found.match) > hit.score + _BETTER
    if handled and not changed and not better:
        return False
    if not handled and not changed and _score(found.match) == hit.score:
        return False
    if handled:
        hit.earlier = [*hit.earlier, said(hit=hit, because=ENTRY_CHANGED if changed else PARTY_CHANGED)]
        hit.state, hit.reason, hit.first_reason = HitState.OPEN, "", ""
        hit.resolved_by = hit.resolved_at = hit.first_by = hit.first_at = hit.carried_from = None
    for name, value in _as_found(found, load_id, at).items():
        setattr(hit, name, value)
    hit.save_changes(
        *("state", "reason", "first_reason", "resolved_by", "resolved_at", "first_by", "first_at", "carried_from"),
        *("earlier", "fingerprint", "load", "found_at", "score", "strong", "reasons"),
    )
    return handled


def said(*, hit: Hit, because: str) -> dict[str, Any]:
    """`handlers` are those who said it of this very screening: segregation of duties still knows them."""
    who, when = hit.resolved_by_id or hit.first_by_id, hit.resolved_at or hit.first_at
    return {
        "state": hit.state,
        "by": who,
        "first_by": hit.first_by_id,
        "at": when.isoformat() if when else "",
        "reason": hit.reason or hit.first_reason,
        "because": because,
        "handlers": [] if hit.carried_from_id else sorted({hit.first_by_id, hit.resolved_by_id} - {None}),
    }


def _carry_over(fresh: Sequence[Hit]) -> None:
    """Nobody's word is carried into a screening that they asked for themselves (domain.md section 2)."""
    memory = _handled(fresh)
    prefetch_related_objects([hit.party for hit in fresh], "screening")
    for hit in fresh:
        for earlier in memory[_identity(hit.party), hit.entry_id, hit.fingerprint]:
            own = hit.party.screening.requested_by_id in (earlier.first_by_id, earlier.resolved_by_id)
            if own or hit.score > earlier.score + _BETTER:
                continue
            hit.state, hit.carried_from = earlier.state, earlier
            hit.first_by_id, hit.first_at = earlier.first_by_id, earlier.first_at
            hit.first_reason, hit.reason = earlier.first_reason, earlier.reason
            hit.resolved_by_id, hit.resolved_at = earlier.resolved_by_id, earlier.resolved_at
            break


def _handled(fresh: Iterable[Hit]) -> dict[tuple[Identity, int, str], list[Hit]]:
    """What was said of the same pairs elsewhere, the latest first; one query."""
    parties = [hit.party for hit in fresh]
    same = Q(party__company__in={row.company_id for row in parties if row.company_id})
    same |= Q(party__contact__in={row.contact_id for row in parties if row.contact_id})
    same |= Q(party__company=None, party__contact=None)
    hits = Hit.objects.filter(same, entry__in={hit.entry_id for hit in fresh}, carried_from=None)
    found: dict[tuple[Identity, int, str], list[Hit]] = defaultdict(list)
    for hit in hits.exclude(state=HitState.OPEN).select_related("party").order_by("-resolved_at", "-pk"):
        found[_identity(hit.party), hit.entry_id, hit.fingerprint].append(hit)
    return found


def _identity(row: ScreenedParty) -> Identity:
    """The same record of the register; of those that stand in none, the same name, kind and birth date."""
    if row.company_id:
        return ("company", row.company_id)
    if row.contact_id:
        return ("contact", row.contact_id)
    return ("name", row.kind, fold(row.name), row.birth_date)
