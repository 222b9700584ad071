"""What a confirmed hit does to the clearances of its company, by rule (domain.md section 5, when a risk rises).

The rule is the one that proposes ratings: what excludes a company suspends its clearances at once, so that nothing new
begins; what does not exclude raises the risk. Either way all who must know are told. Only a decision that was taken in
the knowledge of that very hit is left alone.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from crm.accounts.models import User
from crm.companies.models import Company

from ...criteria.rating import rating_of_hit
from ...enums import HitState, Rating
from ...models import Clearance, ContagionMark, Hit, RiskRise
from ..selectors import who_must_know
from .changes import suspend_by_rule
from .rises import note_rise, rating_now
from .telling import tell_people


@transaction.atomic
def heed_confirmed_hits(
    *, at: datetime, by: User | None = None, companies: Collection[int] | None = None
) -> list[RiskRise]:
    """Each confirmation whose entry is listed, and each clearance that is not over: once. Safe to run again.

    `by` is whoever has just said the word that confirms. Without it the word was said before: it came to a clearance by
    a merge, or with a party that another screening looked up. Without `companies` all are gone through.
    """
    hits = list(_confirmed(companies))
    clearances = _locked({pk for hit in hits for pk in _whose(hit)}, at) if hits else []
    heeded = _heeded(clearances)
    rises = []
    for clearance in clearances:
        known = _known_to_the_decision(clearance)
        for hit in hits:
            root = hit.carried_from or hit
            ours = clearance.company_id in _whose(hit) and hit.entry_id not in known
            if ours and _is_news(root, heeded.get((clearance.pk, root.pk))):
                heeded[clearance.pk, root.pk] = at
                rises.append(_heed(clearance, hit, root, by=by, at=at))
    return rises


def _confirmed(companies: Collection[int] | None) -> Iterable[Hit]:
    hits = Hit.objects.filter(state=HitState.CONFIRMED).listed()
    if companies is not None:
        hits = hits.filter(Q(party__screening__company__in=companies) | Q(party__company__in=companies))
    related = ("party__screening", "entry__watchlist", "carried_from", "first_by", "resolved_by")
    return hits.select_related(*related).order_by("resolved_at", "pk")


def _whose(hit: Hit) -> set[int]:
    """The company that was screened, and the one that is the listed party itself: a parent, for instance."""
    return {pk for pk in (hit.party.screening.company_id, hit.party.company_id) if pk}


def _locked(companies: Collection[int], at: datetime) -> list[Clearance]:
    """Those that are not over; their companies first, in one order, as in every deed that may reach a clearance."""
    rows = Company.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=companies).order_by("pk")
    list(rows.values_list("pk"))
    lasting = Clearance.objects.filter(company__in=companies, revoked_at=None, valid_until__gte=at.date())
    locked = lasting.select_for_update(of=("self",), no_key=True).select_related("company", "screening__office__parent")
    return list(locked.order_by("pk"))


def _heeded(clearances: Collection[Clearance]) -> dict[tuple[int, int], datetime]:
    """When the last confirmation of a hit reached a clearance."""
    rows = RiskRise.objects.filter(clearance__in=clearances, hit__isnull=False).order_by("at")
    return {(clearance, hit): at for clearance, hit, at in rows.values_list("clearance", "hit", "at")}


def _is_news(hit: Hit, heeded: datetime | None) -> bool:
    """A hit that was opened again, and confirmed anew, is a finding of its own."""
    return heeded is None or (hit.resolved_at is not None and heeded < hit.resolved_at)


def _known_to_the_decision(clearance: Clearance) -> set[int]:
    """Entries on which the hit was confirmed when its screening was decided: it was approved all the same."""
    decided = clearance.screening.decided_at
    hits = Hit.objects.filter(party__screening=clearance.screening_id, state=HitState.CONFIRMED)
    return set(hits.filter(resolved_at__lte=decided).values_list("entry", flat=True))


def _heed(clearance: Clearance, hit: Hit, root: Hit, *, by: User | None, at: datetime) -> RiskRise:
    rating = rating_of_hit(hit.entry.watchlist.standing)
    suspends = rating == Rating.EXCLUDED
    if suspends and clearance.suspended_at is None:
        suspend_by_rule(clearance=clearance, hit=root, by=by, at=at)
    before = rating_now(clearance=clearance)
    highest = rating if Rating(rating).level > Rating(before).level else Rating(before)
    rise = note_rise(clearance=clearance, rating=highest, reason=hit.reason, by=by, at=at, suspended=suspends, hit=root)
    _look_again(clearance, hit, at)
    tell_people(
        "clearance_suspended_by_hit" if suspends else "risk_raised_by_hit",
        people=who_must_know(clearance, highest, on=at.date()),
        by=by,
        subject=clearance,
        page="duediligence:clearance",
        **_words(clearance, hit, highest),
    )
    return rise


def _look_again(clearance: Clearance, hit: Hit, at: datetime) -> None:
    """The company itself, beside those of its group: the team says there what it found."""
    told = {"source": hit.party.screening, "cause": "hit", "path": [clearance.company_id], "marked_at": at}
    ContagionMark.objects.bulk_create([ContagionMark(company=clearance.company, **told)], ignore_conflicts=True)


def _words(clearance: Clearance, hit: Hit, rating: str) -> dict[str, Any]:
    return {
        "company": clearance.company.legal_name,
        "party": hit.party.name,
        "list": hit.entry.watchlist.name,
        "rating": rating,
        "reason": hit.reason,
    }
