"""Money out of a pool, the oldest gift first, and back into it. Of many at once each sees what the others left."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from ...enums import Account
from ...ledger.balances import hold, lots
from ...ledger.posting import Part
from ...models import Allocation, Entry
from .. import policies

_LOCK = "donations.pool.%s"


def hold_pool(cause_id: int | None) -> None:
    """Until the end of the transaction nobody else draws on this pool or gives back to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_LOCK % cause_id])


def draw(cause_id: int | None, *, amount: Decimal) -> list[Part]:
    """The parts of so much out of the pool; its gifts are locked, in ascending order.

    A gift may be corrected or given back while we wait for its lock, so that we look again until what we hold is what
    we found. Raises Conflict `not_enough`.
    """
    hold_pool(cause_id)
    found = lots(cause_id)
    while True:
        wanted = _oldest(found, amount)
        hold(pk for pk, _usd in wanted)
        again = lots(cause_id)
        if _oldest(again, amount) == wanted:
            return [part for pk, usd in wanted for part in _moved(pk, usd)]
        found = again


def give_back(allocation: Allocation) -> list[Part]:
    """The parts of all that was drawn for it, back into the pool; its gifts are locked."""
    hold_pool(allocation.cause_id)
    rows = Entry.objects.filter(posting__allocation=allocation, account=Account.ALLOCATED)
    sums = rows.order_by().values("donation").annotate(usd=Sum("usd")).values_list("donation", "usd")
    drawn = sorted((pk, usd) for pk, usd in sums if usd)
    hold(pk for pk, _usd in drawn)
    return [part for pk, usd in drawn for part in _moved(pk, -usd)]


def _oldest(found: Sequence[tuple[int, Decimal]], amount: Decimal) -> list[tuple[int, Decimal]]:
    policies.may_draw(amount, left=sum((usd for _pk, usd in found), Decimal(0))).require()
    wanted, missing = [], amount
    for pk, usd in found:
        if missing <= 0:
            break
        wanted.append((pk, min(usd, missing)))
        missing -= usd
    return wanted


def _moved(donation_id: int, usd: Decimal) -> list[Part]:
    return [Part(donation_id, Account.POOL, -usd), Part(donation_id, Account.ALLOCATED, usd)]
