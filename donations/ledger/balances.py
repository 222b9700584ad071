"""What stands in the books: of one donation by account, and of the pool of a cause."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, OuterRef, Sum

from ..enums import Account
from ..models import Donation, Entry, IntentQuestion

NONE = Decimal(0)


def balances(donation_id: int) -> dict[str, Decimal]:
    """The balance of each account that is not nought."""
    rows = Entry.objects.filter(donation=donation_id).values("account").annotate(total=Sum("usd")).order_by()
    return {row["account"]: row["total"] for row in rows if row["total"]}


def pool(cause_id: int | None) -> Decimal:
    """What can still be allocated of the gifts for a cause, or of those without one (None)."""
    rows = Entry.objects.filter(account=Account.POOL, donation__cause=cause_id)
    return rows.aggregate(total=Sum("usd"))["total"] or NONE


def pools() -> dict[int | None, Decimal]:
    """The same of every cause that has any, by its id, None for "to be allocated"."""
    rows = Entry.objects.filter(account=Account.POOL).values("donation__cause").annotate(total=Sum("usd")).order_by()
    return {row["donation__cause"]: row["total"] for row in rows if row["total"]}


def lots(cause_id: int | None) -> list[tuple[int, Decimal]]:
    """The donations of a pool with what is left of each, the oldest first. Of those whose intent is in question nothing
    is drawn until it is answered.
    """
    asked = IntentQuestion.objects.open().filter(donation=OuterRef("donation"))
    rows = (
        Entry.objects.filter(~Exists(asked), account=Account.POOL, donation__cause=cause_id)
        .values("donation", "donation__received_on")
        .annotate(left=Sum("usd"))
        .filter(left__gt=0)
        .order_by("donation__received_on", "donation_id")
    )
    return [(row["donation"], row["left"]) for row in rows]


def hold(donation_ids: Iterable[int]) -> list[Donation]:
    """Lock donations in the one order in which everybody does."""
    rows = Donation.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(donation_ids))
    return list(rows.order_by("pk"))
