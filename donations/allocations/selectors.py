"""The pools with their age and trend, what is proposed on them already, and what an allocation drew on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from ..enums import Account, Asked, DonationState, PostingKind
from ..ledger.balances import lots
from ..models import Allocation, Cause, Destination, Donation, Entry, IntentQuestion

NOTHING = Decimal(0)
MONTHS = 12
# A page shows so many lines.
SHOWN = 50


@dataclass(frozen=True)
class Pool:
    """What can be allocated of the gifts for a cause, or of those without one (`cause` None). Ages are in days, the
    mean is weighted by amount.
    """

    cause: Cause | None
    usd: Decimal = NOTHING
    gifts: int = 0
    oldest_on: date | None = None
    mean_age: int | None = None
    proposed_usd: Decimal = NOTHING
    held_usd: Decimal = NOTHING
    trend: Sequence[tuple[date, Decimal]] = field(default=())

    @property
    def cause_id(self) -> int | None:
        return self.cause.pk if self.cause else None

    @property
    def free_usd(self) -> Decimal:
        """Without the gifts whose intent is in question."""
        return self.usd - self.held_usd


def pools(*, on: date) -> list[Pool]:
    """What came without a cause first, then the causes in use, and retired ones of which something is left."""
    ages = _ages(on)
    proposed = _proposed()
    held = _held()
    trends = _trends(on)
    causes: list[Cause | None] = [None, *Cause.objects.all()]
    found = []
    for cause in causes:
        pk = cause.pk if cause else None
        if cause is None or not cause.retired or pk in ages:
            found.append(
                Pool(
                    cause,
                    **ages.get(pk, {}),
                    proposed_usd=proposed.get(pk, NOTHING),
                    held_usd=held.get(pk, NOTHING),
                    trend=trends.get(pk, ()),
                )
            )
    return found


def pool_of(cause: Cause | None, *, on: date) -> Pool:
    pk = cause.pk if cause else None
    return next((each for each in pools(on=on) if each.cause_id == pk), Pool(cause))


def free(cause_id: int | None) -> Decimal:
    """What can be allocated now."""
    return sum((usd for _pk, usd in lots(cause_id)), NOTHING)


# By cause and day of receipt, so that a pool of many gifts answers with few rows.
_LEFT = """
    SELECT gift.cause_id, gift.received_on, sum(here.left_usd), count(*)
    FROM (
        SELECT donation_id, sum(usd) AS left_usd FROM donations_entry WHERE account = 'pool'
        GROUP BY donation_id HAVING sum(usd) > 0
    ) here JOIN donations_donation gift ON gift.id = here.donation_id
    GROUP BY gift.cause_id, gift.received_on
"""


def _ages(on: date) -> dict[int | None, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT)
        rows = cursor.fetchall()
    found: dict[int | None, dict[str, Any]] = {}
    for pk in {row[0] for row in rows}:
        mine = [(day, usd, count) for cause, day, usd, count in rows if cause == pk]
        total = sum((usd for _day, usd, _count in mine), NOTHING)
        found[pk] = {
            "usd": total,
            "gifts": sum(count for _day, _usd, count in mine),
            "oldest_on": min(day for day, _usd, _count in mine),
            "mean_age": round(sum((usd * (on - day).days for day, usd, _count in mine), NOTHING) / total),
        }
    return found


def _proposed() -> dict[int | None, Decimal]:
    rows = Allocation.objects.waiting().order_by().values_list("cause").annotate(Sum("amount_usd"))
    return dict(rows)


def _held() -> dict[int | None, Decimal]:
    asked = IntentQuestion.objects.open().values("donation")
    rows = Entry.objects.filter(account=Account.POOL, donation__in=asked).order_by()
    return dict(rows.values_list("donation__cause").annotate(Sum("usd")))


def _trends(on: date) -> dict[int | None, list[tuple[date, Decimal]]]:
    """What stood there at the end of each of the last months, by the days of the postings."""
    months = _months(on)
    rows = Entry.objects.filter(account=Account.POOL).order_by()
    moved = rows.annotate(month=TruncMonth("posting__on")).values_list("donation__cause", "month").annotate(Sum("usd"))
    by_cause: dict[int | None, dict[date, Decimal]] = {}
    for pk, month, usd in moved:
        by_cause.setdefault(pk, {})[month] = usd
    return {
        pk: [(month, sum((usd for day, usd in sums.items() if day <= month), NOTHING)) for month in months]
        for pk, sums in by_cause.items()
    }


def _months(on: date) -> list[date]:
    last = on.year * 12 + on.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - MONTHS + 1, last + 1)]


def gifts_in_pool(cause_id: int | None) -> QuerySet[Donation]:
    """Those of which something is left, the oldest first: in the order in which they are drawn on."""
    rows: Any = Donation.objects.filter(cause=cause_id, state=DonationState.ACCEPTED).with_balances()
    found: QuerySet[Donation] = rows.filter(pool_usd__gt=0)
    return found.select_related("office").order_by("received_on", "pk")


def destinations_for(cause_id: int | None, *, on: date) -> QuerySet[Destination]:
    rows: QuerySet[Destination] = Destination.objects.open(on=on).serving(cause_id)
    return rows.order_by("name")


@dataclass(frozen=True)
class Drawn:
    donation: Donation
    usd: Decimal
    visible: bool


def drawn_on(allocation: Allocation, user: Any) -> tuple[list[Drawn], int]:
    """The gifts that it drew on, the oldest first, and how many there are; those that the reader may not see keep
    their day and amount.
    """
    rows = Entry.objects.filter(
        posting__allocation=allocation, posting__kind=PostingKind.ALLOCATED, account=Account.ALLOCATED
    )
    count = rows.count()
    shown = list(rows.select_related("donation__office").order_by("donation__received_on", "donation_id")[:SHOWN])
    mine = set(
        Donation.objects.visible_to(user).filter(pk__in=[row.donation_id for row in shown]).values_list("pk", flat=True)
    )
    return [Drawn(row.donation, row.usd, row.donation_id in mine) for row in shown], count


def sources_of(destination: Destination) -> list[tuple[Cause | None, Decimal]]:
    """From which causes money was allocated to it; None for money given without one."""
    rows = Allocation.objects.approved().filter(destination=destination).order_by()
    sums = dict(rows.values_list("cause").annotate(Sum("amount_usd")))
    known = {cause.pk: cause for cause in Cause.objects.filter(pk__in=[pk for pk in sums if pk])}
    return sorted(((known.get(pk), usd) for pk, usd in sums.items()), key=lambda each: -each[1])


def waiting_for_decision(user: Any) -> QuerySet[Allocation]:
    """Those that somebody else proposed."""
    rows: QuerySet[Allocation] = Allocation.objects.waiting().exclude(proposed_by=user)
    return rows.select_related("destination", "office").order_by("proposed_on", "pk")


def questions_of(donation: Donation) -> Sequence[IntentQuestion]:
    rows = IntentQuestion.objects.filter(donation=donation)
    return list(rows.select_related("asked_by", "answered_by", "cause"))


def asked_of_headquarters(user: Any) -> QuerySet[IntentQuestion]:
    """Those that wait for an answer, and that somebody else asked."""
    rows: QuerySet[IntentQuestion] = IntentQuestion.objects.open().filter(asked=Asked.HEADQUARTERS)
    return rows.exclude(asked_by=user).select_related("donation").order_by("asked_at", "pk")


def uses_of(donation: Donation) -> Sequence[Any]:
    """The allocations that hold a part of this gift now."""
    rows = Entry.objects.filter(donation=donation, account=Account.ALLOCATED).order_by()
    named = rows.values(allocation=F("posting__allocation"), name=F("posting__allocation__destination__name"))
    return list(named.annotate(total=Sum("usd")).filter(total__gt=0).order_by("name", "allocation"))
