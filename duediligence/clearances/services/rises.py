"""A risk that rises: all who must know are told at once, and the clearance is held back where that is asked."""

from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ... import signals
from ...enums import Rating
from ...models import Clearance, Hit, RiskRise
from ..policies import may_raise
from ..selectors import who_must_know
from .changes import suspend
from .telling import tell_people


@transaction.atomic
def raise_risk(
    *, by: User, clearance_id: int, rating: str, reason: str, suspends: bool = False, at: datetime | None = None
) -> RiskRise:
    """Upwards only. Raises Clearance.DoesNotExist, Forbidden, Conflict, or ValidationError by field.

    The clearance keeps the rating under which it was given: the new one is decided in a new screening.
    """
    when = at or clock.now()
    rows = Clearance.objects.select_related("company", "screening__office__parent")
    clearance = rows.get(pk=clearance_id)
    may_raise(by, clearance).require()
    _check(rating, rating_now(clearance=clearance), reason)
    if suspends and clearance.suspended_at is None:
        suspend(by=by, clearance_id=clearance.pk, reason=reason, at=when)
    rise = note_rise(
        clearance=clearance, rating=rating, reason=reason.strip(), by=by, at=when, suspended=suspends, hit=None
    )
    tell_people(
        "risk_raised",
        people=who_must_know(clearance, rating, on=when.date()),
        by=by,
        subject=clearance,
        page="duediligence:clearance",
        company=clearance.company.legal_name,
        rating=rating,
        reason=rise.reason,
    )
    return rise


def note_rise(
    *, clearance: Clearance, rating: str, reason: str, by: User | None, at: datetime, suspended: bool, hit: Hit | None
) -> RiskRise:
    """A part of somebody's deed, or of a rule's: the row, its event, its news on commit."""
    before = rating_now(clearance=clearance)
    rise = RiskRise.objects.create(
        clearance=clearance, source=before, target=rating, reason=reason, suspended=suspended, by=by, at=at, hit=hit
    )
    recorder.record(
        verb="risk.raised",
        subject=clearance,
        by=by,
        before={"rating": before},
        after={"rating": rating, "reason": reason, "suspended": suspended, **({"hit": hit.pk} if hit else {})},
    )
    news = partial(signals.risk_raised.send_robust, Clearance, clearance_id=clearance.pk, rise_id=rise.pk)
    transaction.on_commit(news)
    return rise


def rating_now(*, clearance: Clearance) -> str:
    """The one under which it was given, or to which its risk rose since."""
    last = clearance.rises.order_by("-at", "-pk").first()
    return last.target if last else clearance.rating


def _check(rating: str, before: str, reason: str) -> None:
    if rating not in Rating.values or Rating(rating).level <= Rating(before).level:
        sentence = _("Choose a rating above “%(rating)s”.") % {"rating": Rating(before).label}
        raise ValidationError({"rating": ValidationError(sentence, code="invalid_choice")})
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say what happened."), code="required")})
