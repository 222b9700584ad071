"""Random sequences of everything that touches a clearance, and of raw SQL, against a table behind the gate.

What began to run, or grew, was covered at that moment by a clearance of its company that was in force, neither
suspended nor revoked; and nothing ever runs under the clearance of another company. The sequences of every day are the
same each time, so that each deed is known to be among them; `CONCORD_ATTACKS=200` tries more, and others each time.
"""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from crm.accounts.enums import Role
from crm.companies.models import Company, Merge
from crm.companies.services.merges import merge_companies
from crm.companies.services.unmerges import undo_merge
from crm.core import clock
from crm.core.errors import Conflict, Forbidden
from duediligence.clearances.services.changes import reinstate, revoke, suspend
from duediligence.clearances.services.heeding import heed_confirmed_hits
from duediligence.clearances.services.rises import raise_risk
from duediligence.enums import Rating
from duediligence.models import Clearance, Hit
from duediligence.screening.services.decisions import decide
from duediligence.watchlists.services.hits import resolve
from tests.duediligence.watchlists.world import entry, load_into, party
from tests.factories import CompanyFactory, RoleFactory, UserFactory
from tests.stand_in.models import Engagement

TODAY = clock.today
ATTACKS = int(os.environ.get("CONCORD_ATTACKS", "15"))
REFUSALS = (Conflict, Forbidden, ValidationError)
FORGED = [
    "stage = 'active'",
    "amount = amount * 60",
    "relied_on = relied_on + 2000",
    "clearance_id = null",
    "clearance_id = (select max(id) from duediligence_clearance)",
    "company_id = (select max(company_id) from duediligence_clearance)",
    "company_id = (select min(company_id) from duediligence_clearance), "
    "clearance_id = (select min(id) from duediligence_clearance)",
]
# What no service does to a clearance: it lapses at a stroke, or narrows.
ON_CLEARANCES = [
    "valid_from = current_date - 400, valid_until = current_date - 1",
    "amount_ceiling = 10",
    "purposes = array['donation']",
    "rating = 'excluded'",
]


@pytest.fixture
def two(cast, submitted):
    """Two companies, each with a clearance, and a hit on a list of the United Nations that is open on the first."""
    rows = []
    for _ in range(2):
        screening = submitted("low", company=CompanyFactory(), amount_usd=50_000)
        decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
        rows.append(screening.clearance)
    who = party(rows[0].screening, "Somebody listed")
    listed = entry(load_into("un", cast.administrator), "Somebody listed")
    found = {"fingerprint": listed.fingerprint, "found_at": clock.now(), "score": 0.9, "strong": True, "reasons": []}
    Hit.objects.create(party=who, entry=listed, load=listed.first_load, **found)
    return rows


@pytest.fixture
def second_officer(cast):
    user = UserFactory(email="second@concord.example", office=cast.hq)
    RoleFactory(user=user, role=Role.PARTNERSHIPS, office=cast.hq)
    return user


def _covered(row: Engagement) -> bool:
    held = row.clearance
    return (
        held is not None
        and held.company_id == row.company_id
        and held.valid_from <= row.relied_on <= held.valid_until
        and row.amount <= held.amount_ceiling
        and "partnership" in held.purposes
        and held.suspended_at is None
        and held.revoked_at is None
    )


def _running() -> dict[int, Engagement]:
    return {row.pk: row for row in Engagement.objects.filter(stage="active").select_related("clearance")}


def _grew(row: Engagement, former: Engagement | None) -> bool:
    """Began, or covers more, or leans on something else."""
    if former is None or row.clearance_id != former.clearance_id or row.relied_on != former.relied_on:
        return True
    return row.amount > former.amount


def test_random_attacks_never_leave_something_uncleared_running(cast, two, second_officer):
    clearances = [each.pk for each in two]
    companies = [each.company_id for each in two]
    officer, general = cast.partnerships_officer, cast.director_general
    reached: set[str] = set()

    class Attack(RuleBasedStateMachine):
        @initialize()
        def afresh(self):
            """Each sequence in a savepoint of its own: the world is as it was before."""
            self.savepoint = transaction.savepoint()

        def teardown(self):
            if hasattr(self, "savepoint"):
                transaction.savepoint_rollback(self.savepoint)

        @rule(
            clearance=st.sampled_from([*clearances, None]),
            company=st.sampled_from(companies),
            amount=st.sampled_from([0, 50_000, 50_001]),
            days=st.sampled_from([-1, 0, 1, 2000]),
            stage=st.sampled_from(["idea", "active"]),
        )
        def insert(self, clearance, company, days, **told):
            relied_on = TODAY() + timedelta(days=days)
            self.dare(
                lambda: Engagement.objects.create(
                    clearance_id=clearance, company_id=company, relied_on=relied_on, **told
                )
            )

        @rule(columns=st.sampled_from(FORGED), pick=st.integers(0, 5))
        def forge(self, columns, pick):
            self.sql(f"update stand_in_engagement set {columns} where id = (select id from stand_in_engagement "
                     "order by id offset %s limit 1)", pick)  # fmt: skip

        @rule(columns=st.sampled_from(ON_CLEARANCES), pick=st.integers(0, 1))
        def touch_a_clearance(self, columns, pick):
            """It lapses, or narrows: what runs goes on, and nothing new begins."""
            self.sql(f"update duediligence_clearance set {columns} where id = (select id from duediligence_clearance "
                     "order by id offset %s limit 1)", pick)  # fmt: skip

        @rule(deed=st.sampled_from([suspend, reinstate]), pk=st.sampled_from(clearances))
        def hold(self, deed, pk):
            self.do(deed, by=officer if deed is suspend else general, clearance_id=pk, reason="Attack.")

        @rule(pk=st.sampled_from(clearances))
        def end(self, pk):
            self.do(revoke, by=officer, clearance_id=pk, reason="Attack.")

        @rule(
            pk=st.sampled_from(clearances),
            rating=st.sampled_from(["medium", "very_high", Rating.EXCLUDED]),
            suspends=st.booleans(),
        )
        def rate_anew(self, pk, rating, suspends):
            self.do(raise_risk, by=officer, clearance_id=pk, rating=rating, reason="Attack.", suspends=suspends)

        @rule(verdict=st.sampled_from(["confirmed", "cleared"]), by=st.sampled_from([officer, second_officer]))
        def say_of_the_hit(self, verdict, by):
            self.do(resolve, hit_id=Hit.objects.get().pk, by=by, verdict=verdict, reason="Attack.")

        @rule()
        def heed(self):
            self.do(heed_confirmed_hits, at=clock.now())

        @rule(swapped=st.booleans())
        def merge(self, swapped):
            source, target = reversed(companies) if swapped else companies
            self.do(merge_companies, source_id=source, target_id=target, by=officer)

        @rule(answer=st.sampled_from(["stays", "goes"]))
        def undo(self, answer):
            merge = Merge.objects.filter(undone_at=None).first()
            if merge:
                self.do(undo_merge, merge_id=merge.pk, by=officer, answers={"*": answer})

        def do(self, deed, **told):
            with suppress(*REFUSALS):
                self.dare(lambda: (deed(**told), reached.add(deed.__name__)))

        def sql(self, statement, pick):
            def write():
                with connection.cursor() as cursor:
                    cursor.execute(statement, [pick])

            self.dare(write)

        def dare(self, write):
            before = _running()
            try:
                with transaction.atomic():
                    write()
            except IntegrityError:
                return
            grown = [row for pk, row in _running().items() if _grew(row, before.get(pk))]
            assert [row for row in grown if not _covered(row)] == []

        @invariant()
        def nothing_runs_under_the_clearance_of_another_company(self):
            assert [r for r in _running().values() if not r.clearance or r.clearance.company_id != r.company_id] == []

        @invariant()
        def who_is_confirmed_by_two_on_a_list_of_the_un_begins_nothing(self):
            hit = Hit.objects.get()
            if hit.state == "confirmed" and not Clearance.objects.filter(changes__deed="reinstated").exists():
                whose = Company.objects.get(screenings=hit.party.screening_id)
                own = Clearance.objects.filter(company=whose, screening=hit.party.screening_id)
                assert not own.in_force(on=TODAY()).exists()

    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Attack,
        settings=settings(
            max_examples=ATTACKS,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=checks,
            database=None,
            derandomize="CONCORD_ATTACKS" not in os.environ,
        ),
    )
    assert {"suspend", "reinstate", "revoke", "raise_risk", "resolve", "merge_companies", "undo_merge"} <= reached
