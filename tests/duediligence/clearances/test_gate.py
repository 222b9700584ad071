"""No way round the gate: what runs was cleared when it began, whatever wrote it (performance.md, sturdiness 4)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from crm.core import clock
from crm.core.errors import Conflict
from duediligence.clearances.services.changes import reinstate, revoke, suspend
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


def test_random_attacks_never_leave_something_uncleared_running(cast, cleared):
    first, second = cleared(), cleared(company=CompanyFactory())
    clearances = [first, second, None]
    companies = [first.company, second.company]
    officer = cast.partnerships_officer

    class Attack(RuleBasedStateMachine):
        @initialize()
        def afresh(self):
            Engagement.objects.all().delete()
            Clearance.objects.update(suspended_at=None)

        @rule(
            clearance=st.sampled_from(clearances),
            company=st.sampled_from(companies),
            amount=st.sampled_from([0, 50_000, 50_001]),
            days=st.sampled_from([-1, 0, 1, 2000]),
            stage=st.sampled_from(["idea", "active"]),
        )
        def insert(self, **told):
            days = told.pop("days")
            self.dare(
                lambda: Engagement.objects.create(relied_on=TODAY() + timedelta(days=days), **told), told["stage"]
            )

        @rule(
            column=st.sampled_from(["stage = 'active'", "amount = amount * 60", "relied_on = relied_on + 2000"]),
            pick=st.integers(0, 5),
        )
        def change(self, column, pick):
            def write():
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"update stand_in_engagement set {column} where id = "
                        "(select id from stand_in_engagement order by id offset %s limit 1)",
                        [pick],
                    )

            self.dare(write, "")

        @rule(deed=st.sampled_from([suspend, reinstate]), clearance=st.sampled_from(clearances[:2]))
        def hold(self, deed, clearance):
            try:
                with transaction.atomic():
                    deed(by=officer, clearance_id=clearance.pk, reason="Attack.")
            except Conflict:
                pass

        def dare(self, write, _stage):
            running = set(Engagement.objects.filter(stage="active").values_list("pk", "amount", "relied_on"))
            try:
                with transaction.atomic():
                    write()
            except IntegrityError:
                return
            grown = set(Engagement.objects.filter(stage="active").values_list("pk", "amount", "relied_on")) - running
            for pk, amount, relied_on in grown:
                row = Engagement.objects.select_related("clearance").get(pk=pk)
                former = next((kept for kept in running if kept[0] == pk and kept[2] == relied_on), None)
                if former and amount <= former[1]:
                    continue
                held = row.clearance
                assert held.company_id == row.company_id
                assert held.valid_from <= relied_on <= held.valid_until
                assert amount <= held.amount_ceiling
                assert held.suspended_at is None
                assert held.revoked_at is None

        @invariant()
        def nothing_runs_without_a_clearance_of_its_company(self):
            active = Engagement.objects.filter(stage="active").select_related("clearance")
            assert all(row.clearance and row.clearance.company_id == row.company_id for row in active)

    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    run_state_machine_as_test(
        Attack, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=checks)
    )
    revoke(by=officer, clearance_id=first.pk, reason="Done.")
    with pytest.raises(IntegrityError), transaction.atomic():
        activate(first)
