"""What happened after the decisions: reviews, conditions, suspensions, concerns, the look at groups."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from crm.workspace.demo.moments import moment, workday
from crm.workspace.demo.places import CREST, HOME

from ..clearances.services.changes import revoke
from ..clearances.services.contagion import settle_mark
from ..clearances.services.rises import raise_risk
from ..enums import ConditionState, Purpose, Rating, ReviewFinding
from ..models import Clearance, Condition, ContagionMark, Review
from ..monitoring.services.concerns import close_concern, report_concern, take_concern
from ..monitoring.services.conditions import settle_condition
from ..monitoring.services.reviews import complete_review, plan_reviews
from .people import People

# What was due lately is still to be done.
LATELY = timedelta(days=40)


def build(*, people: People, today: date) -> None:
    _reviews(people, today)
    _conditions(people, today)
    _groups(people, today)
    _concerns(people, today)


def _reviews(people: People, today: date) -> None:
    """Planned month by month, and done on the day before they were due but for the latest."""
    for months in range(26, -1, -1):
        plan_reviews(on=today - relativedelta(months=months))
        due = Review.objects.filter(done_at=None, due_on__lt=today - LATELY)
        for review in due.select_related("clearance__screening__requested_by"):
            complete_review(
                by=review.clearance.screening.requested_by,
                review_id=review.pk,
                progress="All 60 places are taken, the second course began on time.",
                affected="A change of the visa rules delayed the third one by a month." if review.pk % 2 else "",
                finding=ReviewFinding.LOWER if review.pk % 4 == 0 else ReviewFinding.AS_BEFORE,
                at=moment(workday(review.due_on - timedelta(days=1)), 14),
            )
    plan_reviews(on=today)


def _conditions(people: People, today: date) -> None:
    """What was due long ago is met; what was due lately is overdue, and the rest is open."""
    rows = Condition.objects.filter(state=ConditionState.OPEN, due_on__lt=today - LATELY)
    for condition in rows.select_related("owner").order_by("pk"):
        note = "The signed text and the report are with the office."
        at = moment(workday(condition.due_on), 13)
        settle_condition(by=condition.owner, condition_id=condition.pk, note=note, at=at)


def hold_back(*, people: People, today: date) -> None:
    """One of CREST's suspended because its risk rose, one of the first office revoked."""
    alive = Clearance.objects.filter(valid_until__gt=today + timedelta(days=90), purposes=[Purpose.PARTNERSHIP])
    alive = alive.order_by("valid_from", "pk")
    suspended = alive.filter(rating=Rating.MEDIUM, company__country__in=CREST)[2]
    raise_risk(
        by=people.team[0],
        clearance_id=suspended.pk,
        rating=Rating.HIGH,
        reason="A newspaper reports that two of its suppliers keep the passports of their workers.",
        suspends=True,
        at=moment(workday(today - timedelta(days=11)), 10),
    )
    revoked = alive.filter(rating=Rating.LOW, screening__office__code=HOME)[1]
    revoke(
        by=people.general,
        clearance_id=revoked.pk,
        reason="The company was sold, and its new owner does not answer our questions.",
        at=moment(workday(today - timedelta(days=25)), 10),
    )


def _groups(people: People, today: date) -> None:
    """Looked at where it is long ago; the latest ones wait."""
    marks = ContagionMark.objects.filter(settled_at=None, marked_at__lt=moment(today - timedelta(days=60), 0))
    for mark in marks.order_by("pk"):
        day = workday(mark.marked_at.date() + timedelta(days=20))
        reason = "Other managers, other sites, accounts of its own: what was found does not reach it."
        settle_mark(by=people.researcher(mark.pk), mark_id=mark.pk, reason=reason, at=moment(day, 16))


def _concerns(people: People, today: date) -> None:
    """A confidential one that is being looked into, and one that was dismissed."""
    cleared = list(Clearance.objects.filter(revoked_at=None, suspended_at=None).order_by("-valid_from")[3:5])
    reporters = [people.requester(office, number) for number, office in enumerate(people.offices[5:7])]
    first = report_concern(
        by=reporters[0],
        company_id=cleared[0].company_id,
        text="A former worker told us that wages were held back for three months, and showed letters.",
        about="The company's head of personnel",
        confidential=True,
        at=moment(workday(today - timedelta(days=6)), 10),
    )
    take_concern(by=people.team[1], concern_id=first.pk)
    second = report_concern(
        by=reporters[1],
        company_id=cleared[1].company_id,
        text="The local press writes that the company owes taxes.",
        url="https://example.org/news/taxes",
        at=moment(workday(today - timedelta(days=64)), 10),
    )
    close_concern(
        by=people.team[2],
        concern_id=second.pk,
        upheld=False,
        outcome="The tax office confirmed in writing that the matter is settled; the paper printed a correction.",
        at=moment(workday(today - timedelta(days=51)), 15),
    )
