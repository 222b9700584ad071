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
from ...clearances.policies import may_raise
from ...clearances.services.changes import suspend
from ...enums import Rating
from ...models import Clearance, RiskRise
from ..selectors import who_must_know
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
    before = _rating_now(clearance)
    _check(rating, before, reason)
    if suspends and clearance.suspended_at is None:
        suspend(by=by, clearance_id=clearance.pk, reason=reason, at=when)
    rise = RiskRise.objects.create(
        clearance=clearance, source=before, target=rating, reason=reason.strip(), suspended=suspends, by=by, at=when
    )
    recorder.record(
        verb="risk.raised",
        subject=clearance,
        by=by,
        before={"rating": before},
        after={"rating": rating, "reason": reason.strip(), "suspended": suspends},
    )
    tell_people(
        "risk_raised",
        people=who_must_know(clearance, rating, on=when.date()),
        by=by,
        subject=clearance,
        page="duediligence:clearance",
        company=clearance.company.legal_name,
        rating=rating,
        reason=reason.strip(),
    )
    news = partial(signals.risk_raised.send_robust, Clearance, clearance_id=clearance.pk, rise_id=rise.pk)
    transaction.on_commit(news)
    return rise


def _rating_now(clearance: Clearance) -> str:
    last = clearance.rises.order_by("-at", "-pk").first()
    return last.target if last else clearance.rating


def _check(rating: str, before: str, reason: str) -> None:
    if rating not in Rating.values or Rating(rating).level <= Rating(before).level:
        sentence = _("Choose a rating above “%(rating)s”.") % {"rating": Rating(before).label}
        raise ValidationError({"rating": ValidationError(sentence, code="invalid_choice")})
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say what happened."), code="required")})
