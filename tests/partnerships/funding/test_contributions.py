"""What is pledged and received, by which rate, and what a clearance lets a company pledge."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale
from crm.rates.models import ExchangeRate
from duediligence.clearances.services.changes import suspend
from partnerships.funding.selectors import funding_of
from partnerships.funding.services.contributions import drop_contribution, edit_contribution
from partnerships.funding.services.data import InstalmentData
from partnerships.funding.services.instalments import add_instalment, drop_instalment, edit_instalment
from partnerships.models import Contribution
from tests.factories import CompanyFactory

from .conftest import NOVEMBER, OCTOBER


def test_a_pledge_is_worth_what_its_month_says(rates, opened, pledge):
    row = pledge(opened(), "900", "eur")
    assert (row.pledged_usd, row.pledged_rate, row.pledged_rate_month) == (1000, Decimal("0.9"), NOVEMBER)
    assert row.partner.company.legal_name == "Lunaris Solar"
    assert AuditEvent.objects.get(verb="contribution.added").subject_type == "partnerships.engagement"


@pytest.mark.parametrize(
    ("changes", "usd"),
    [
        ({"description": "Lamps", "kind": "in_kind"}, 1000),
        # The same as it was is no change.
        ({"amount": Decimal(900), "currency": "eur"}, 1000),
        ({"amount": Decimal(901)}, 1802),
        ({"currency": "SEK"}, 90),
        ({"pledged_on": OCTOBER}, 1125),
    ],
)
def test_editing_keeps_the_rate_unless_the_money_changes(cast, rates, opened, pledge, changes, usd):
    row = pledge(opened(), "900", "EUR")
    ExchangeRate.objects.filter(currency="EUR", month=NOVEMBER).update(units_per_usd="0.5")
    assert edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes=changes).pledged_usd == usd


@pytest.mark.parametrize("person", ["neighbour", "outsider", "auditor", "administrator", "hub_officer"])
def test_others_do_not(cast, opened, pledge, person):
    partnership = opened()
    row = pledge(partnership, 100)
    by = getattr(cast, person)
    with pytest.raises(Forbidden):
        pledge(partnership, 100, by=by)
    with pytest.raises(Forbidden):
        edit_contribution(by=by, contribution_id=row.pk, changes={"amount": Decimal(1)})
    with pytest.raises(Forbidden):
        drop_contribution(by=by, contribution_id=row.pk)
    with pytest.raises(Forbidden):
        add_instalment(by=by, contribution_id=row.pk, data=InstalmentData(due_on=NOVEMBER))


@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"amount": "-1"}, "pledged", "negative"),
        ({"amount": "1.005"}, "pledged", "digits"),
        ({"amount": "1", "currency": "CHF"}, "pledged", "no_rate"),
        ({"amount": "1", "kind": "gold"}, "kind", "invalid_choice"),
        ({"amount": "1", "payer": "state"}, "payer", "invalid_choice"),
        ({"amount": "1", "pledged_on": date(1026, 1, 1)}, "pledged_on", "out_of_range"),
        ({"amount": "1", "company_id": 999_999}, "company", "does_not_exist"),
        ({"amount": "1", "payer": "donor", "donor": "x" * 201}, "donor", "max_length"),
    ],
)
def test_bad_data_is_named(rates, opened, pledge, told, field, code):
    with pytest.raises(ValidationError) as refused:
        pledge(opened(), **told)
    assert [(name, errors[0].code) for name, errors in refused.value.error_dict.items()] == [(field, code)]


def test_beyond_the_ceiling_it_says_what_to_do(running, pledge):
    pledge(running.partnership, 40_000)
    with pytest.raises(Conflict, match="up to USD.50,000.*pledged USD.60,000.*Ask for a screening") as refused:
        pledge(running.partnership, 20_000)
    assert refused.value.code == "above_ceiling"
    assert running.partnership.partners.get().pledged_usd == 40_000


def test_without_a_clearance_nothing_more_is_pledged(cast, running, pledge):
    row = pledge(running.partnership, 40_000)
    suspend(by=cast.partnerships_officer, clearance_id=running.clearance.pk, reason="News.")
    with pytest.raises(Conflict, match="No clearance in force covers Lunaris Solar") as refused:
        pledge(running.partnership, 1)
    assert refused.value.code == "no_clearance"
    with pytest.raises(Conflict):
        edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes={"amount": Decimal(40_001)})
    less = edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes={"amount": Decimal(39_000)})
    assert less.pledged_usd == 39_000


def test_a_newer_clearance_that_covers_it_is_relied_on(cast, running, cleared, pledge):
    newer = cleared(running.company, amount_usd=90_000)
    pledge(running.partnership, 80_000)
    partner = running.partnership.partners.get()
    assert (partner.clearance, partner.pledged_usd) == (newer, 80_000)


def test_growing_an_old_line_meets_the_gate_too(cast, running, pledge):
    row = pledge(running.partnership, 40_000)
    with pytest.raises(Conflict) as refused:
        edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes={"amount": Decimal(50_001)})
    assert refused.value.code == "above_ceiling"
    donor = pledge(running.partnership, 70_000, payer="donor", donor="Sida")
    with pytest.raises(Conflict):
        edit_contribution(by=cast.focal_point, contribution_id=donor.pk, changes={"payer": "company"})


def test_what_is_prepared_may_be_pledged_ahead(opened, pledge):
    assert pledge(opened(), 900_000).pledged_usd == 900_000


def test_a_second_company_pledges_under_its_own_clearance(cast, opened, company, pledge):
    other = CompanyFactory(legal_name="Harbour Lights", lead_office=cast.senegal)
    row = pledge(opened(company, other), 10, company_id=other.pk)
    assert row.partner.company == other


def test_more_received_than_pledged_is_shown_not_refused(cast, opened, pledge, today):
    partnership = opened()
    row = pledge(partnership, 100, instalments=[InstalmentData(due_on=today, due_amount=Decimal(100))])
    add_instalment(
        by=cast.focal_point,
        contribution_id=row.pk,
        data=InstalmentData(received_on=today, received_amount=Decimal(130)),
    )
    funding = funding_of(partnership)
    assert (funding.pledged, funding.received, funding.over, funding.outstanding) == (100, 130, 30, 0)


def test_what_came_in_is_worth_what_that_month_says(cast, rates, opened, pledge, today):
    row = pledge(opened(), "900", "EUR", instalments=[InstalmentData(due_on=today, due_amount=Decimal(900))])
    part = row.instalments.get()
    came = edit_instalment(
        by=cast.focal_point,
        instalment_id=part.pk,
        changes={"received_on": OCTOBER, "received_amount": Decimal(800)},
    )
    assert (came.received_usd, came.received_rate_month) == (1000, OCTOBER)
    kept = edit_instalment(by=cast.focal_point, instalment_id=part.pk, changes={"note": "By transfer"})
    assert kept.received_usd == 1000
    with pytest.raises(Conflict, match="old currency"):
        edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes={"currency": "SEK"})
    with pytest.raises(Conflict, match="Something was received"):
        drop_contribution(by=cast.focal_point, contribution_id=row.pk)
    drop_instalment(by=cast.focal_point, instalment_id=part.pk)
    drop_contribution(by=cast.focal_point, contribution_id=row.pk)
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        (InstalmentData(), "due_on", "required"),
        (InstalmentData(received_on=NOVEMBER), "received", "required"),
        (InstalmentData(due_on=NOVEMBER, received_amount=Decimal(1)), "received_on", "required"),
        (InstalmentData(due_on=NOVEMBER, due_amount=Decimal(-1)), "due_amount", "negative"),
        (InstalmentData(received_on=date(2026, 12, 31), received_amount=Decimal(1)), "received_on", "in_the_future"),
        (InstalmentData(due_on=date(1026, 1, 1)), "due_on", "out_of_range"),
    ],
)
def test_an_instalment_says_enough(cast, opened, pledge, data, field, code):
    row = pledge(opened(), 100)
    with pytest.raises(ValidationError) as refused:
        add_instalment(by=cast.focal_point, contribution_id=row.pk, data=data)
    assert refused.value.error_dict[field][0].code == code


def test_donor_money_for_the_company_itself_is_marked(opened, pledge):
    partnership = opened()
    pledge(partnership, 100, payer="donor", donor="Sida", direct_support=True)
    assert pledge(partnership, 100, direct_support=True).breaks_rule is False
    assert [row.breaks_rule for row in funding_of(partnership).rows] == [True, False]
    assert Contribution.objects.breaking_rule().count() == funding_of(partnership).breaking == 1


def test_shares_of_the_cost(opened, pledge):
    partnership = opened()
    assert funding_of(partnership).shares == []
    pledge(partnership, 200, payer="donor", donor="Sida")
    pledge(partnership, 100)
    pledge(partnership, 0, payer="organisation")
    assert [(s.payer, str(s.percent)) for s in funding_of(partnership).shares] == [
        ("company", "33.3"),
        ("donor", "66.7"),
        ("organisation", "0.0"),
    ]


def test_lapsed_stands_first(opened, pledge, today):
    partnership = opened()
    ages = {"received": None, "later": 30, "lapsed": -30, "undated": None}
    for word, days in ages.items():
        part = InstalmentData(due_on=today + timedelta(days=days)) if days else None
        if word == "received":
            part = InstalmentData(due_on=today, received_on=today, received_amount=Decimal(1))
        pledge(partnership, 100, description=word, instalments=[part] if part else [])
    rows = Contribution.objects.visible_to(None).with_sums().order_by("next_due", "pk")
    assert [row.description for row in rows] == ["lapsed", "later", "received", "undated"]


def test_two_who_edit_at_once(cast, opened, pledge):
    row = pledge(opened(), 100)
    edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes={"amount": Decimal(90)}, version=1)
    with pytest.raises(Stale):
        edit_contribution(by=cast.focal_point, contribution_id=row.pk, changes={"amount": Decimal(80)}, version=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"payer": "donor"},
        {"donor": "Sida"},
        {"pledged_usd": 99},
        {"pledged_amount": -1, "pledged_usd": -1},
        {"pledged_currency": "EUR"},
    ],
)
def test_the_database_refuses_it_too(opened, pledge, wrong):
    row = pledge(opened(), 100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=row.pk).update(**wrong)
