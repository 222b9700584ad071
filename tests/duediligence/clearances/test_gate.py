"""No way round the gate: what runs was cleared when it began, whatever wrote it (performance.md, sturdiness 4)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from crm.core import clock
from duediligence.clearances.services.changes import suspend
from duediligence.models import Clearance
from duediligence.screening.services.decisions import decide
from tests.factories import CompanyFactory
from tests.stand_in.models import Engagement

TODAY = clock.today


@pytest.fixture
def cleared(cast, submitted):
    """Makes a clearance for partnerships of a company, up to USD 50,000."""

    def make(**changes) -> Clearance:
        screening = submitted("low", **changes)
        decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
        return screening.clearance

    return make


def activate(clearance, company=None, **changes):
    told = {"amount": 1000, "stage": "active", "relied_on": TODAY(), **changes}
    return Engagement.objects.create(company=company or clearance.company, clearance=clearance, **told)


def test_a_clearance_in_force_lets_it_run(cleared):
    assert activate(cleared()).pk


@pytest.mark.parametrize(
    "changes",
    [
        {"clearance": None},
        {"relied_on": None},
        {"amount": Decimal("50000.01")},
        {"relied_on": TODAY() - timedelta(days=1)},
        {"relied_on": TODAY() + timedelta(days=4000)},
    ],
)
def test_everything_else_is_refused(cleared, changes):
    told = {"clearance": cleared(), "amount": 1000, "stage": "active", "relied_on": TODAY()} | changes
    company = told["clearance"].company if told["clearance"] else CompanyFactory()
    with pytest.raises(IntegrityError, match="no clearance in force"), transaction.atomic():
        Engagement.objects.create(company=company, **told)


def test_for_another_purpose_or_company_or_suspended_it_is_refused(cast, cleared):
    donation = cleared(purpose="donation", company=CompanyFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        activate(donation)
    clearance = cleared()
    with pytest.raises(IntegrityError), transaction.atomic():
        activate(clearance, company=CompanyFactory())
    suspend(by=cast.partnerships_officer, clearance_id=clearance.pk, reason="News.")
    with pytest.raises(IntegrityError), transaction.atomic():
        activate(clearance)


def test_what_runs_goes_on_but_grows_only_under_a_clearance(cast, cleared):
    clearance = cleared()
    running = activate(clearance)
    suspend(by=cast.partnerships_officer, clearance_id=clearance.pk, reason="News.")
    Engagement.objects.filter(pk=running.pk).update(amount=500)
    with pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.filter(pk=running.pk).update(amount=2000)


def test_raw_sql_meets_the_same_wall(cleared):
    idea = Engagement.objects.create(company=cleared().company)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update stand_in_engagement set stage = 'active' where id = %s", [idea.pk])


@pytest.mark.parametrize("rating", ["rejected", "excluded"])
def test_no_clearance_is_made_without_an_approval(cast, submitted, rating):
    screening = submitted("low")
    with pytest.raises(IntegrityError, match="does not approve"), transaction.atomic():
        Clearance.objects.create(
            screening=screening,
            company=screening.company,
            purposes=["partnership"],
            amount_ceiling=1,
            rating="low",
            valid_from=TODAY(),
            valid_until=TODAY() + timedelta(days=10),
        )
