"""No way round the gate: what runs was signed and cleared when it began, whatever wrote it."""

import pytest
from django.db import IntegrityError, connection, transaction

from crm.core.errors import Conflict, Forbidden
from duediligence.clearances.services.changes import suspend
from duediligence.screening.services.conditions import ConditionData
from partnerships.models import Agreement, Contribution, Engagement, Partner
from partnerships.pipeline.services.moves import move
from tests.factories import CompanyFactory


def activate(world, by):
    return move(by=by, partnership_id=world.partnership.pk, target="active")


def at_the_end():
    """What is checked at the end of a transaction, now."""
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")


def attempt(deed):
    with transaction.atomic():
        deed()
        at_the_end()


def test_signed_and_cleared_it_runs_under_its_clearance(cast, world):
    row = activate(world, cast.focal_point)
    at_the_end()
    partner = row.partners.get()
    assert (row.stage, partner.running, partner.clearance) == ("active", True, world.clearance)
    assert [(each.source, each.target) for each in row.moves.all()] == [("", "identified"), ("identified", "active")]


def test_everything_that_is_missing_is_said_at_once(cast, opened, company):
    with pytest.raises(Conflict) as refused:
        move(by=cast.focal_point, partnership_id=opened().pk, target="active")
    assert set(refused.value.by_code) == {"no_clearance", "no_agreement"}
    assert "Lunaris Solar" in refused.value.by_code["no_clearance"]


def test_each_company_needs_a_clearance(cast, company, cleared, opened, signed):
    cleared(company)
    partnership = opened(company, CompanyFactory(legal_name="Harbour Lights", lead_office=cast.senegal))
    signed(partnership)
    with pytest.raises(Conflict, match="Harbour Lights") as refused:
        move(by=cast.focal_point, partnership_id=partnership.pk, target="active")
    assert refused.value.code == "no_clearance"


def test_a_condition_before_signature_holds_it_back(cast, company, cleared, opened, signed, today):
    cleared(company, conditions=[ConditionData("Publish the audit", cast.focal_point, today, before_signature=True)])
    partnership = opened()
    signed(partnership)
    with pytest.raises(Conflict, match="Publish the audit") as refused:
        move(by=cast.focal_point, partnership_id=partnership.pk, target="active")
    assert refused.value.code == "condition_unmet"


def test_suspended_is_not_cleared(cast, world):
    suspend(by=cast.partnerships_officer, clearance_id=world.clearance.pk, reason="News.")
    with pytest.raises(Conflict) as refused:
        activate(world, cast.focal_point)
    assert refused.value.code == "no_clearance"


def test_others_do_not_move_it(cast, world):
    for person in (cast.neighbour, cast.auditor, cast.administrator):
        with pytest.raises(Forbidden):
            activate(world, person)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE partnerships_engagement SET stage = 'active' WHERE id = %s",
        "UPDATE partnerships_partner SET running = true WHERE engagement_id = %s",
        "UPDATE partnerships_partner SET running = true, relied_on = current_date WHERE engagement_id = %s",
    ],
)
def test_raw_sql_meets_the_same_wall(world, statement):
    with pytest.raises(IntegrityError):
        attempt(lambda: connection.cursor().execute(statement, [world.partnership.pk]))


@pytest.mark.parametrize(
    "undo",
    [
        lambda row: Agreement.objects.filter(engagement=row).update(signed_on=None),
        lambda row: Agreement.objects.filter(engagement=row).delete(),
        lambda row: Partner.objects.filter(engagement=row).update(running=False),
        lambda row: Partner.objects.filter(engagement=row).update(lead=False),
        lambda row: Partner.objects.filter(engagement=row).delete(),
        lambda row: Partner.objects.create(engagement=row, company=CompanyFactory()),
        lambda row: Partner.objects.filter(engagement=row).update(agreed_usd=50_001),
        lambda row: Contribution.objects.create(
            engagement=row,
            partner=row.partners.get(),
            kind="cash",
            pledged_on="2026-01-01",
            pledged_amount=50_001,
            pledged_usd=50_001,
        ),
        lambda row: Engagement.objects.filter(pk=row.pk).update(stage="completed"),
    ],
    ids="unsigned no-agreement stopped no-lead no-company another-company grows pledged runs-on".split(),  # noqa: SIM905
)
def test_what_runs_keeps_what_it_rests_on(cast, world, undo):
    row = activate(world, cast.focal_point)
    at_the_end()
    with pytest.raises(IntegrityError):
        attempt(lambda: undo(row))


def test_pledges_stand_beside_the_company(world):
    partner = world.partnership.partners.get()
    for amount in (1000, 500):
        Contribution.objects.create(
            engagement=world.partnership,
            partner=partner,
            kind="cash",
            pledged_on="2026-01-01",
            pledged_amount=amount,
            pledged_usd=amount,
        )
    partner.refresh_from_db()
    assert (partner.pledged_usd, partner.covered_usd) == (1500, 1500)
    Contribution.objects.filter(pledged_amount=1000).delete()
    partner.refresh_from_db()
    assert partner.pledged_usd == 500


def test_an_end_takes_a_reason_and_stops_it(cast, world):
    activate(world, cast.focal_point)
    row = move(by=cast.focal_point, partnership_id=world.partnership.pk, target="completed")
    at_the_end()
    assert not row.partners.filter(running=True).exists()
    with pytest.raises(Forbidden):
        move(by=cast.focal_point, partnership_id=row.pk, target="active", reason="Too early.")
    assert move(by=cast.chief_of_mission, partnership_id=row.pk, target="active", reason="Too early.").stage == "active"
