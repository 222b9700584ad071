"""A gift is received, accepted, refused, given back, corrected; and the books after each (domain.md section 6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from crm.core.errors import Conflict, Forbidden
from donations.gifts.services.corrections import correct
from donations.gifts.services.gifts import accept, refund, refuse
from donations.ledger.balances import balances, pool
from donations.models import TaxRule
from duediligence.clearances.services.changes import suspend
from tests.donations_world import accepted, cleared_for_gifts, gift

pytestmark = pytest.mark.django_db


def books(donation):
    connection.check_constraints()
    return {name: str(usd) for name, usd in sorted(balances(donation.pk).items())}


def test_a_gift_to_a_hub_leaves_83_per_cent_to_be_allocated(cast, ruth, trafficking):
    row = accepted(cast, ruth, "100", cause_id=trafficking.pk)
    assert books(row) == {"giver": "-100.00", "hub": "10.00", "overhead": "7.00", "pool": "83.00"}
    assert pool(trafficking.pk) == 83
    assert pool(None) == 0


def test_an_office_that_is_no_hub_keeps_no_running_costs(cast, lunaris):
    cleared_for_gifts(cast, lunaris.company)
    assert books(accepted(cast, lunaris, "100")) == {"giver": "-100.00", "overhead": "7.00", "pool": "93.00"}


def test_goods_bear_no_deduction(cast, ruth):
    told = {"kind": "in_kind", "goods": "200 blankets", "valuation": "Invoice", "valued_by": "Dana Reed"}
    row = accepted(cast, ruth, "900", shipping_payer="donor", **told)
    assert books(row) == {"giver": "-900.00", "goods": "900.00"}


def test_a_refused_gift_goes_back(cast, ruth):
    row = gift(cast, ruth)
    refuse(by=cast.hub_officer, donation_id=row.pk, reason="A tobacco brand's campaign.")
    assert books(row) == {"giver": "-100.00", "returned": "100.00"}


def test_a_gift_given_back_leaves_nothing_behind(cast, ruth):
    row = accepted(cast, ruth)
    refund(by=cast.hub_officer, donation_id=row.pk, reason="Paid twice.")
    assert books(row) == {"giver": "-100.00", "returned": "100.00"}
    assert pool(None) == 0


def test_a_correction_posts_the_difference_and_says_why(cast, ruth):
    row = accepted(cast, ruth, "100")
    with pytest.raises(ValidationError) as refused:
        correct(by=cast.hub_officer, donation_id=row.pk, changes={"amount": Decimal(150)})
    assert "reason" in refused.value.error_dict
    row = correct(by=cast.hub_officer, donation_id=row.pk, changes={"amount": Decimal(150)}, reason="Misread.")
    assert books(row) == {"giver": "-150.00", "hub": "15.00", "overhead": "10.50", "pool": "124.50"}
    assert row.postings.count() == 3


def test_a_correction_asks_the_tax_rules_anew(cast, ruth):
    TaxRule.objects.create(office=cast.hub, country="US", from_on=date(2026, 11, 1), text_en="Deductible.")
    row = accepted(cast, ruth)
    assert row.tax_deductible
    row = correct(
        by=cast.hub_officer, donation_id=row.pk, changes={"received_on": date(2026, 10, 30)}, reason="Misread."
    )
    assert row.tax_deductible is False


@pytest.mark.parametrize("deed", ["accept", "refuse", "refund"])
def test_nothing_happens_twice(cast, ruth, deed):
    row = accepted(cast, ruth)
    refund(by=cast.hub_officer, donation_id=row.pk, reason="Paid twice.")
    calls = {
        "accept": lambda: accept(by=cast.hub_officer, donation_id=row.pk),
        "refuse": lambda: refuse(by=cast.hub_officer, donation_id=row.pk, reason="No."),
        "refund": lambda: refund(by=cast.hub_officer, donation_id=row.pk, reason="No."),
    }
    with pytest.raises(Conflict):
        calls[deed]()
    assert row.postings.count() == 3


class TestGate:
    def test_a_company_gives_only_under_a_clearance(self, cast, lunaris):
        row = gift(cast, lunaris, "100")
        with pytest.raises(Conflict) as refused:
            accept(by=cast.focal_point, donation_id=row.pk)
        assert refused.value.code == "no_clearance"
        clearance = cleared_for_gifts(cast, lunaris.company)
        row = accept(by=cast.focal_point, donation_id=row.pk)
        assert row.clearance == clearance

    def test_not_beyond_its_ceiling(self, cast, lunaris):
        cleared_for_gifts(cast, lunaris.company, amount=500)
        row = gift(cast, lunaris, "501")
        with pytest.raises(Conflict) as refused:
            accept(by=cast.focal_point, donation_id=row.pk)
        assert refused.value.code == "above_ceiling"
        assert "500" in str(refused.value.reason)

    def test_not_under_a_suspended_one(self, cast, lunaris):
        clearance = cleared_for_gifts(cast, lunaris.company)
        suspend(by=cast.partnerships_officer, clearance_id=clearance.pk, reason="A raid.")
        row = gift(cast, lunaris)
        with pytest.raises(Conflict):
            accept(by=cast.focal_point, donation_id=row.pk)

    @pytest.mark.parametrize(("amount", "passes"), [("9999.99", True), ("10000", False)])
    def test_a_person_is_screened_from_10_000_on(self, cast, ruth, amount, passes):
        row = gift(cast, ruth, amount)
        if passes:
            assert accept(by=cast.hub_officer, donation_id=row.pk).state == "accepted"
            return
        with pytest.raises(Conflict) as refused:
            accept(by=cast.hub_officer, donation_id=row.pk)
        assert refused.value.code == "no_clearance"

    def test_a_correction_does_not_pass_by_it(self, cast, lunaris):
        cleared_for_gifts(cast, lunaris.company, amount=500)
        row = accepted(cast, lunaris, "400")
        with pytest.raises(Conflict) as refused:
            correct(by=cast.focal_point, donation_id=row.pk, changes={"amount": Decimal(600)}, reason="More came.")
        assert refused.value.code == "above_ceiling"

    @pytest.mark.parametrize(
        "sql",
        [
            "update donations_donation set state = 'accepted', decided_at = now(), relied_on = current_date",
            "update donations_donation set given_amount = 5, given_usd = 5",
            "delete from donations_donation",
            "update donations_entry set usd = 5",
            "delete from donations_entry",
            "delete from donations_posting",
            "insert into donations_entry (posting_id, donation_id, account, usd)"
            " select id, donation_id, 'pool', 5 from donations_posting",
        ],
    )
    def test_raw_sql_meets_the_same_wall(self, cast, lunaris, sql):
        gift(cast, lunaris)
        connection.check_constraints()
        with pytest.raises(DatabaseError, match=r"Cannot|no clearance|does not agree|do not sum up"):
            self._run(sql)

    def _run(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
        connection.check_constraints()


class TestWho:
    def test_a_hub_does_only_what_is_its_own(self, cast, lunaris, ruth):
        with pytest.raises(Forbidden):
            gift(cast, ruth, office_id=cast.senegal.pk)
        row = gift(cast, lunaris)
        with pytest.raises(Forbidden):
            accept(by=cast.hub_officer, donation_id=row.pk)

    @pytest.mark.parametrize("key", ["auditor", "administrator", "director_general", "regional_director", "outsider"])
    def test_others_enter_and_decide_nothing(self, cast, ruth, key):
        row = gift(cast, ruth)
        for deed in (
            lambda by: accept(by=by, donation_id=row.pk),
            lambda by: refuse(by=by, donation_id=row.pk, reason="No."),
            lambda by: correct(by=by, donation_id=row.pk, changes={"intent": "x"}),
        ):
            with pytest.raises(Forbidden):
                deed(getattr(cast, key))

    def test_the_same_number_of_a_platform_comes_in_once(self, cast, ruth):
        gift(cast, ruth, platform="site", external_id="A-1")
        with pytest.raises(Conflict) as refused:
            gift(cast, ruth, platform="site", external_id="A-1")
        assert refused.value.code == "entered_already"
