"""Many approve, take back, give and refund at once: never more than is there, and the books agree to the cent."""

import os
import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from crm.accounts.models import User
from crm.core.errors import Conflict
from donations.allocations.services.allocations import approve, take_back
from donations.gifts.services.gifts import refund
from donations.models import Allocation, Entry
from tests.allocations_world import approved, destination, proposed
from tests.cast import build_cast
from tests.donations_world import accepted, private_donor, seeded

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# `CONCORD_RUSH=64x100 ./concord test tests/donations/allocations/test_at_once.py` runs it at full length.
PEOPLE, ROUNDS = map(int, os.environ.get("CONCORD_RUSH", "16x2").split("x"))
CENT = Decimal("0.01")


def together(deeds: list[Callable[[], object]]) -> list[str]:
    """All begin at once; what each came to."""
    start, answers = threading.Barrier(len(deeds)), []

    def one(deed: Callable[[], object]) -> None:
        try:
            start.wait()
            deed()
            answers.append("done")
        except Conflict as conflict:
            answers.append(conflict.code)
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def officer() -> User:
    return User.objects.get(email="partnerships_officer@concord.example")


def balance(account: str) -> Decimal:
    return Entry.objects.filter(account=account).aggregate(usd=Sum("usd"))["usd"] or Decimal(0)


@pytest.fixture
def world():
    with transaction.atomic():
        cast = build_cast()
        seeded()
        return cast, private_donor(cast), destination(cast)


def test_no_more_is_allocated_than_is_there(world):
    cast, donor, fund = world
    for turn in range(ROUNDS):
        for _number in range(3):
            accepted(cast, donor, "33.33")
        there = balance("pool")
        share = (there / PEOPLE * 2).quantize(CENT)
        waiting = [proposed(cast, fund, str(share)) for _number in range(PEOPLE)]
        answers = together([partial(approve, by=officer(), allocation_id=row.pk) for row in waiting])
        assert set(answers) <= {"done", "not_enough"}, (turn, answers)
        assert answers.count("done") == min(PEOPLE, int(there / share))
        assert balance("pool") == there - share * answers.count("done") >= 0
        assert balance("allocated") == Allocation.objects.approved().aggregate(usd=Sum("amount_usd"))["usd"]
        assert Entry.objects.aggregate(usd=Sum("usd"))["usd"] == 0


def test_approvals_among_refunds_and_returns(world):
    cast, donor, fund = world
    hub = User.objects.get(pk=cast.hub_officer.pk)
    for turn in range(ROUNDS):
        gifts = [accepted(cast, donor, "20") for _number in range(PEOPLE // 4 + 1)]
        back = [approved(cast, fund, "5") for _number in range(PEOPLE // 4)]
        waiting = [proposed(cast, fund, "7.77") for _number in range(PEOPLE // 2)]
        answers = together(
            [partial(approve, by=officer(), allocation_id=row.pk) for row in waiting]
            + [partial(take_back, by=officer(), allocation_id=row.pk, reason="Over") for row in back]
            + [partial(refund, by=hub, donation_id=row.pk, reason="Asked") for row in gifts]
        )
        assert set(answers) <= {"done", "not_enough", "allocated"}, (turn, answers)
        assert balance("allocated") == Allocation.objects.approved().aggregate(usd=Sum("amount_usd"))["usd"]
        assert Entry.objects.aggregate(usd=Sum("usd"))["usd"] == 0
        sums = Entry.objects.filter(account="pool").values("donation").annotate(usd=Sum("usd"))
        assert all(row["usd"] >= 0 for row in sums)
