"""No sequence of deeds leaves an active partnership that began, or grew, without a clearance that was in force
(performance.md, sturdiness 4): services, REST, pages, admin, raw SQL, merges, as they come."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from rest_framework.test import APIClient

from crm.companies.services.merges import merge_companies
from crm.companies.services.unmerges import undo_merge
from crm.core import clock
from crm.core.errors import Conflict
from duediligence.clearances.services.changes import reinstate, suspend
from duediligence.models import Clearance
from partnerships.agreements.services.agreements import set_agreement
from partnerships.engagements.services.bin import bin_engagement
from partnerships.engagements.services.data import CompanyPart, PartnershipData
from partnerships.engagements.services.partnerships import edit_partnership, open_partnership
from partnerships.models import Contribution, Engagement, Partner
from partnerships.pipeline.services.lapses import rely_on_newer, rule_on_lapse
from partnerships.pipeline.services.moves import move
from tests.factories import CompanyFactory

REFUSED = (Conflict, PermissionDenied, ValidationError, ObjectDoesNotExist, DatabaseError)
AMOUNTS = st.sampled_from([0, 50_000, 50_001, 90_000])
PICK = st.integers(0, 5)
STATEMENTS = st.sampled_from(
    [
        "UPDATE partnerships_engagement SET stage = 'active' WHERE id = %(e)s",
        "UPDATE partnerships_engagement SET stage = 'completed' WHERE id = %(e)s",
        "UPDATE partnerships_partner SET running = true, relied_on = current_date WHERE engagement_id = %(e)s",
        "UPDATE partnerships_partner SET running = true, relied_on = current_date, clearance_id = %(c)s"
        " WHERE engagement_id = %(e)s",
        "WITH a AS (UPDATE partnerships_partner SET running = true, relied_on = current_date, clearance_id = %(c)s"
        " WHERE engagement_id = %(e)s RETURNING engagement_id) UPDATE partnerships_engagement SET stage = 'active'"
        " WHERE id IN (SELECT engagement_id FROM a)",
        "UPDATE partnerships_partner SET agreed_usd = agreed_usd + 40000 WHERE engagement_id = %(e)s",
        "UPDATE partnerships_partner SET company_id = %(o)s WHERE engagement_id = %(e)s",
        "UPDATE partnerships_partner SET relied_on = relied_on - 4000 WHERE engagement_id = %(e)s",
        "UPDATE partnerships_partner SET clearance_id = NULL WHERE engagement_id = %(e)s",
        "DELETE FROM partnerships_partner WHERE engagement_id = %(e)s",
        "DELETE FROM partnerships_agreement WHERE engagement_id = %(e)s",
        "UPDATE partnerships_agreement SET signed_on = NULL WHERE engagement_id = %(e)s",
    ]
)


@dataclass(frozen=True)
class Runs:
    """What the gate is about, of a company's part that runs."""

    company_id: int
    clearance_id: int | None
    relied_on: Any
    covered: Decimal


def _same(runs: Runs) -> tuple[Any, ...]:
    """What a part relies on, wherever a merge has led its company."""
    return runs.clearance_id, runs.relied_on


def running() -> dict[int, Runs]:
    rows = Partner.objects.filter(running=True)
    told = rows.values_list("pk", "company_id", "clearance_id", "relied_on", "covered_usd")
    return {pk: Runs(*rest) for pk, *rest in told}


def at_the_end() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")


def check(before: dict[int, Runs]) -> None:
    """What began or grew did so under a clearance in force; what ran before may run on."""
    for pk, now in running().items():
        was = before.get(pk)
        held = Clearance.objects.filter(pk=now.clearance_id).first()
        assert held is not None
        assert held.company_id == now.company_id
        if (
            was
            and (was.clearance_id, was.relied_on) == (now.clearance_id, now.relied_on)
            and now.covered <= was.covered
        ):
            continue
        assert "partnership" in held.purposes
        assert now.covered <= held.amount_ceiling
        assert held.valid_from <= now.relied_on <= held.valid_until
        assert held.suspended_at is None
        assert held.revoked_at is None


def world_holds() -> None:
    for row in Engagement.objects.filter(stage="active"):
        partners = list(row.partners.all())
        assert partners
        assert all(each.running for each in partners)
        assert sum(each.lead for each in partners) == 1
        assert row.agreement.signed_on
    assert not Partner.objects.filter(running=True).exclude(engagement__stage="active").exists()


def test_random_attacks_never_leave_something_uncleared_running(cast, cleared):
    officer, chief, admin = cast.partnerships_officer, cast.chief_of_mission, cast.administrator
    companies = [CompanyFactory(legal_name=name, lead_office=cast.senegal) for name in ("Ash", "Birch", "Cedar")]
    first, second = cleared(companies[0]), cleared(companies[1])

    class Attack(RuleBasedStateMachine):
        @initialize()
        def afresh(self):
            self.merges: list[int] = []
            self.begun = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.begun)

        def dare(self, deed):
            """All or nothing; a refusal is fine, an uncleared partnership is not."""
            before = running()
            with suppress(*REFUSED), transaction.atomic():
                deed()
                at_the_end()
            check(before)

        def picked(self, pick) -> Engagement | None:
            rows = list(Engagement.objects.partnerships().order_by("-pk")[:6])
            return rows[pick % len(rows)] if rows else None

        @rule(who=st.sets(st.integers(0, 2), min_size=1, max_size=2), amount=AMOUNTS, sign=st.booleans())
        def open_(self, who, amount, sign):
            def deed():
                parts = [CompanyPart(companies[n].pk, agreed_usd=Decimal(amount)) for n in sorted(who)]
                data = PartnershipData("Attack", "innovation", cast.senegal.pk, parts)
                row = open_partnership(by=officer, data=data, going_ahead_reason="Attack.")
                if sign:
                    set_agreement(by=officer, partnership_id=row.pk, changes={"signed_on": clock.today()})

            self.dare(deed)

        @rule(
            pick=PICK,
            stage=st.sampled_from(["active", "active", "negotiating", "completed", "terminated", "closed"]),
            door=st.sampled_from(["service", "api", "page"]),
        )
        def move_(self, pick, stage, door):
            row = self.picked(pick)
            if row is None:
                return
            told = {"stage": stage, "reason": "Attack.", "cause": "other" if stage in ("closed", "terminated") else ""}
            before = running()
            if door == "service":
                self.dare(
                    lambda: move(by=officer, partnership_id=row.pk, target=stage, reason="Attack.", cause=told["cause"])
                )
                return
            client: Any = APIClient() if door == "api" else Client(raise_request_exception=False)
            client.force_login(officer)
            address = f"/api/v1/partnerships/{row.pk}/move/"
            if door == "page":
                address = reverse("partnerships:partnership_move", args=[row.pk])
            with suppress(*REFUSED), transaction.atomic():
                client.post(address, told)
                at_the_end()
            check(before)

        @rule(pick=PICK, who=st.sets(st.integers(0, 2), min_size=1), amount=AMOUNTS)
        def companies_change(self, pick, who, amount):
            row = self.picked(pick)
            if row is None:
                return
            parts = [CompanyPart(companies[n].pk, agreed_usd=Decimal(amount)) for n in sorted(who)]
            self.dare(lambda: edit_partnership(by=officer, partnership_id=row.pk, changes={"companies": parts}))

        @rule(pick=PICK, amount=AMOUNTS, take_back=st.booleans())
        def pledge(self, pick, amount, take_back):
            row = self.picked(pick)
            partner = row.partners.first() if row else None
            if partner is None:
                return
            if take_back:
                self.dare(lambda: Contribution.objects.filter(engagement=row).delete())
                return
            told = {"pledged_on": clock.today(), "pledged_amount": amount, "pledged_usd": amount, "kind": "cash"}
            self.dare(lambda: Contribution.objects.create(engagement=row, partner=partner, **told))

        @rule(deed=st.sampled_from([suspend, reinstate]), clearance=st.sampled_from([first, second]))
        def hold(self, deed, clearance):
            self.dare(lambda: deed(by=officer, clearance_id=clearance.pk, reason="Attack."))

        @rule(clearance=st.sampled_from([first, second]), over=st.booleans())
        def time_goes_by(self, clearance, over):
            """Its last day came nearer, or was put off again, as if the clock had been set."""
            until = clock.today() - timedelta(days=1) if over else clock.today() + timedelta(days=700)
            told = {"valid_from": clock.today() - timedelta(days=9), "valid_until": until}
            self.dare(lambda: Clearance.objects.filter(pk=clearance.pk).update(**told))

        @rule(pick=PICK, statement=STATEMENTS, clearance=st.sampled_from([first, second]), other=st.integers(0, 2))
        def raw(self, pick, statement, clearance, other):
            row = self.picked(pick)
            if row is None:
                return
            told = {"e": row.pk, "c": clearance.pk, "o": companies[other].pk}
            self.dare(lambda: connection.cursor().execute(statement, told))

        @rule(pick=PICK)
        def into_the_bin(self, pick):
            row = self.picked(pick)
            if row is not None:
                self.dare(lambda: bin_engagement(by=officer, engagement_id=row.pk))

        @rule(pick=PICK, decision=st.sampled_from(["continue", "pause", "terminate"]), newer=st.booleans())
        def lapse(self, pick, decision, newer):
            row = self.picked(pick)
            partner = row.partners.first() if row else None
            if partner is None:
                return
            if newer:
                self.dare(lambda: rely_on_newer(by=officer, partner_id=partner.pk))
            else:
                told = {"partner_id": partner.pk, "decision": decision, "reason": "Attack."}
                self.dare(lambda: rule_on_lapse(by=chief, **told))

        @rule(source=st.integers(0, 2), into=st.integers(0, 2))
        def merge(self, source, into):
            def deed():
                done = merge_companies(source_id=companies[source].pk, target_id=companies[into].pk, by=officer)
                self.merges.append(done.pk)

            if source != into:
                self.dare(deed)

        @rule()
        def undo(self):
            if self.merges:
                merge_id = self.merges.pop()
                self.dare(lambda: undo_merge(merge_id=merge_id, by=officer))

        @rule(pick=PICK, path=st.sampled_from(["partner", "engagement", "agreement"]))
        def admin_writes(self, pick, path):
            """Whatever the admin offers of these tables: today it offers none of them to be written."""
            row = self.picked(pick)
            if row is None:
                return
            client = Client(raise_request_exception=False)
            client.force_login(admin)
            before = running()
            with suppress(*REFUSED), transaction.atomic():
                client.post(f"/admin/partnerships/{path}/{row.pk}/change/", {"stage": "active", "running": "on"})
                at_the_end()
            check(before)

        @invariant()
        def what_runs_is_whole(self):
            world_holds()

    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    told = settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(Attack, settings=told)
