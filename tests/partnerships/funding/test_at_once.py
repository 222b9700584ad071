"""Many pledge, edit and receive at once: sums agree to the cent; a repeated POST makes one row (performance.md)."""

import os
import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from rest_framework.test import APIClient

from crm.accounts.models import User
from crm.core.errors import Conflict
from crm.rates.models import ExchangeRate
from partnerships.engagements.services.data import CompanyPart, PartnershipData
from partnerships.engagements.services.partnerships import open_partnership
from partnerships.funding.services.contributions import add_contribution, edit_contribution
from partnerships.funding.services.data import ContributionData, InstalmentData
from partnerships.funding.services.instalments import add_instalment
from partnerships.models import Contribution, Instalment, Partner
from tests.cast import build_cast
from tests.factories import CompanyFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# `CONCORD_RUSH=64x100 ./concord test tests/partnerships/funding/test_at_once.py` runs it at full length.
PEOPLE, ROUNDS = map(int, os.environ.get("CONCORD_RUSH", "16x2").split("x"))
DAY = date(2026, 11, 3)


def together(deed: Callable[[int], None]) -> list[str]:
    """All begin at once; what each came to."""
    start, answers = threading.Barrier(PEOPLE), []

    def one(number: int) -> None:
        try:
            start.wait()
            deed(number)
            answers.append("done")
        except Conflict as conflict:
            answers.append(conflict.code)
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


@pytest.fixture
def partnership():
    with transaction.atomic():
        cast = build_cast()
        ExchangeRate.objects.create(currency="EUR", month=DAY.replace(day=1), units_per_usd=Decimal("0.87"))
        parts = [CompanyPart(CompanyFactory(lead_office=cast.senegal).pk)]
        data = PartnershipData("Solar training", "implementation", cast.senegal.pk, parts)
        return open_partnership(by=cast.focal_point, data=data)


def focal_point() -> User:
    return User.objects.get(email="focal_point@concord.example")


def data(cents: int) -> ContributionData:
    return ContributionData(Decimal(cents) / 100, "EUR", DAY)


def test_sums_agree_to_the_cent(partnership):
    for turn in range(ROUNDS):
        shared = add_contribution(by=focal_point(), engagement_id=partnership.pk, data=data(100))

        def deed(number: int, shared=shared, turn=turn) -> None:
            by, cents = focal_point(), 101 + 7 * number + turn
            if number % 3 == 0:
                add_contribution(by=by, engagement_id=partnership.pk, data=data(cents))
            elif number % 3 == 1:
                changes = {"amount": Decimal(cents) / 100, "description": str(number)}
                edit_contribution(by=by, contribution_id=shared.pk, changes=changes)
            else:
                came = InstalmentData(received_on=DAY, received_amount=Decimal(cents) / 100)
                add_instalment(by=by, contribution_id=shared.pk, data=came)

        assert set(together(deed)) == {"done"}
        rows = Contribution.objects.filter(engagement=partnership)
        pledged = rows.aggregate(usd=Sum("pledged_usd"))["usd"]
        assert Partner.objects.get(engagement=partnership).pledged_usd == pledged
        assert pledged == sum((row.pledged_amount / Decimal("0.87")).quantize(Decimal("0.01")) for row in rows)
        shared.refresh_from_db()
        # The last one's amount stands beside its own words: no edit was lost or mixed with another.
        last = int(shared.description)
        assert (last % 3, shared.pledged_amount) == (1, Decimal(101 + 7 * last + turn) / 100)
        receipts = range(2, PEOPLE, 3)
        assert shared.version == 1 + len(range(1, PEOPLE, 3))
        assert Instalment.objects.filter(contribution=shared).aggregate(sum=Sum("received_amount"))["sum"] == sum(
            Decimal(101 + 7 * number + turn) / 100 for number in receipts
        )


def test_a_repeated_post_makes_one_row(partnership, settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000  # a rush is more than a person is allowed in a minute
    for turn in range(ROUNDS):
        before = Contribution.objects.count()
        codes = []

        def deed(_number: int, turn=turn, codes=codes) -> None:
            client = APIClient()
            client.force_authenticate(focal_point())
            sent = {"engagement": str(partnership.pk), "kind": "cash", "pledged": "10", "pledged_on": "2026-11-03"}
            key = {"Idempotency-Key": f"turn {turn}"}
            answer = client.post("/api/v1/contributions/", sent, format="json", headers=key)
            codes.append((answer.status_code, answer.json().get("id")))

        assert set(together(deed)) == {"done"}
        assert Contribution.objects.count() == before + 1
        # Whoever came while the first was at work is told so, or waited; nobody made another one.
        assert {number for _code, number in codes if number} == {str(Contribution.objects.latest("pk").pk)}
