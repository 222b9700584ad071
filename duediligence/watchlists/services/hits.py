"""Saying what a hit is: cleared by one person, confirmed by two, neither of them the requester."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Company
from crm.core import clock

from ...clearances.services.contagion import mark_group
from ...clearances.services.heeding import heed_confirmed_hits
from ...criteria.services.proposing import refresh_proposals
from ...enums import HitState
from ...models import Hit, Screening
from .. import policies
from ..transitions import HIT
from .memory import said
from .telling import tell_of_confirmation


@transaction.atomic
def resolve(
    *, hit_id: int, by: User, verdict: str, reason: str, version: int | None = None, at: datetime | None = None
) -> Hit:
    """Clear it, or confirm it: of two who confirm, the first one's word leaves it open for the second.

    Raises Hit.DoesNotExist, Stale, Forbidden, Conflict, ValidationError by field.
    """
    when = at or clock.now()
    hit = _locked(hit_id)
    policies.may_resolve(by, hit, verdict=verdict).require()
    hit.expect_version(version)
    _check(verdict, reason)
    if verdict == HitState.CONFIRMED and hit.first_by_id is None:
        return _propose(hit, by, reason.strip(), when)
    if verdict == HitState.CLEARED and hit.first_by_id is not None:
        hit.earlier = [*hit.earlier, said(hit=hit, because="cleared_after_all")]
        hit.first_by, hit.first_at, hit.first_reason = None, None, ""
    before = {"state": hit.state}
    step = HIT.step(hit.state, verdict)
    hit.state, hit.reason, hit.resolved_by, hit.resolved_at = HitState(verdict), reason.strip(), by, when
    hit.save_changes(
        *("state", "reason", "resolved_by", "resolved_at"), *("first_by", "first_at", "first_reason"), "earlier"
    )
    _record(hit, step.verb, by, before)
    if hit.state == HitState.CONFIRMED:
        mark_group(screening=hit.party.screening, cause="hit", at=when)
        tell_of_confirmation(hit, by=by)
        heed_confirmed_hits(companies=_companies(hit), by=by, at=when)
    refresh_proposals(screenings=[hit.party.screening_id], on=when.date())
    return hit


def _locked(hit_id: int) -> Hit:
    """The companies first, as in every deed that may reach their clearances; then the screening, then the hit."""
    hits = Hit.objects.select_related("party__screening__company", "party__screening__office", "entry__watchlist")
    found = hits.get(pk=hit_id)
    rows = Company.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=_companies(found))
    list(rows.order_by("pk").values_list("pk"))
    Screening.objects.select_for_update(of=("self",), no_key=True).get(pk=found.party.screening_id)
    return hits.select_for_update(of=("self",)).get(pk=hit_id)


def _companies(hit: Hit) -> set[int]:
    """The one that was screened, and the party itself where it stands in the register."""
    return {pk for pk in (hit.party.screening.company_id, hit.party.company_id) if pk}


def _check(verdict: str, reason: str) -> None:
    if verdict not in (HitState.CLEARED, HitState.CONFIRMED):
        raise ValidationError({"verdict": ValidationError(_("Clear the hit, or confirm it."), code="invalid_choice")})
    if not reason.strip():
        sentence = _("Say why: what agrees, what contradicts. It is remembered for later screenings.")
        raise ValidationError({"reason": ValidationError(sentence, code="required")})


def _propose(hit: Hit, by: User, reason: str, at: datetime) -> Hit:
    hit.first_by, hit.first_at, hit.first_reason = by, at, reason
    hit.save_changes("first_by", "first_at", "first_reason")
    _record(hit, "hit.confirmation_proposed", by, {})
    return hit


def _record(hit: Hit, verb: str, by: User, before: dict[str, str]) -> None:
    recorder.record(
        verb=verb,
        subject=hit,
        by=by,
        before=before,
        after={
            "state": hit.state,
            "reason": hit.reason or hit.first_reason,
            "party": hit.party.name,
            "entry": hit.entry.name,
            "list": hit.entry.watchlist.code,
        },
    )
