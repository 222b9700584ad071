"""Reviews of what runs under a clearance of high or very high risk: every 6 or 3 months, as the matrix says."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import ReviewFinding
from ...models import Clearance, Review
from .. import policies

# A review appears so long before it is due.
AHEAD = timedelta(days=30)


def plan_reviews(*, on: date) -> int:
    """The next review of every clearance that needs one and runs; how many were planned. Safe to run twice.

    A suspended clearance is reviewed, too: what runs under it goes on until somebody decides.
    """
    rows = Clearance.objects.filter(review_months__isnull=False, revoked_at=None, valid_until__gte=on)
    due = [
        Review(clearance=row, due_on=day, office_id=row.screening.office_id)
        for row in rows.select_related("screening").prefetch_related("reviews")
        if (day := _next_day(row)) and day - AHEAD <= on
    ]
    return len(Review.objects.bulk_create(due, ignore_conflicts=True))


def _next_day(clearance: Clearance) -> date | None:
    """None while one is open; else so many months after the last one, or after the beginning."""
    reviews = list(clearance.reviews.all())
    if any(review.done_at is None for review in reviews):
        return None
    last = max((review.due_on for review in reviews), default=clearance.valid_from)
    day: date = last + relativedelta(months=clearance.review_months or 0)
    return day if day <= clearance.valid_until else None


@transaction.atomic
def complete_review(
    *,
    by: User,
    review_id: int,
    progress: str,
    affected: str,
    finding: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Review:
    """Raises Review.DoesNotExist, Stale, Forbidden, Conflict, or ValidationError by field."""
    when = at or clock.now()
    rows = Review.objects.select_for_update(of=("self",), no_key=True).select_related("clearance__company", "office")
    review = rows.get(pk=review_id)
    policies.may_review(by, review).require()
    review.expect_version(version)
    if not progress.strip():
        raise ValidationError({"progress": ValidationError(_("Say how it is progressing."), code="required")})
    if finding not in ReviewFinding.values:
        raise ValidationError({"finding": ValidationError(_("Say whether the risk changed."), code="invalid_choice")})
    review.progress, review.affected, review.finding = progress.strip(), affected.strip(), finding
    review.done_by, review.done_at = by, when
    review.save_changes("progress", "affected", "finding", "done_by", "done_at")
    recorder.record(verb="review.done", subject=review, by=by, after={"finding": finding})
    return review
