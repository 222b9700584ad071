"""Two award at once: the second counts what the first took, and is told in words."""

import threading
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from crm.accounts.models import User
from crm.core.errors import Conflict
from partnerships.grants.services.decisions import award_proposal
from partnerships.models import GrantCall, Proposal
from tests.cast import build_cast
from tests.grants_world import closed, opened_call, sent

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting():
    """Two proposals, each for more than half of the call."""
    with transaction.atomic():
        cast = build_cast()
        call = opened_call(cast)
        found = [sent(cast, call, usd=30_000).pk for _each in range(2)]
        closed(cast, call)
    return found


def test_two_awards_at_once(waiting):
    start, answers = threading.Barrier(2), []

    def award(proposal_id: int) -> None:
        try:
            by = User.objects.get(email="partnerships_officer@concord.example")
            start.wait()
            award_proposal(by=by, proposal_id=proposal_id, amount=Decimal(30_000), reason="Good.")
            answers.append("awarded")
        except Conflict as refusal:
            answers.append((refusal.code, "20,000" in str(refusal.reason)))
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=award, args=[pk]) for pk in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers, key=str) == [("above_left", True), "awarded"]
    assert Proposal.objects.aggregate(usd=Sum("awarded_usd"))["usd"] == 30_000
    assert GrantCall.objects.with_sums().get().left == 20_000
