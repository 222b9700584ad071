"""Allocations: who proposes and decides, never more than is there, never against what it was given for."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from crm.accounts.models import Delegation, RoleAssignment, User
from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden, Stale
from donations.allocations.services.allocations import approve, propose, reject, take_back, withdraw
from donations.allocations.services.data import AllocationData
from donations.allocations.services.drawing import draw
from donations.gifts.services.gifts import refund
from donations.ledger.balances import balances, pool
from donations.ledger.posting import post
from donations.models import Allocation, Destination, Entry
from tests.allocations_world import approved, destination, proposed, second_officer
from tests.donations_world import accepted


def refused(deed, **told):
    with pytest.raises((Conflict, Forbidden)) as refusal:
        deed(**told)
    return refusal.value.code


def test_the_oldest_gift_is_drawn_first(cast, fund, gifts):
    row = approved(cast, fund, "100")
    second, third, first = gifts
    drawn = dict(Entry.objects.filter(posting__allocation=row, account="allocated").values_list("donation", "usd"))
    assert drawn == {first.pk: Decimal(83), second.pk: Decimal(17)}
    assert (pool(None), balances(third.pk)["pool"]) == (149, 83)
    assert (row.state, row.decided_by, row.version) == ("approved", cast.partnerships_officer, 2)


def test_of_one_day_the_first_entered_is_drawn_first(cast, fund, ruth):
    first, second = (accepted(cast, ruth, "100") for _number in range(2))
    row = approved(cast, fund, "10")
    assert list(Entry.objects.filter(posting__allocation=row).values_list("donation", flat=True)) == [first.pk] * 2
    assert balances(second.pk)["pool"] == 83


def test_never_more_than_is_there(cast, fund, gifts):
    assert refused(proposed, cast=cast, to=fund, amount="249.01") == "not_enough"
    whole, more = proposed(cast, fund, "249"), proposed(cast, fund, "0.01")
    approve(by=cast.partnerships_officer, allocation_id=whole.pk)
    assert refused(approve, by=cast.partnerships_officer, allocation_id=more.pk) == "not_enough"
    assert pool(None) == 0


def test_never_against_what_it_was_given_for(cast, fund, ruth, trafficking):
    accepted(cast, ruth, "100", cause_id=trafficking.pk)
    accepted(cast, ruth, "100")
    other = destination(cast, "Any money")
    own = destination(cast, "Own alone", trafficking, unearmarked=False)
    assert refused(proposed, cast=cast, to=other, cause=trafficking) == "wrong_intent"
    assert refused(proposed, cast=cast, to=own) == "wrong_intent"
    waits = proposed(cast, fund, "50", cause=trafficking)
    fund.causes.remove(trafficking)
    assert refused(approve, by=cast.partnerships_officer, allocation_id=waits.pk) == "wrong_intent"
    fund.causes.add(trafficking)
    Destination.objects.filter(pk=fund.pk).update(closed_on=date(2026, 11, 1))
    assert refused(approve, by=cast.partnerships_officer, allocation_id=waits.pk) == "destination_closed"


def test_nobody_decides_on_their_own(cast, fund, gifts):
    own = proposed(cast, fund, "10", by=cast.partnerships_officer)
    assert refused(approve, by=cast.partnerships_officer, allocation_id=own.pk) == "own_request"
    assert refused(reject, by=cast.partnerships_officer, allocation_id=own.pk, reason="No") == "own_request"
    assert approve(by=second_officer(cast), allocation_id=own.pk).state == "approved"


def test_a_deputy_decides_but_not_for_who_proposed(cast, fund, gifts):
    """Neither on one's own proposal with the role of another, nor with the role of who proposed."""
    today, role = clock.today(), RoleAssignment.objects.get(user=cast.partnerships_officer)
    lent = {"assignment": role, "starts_on": today, "ends_on": today, "created_by": cast.partnerships_officer}
    deputy = User.objects.get(pk=cast.neighbour.pk)
    Delegation.objects.create(deputy=deputy, **lent)
    own, theirs, offices = (
        proposed(cast, fund, "10", by=person)
        for person in (cast.neighbour, cast.partnerships_officer, cast.focal_point)
    )
    for row in (own, theirs):
        assert refused(approve, by=deputy, allocation_id=row.pk) == "own_request"
    assert approve(by=deputy, allocation_id=offices.pk).decided_by == deputy
    event = AuditEvent.objects.get(verb="allocation.approved")
    assert (event.by_id, event.on_behalf_of_id) == (deputy.pk, cast.partnerships_officer.pk)


@pytest.mark.parametrize(
    "person", ["focal_point", "outsider", "chief_of_mission", "regional_director", "hub_officer", "auditor"]
)
def test_the_partnerships_team_decides(cast, fund, gifts, person):
    row = approved(cast, fund, "10")
    waits = proposed(cast, fund, "10", by=cast.neighbour)
    by = getattr(cast, person)
    assert refused(approve, by=by, allocation_id=waits.pk) == "not_yours"
    assert refused(withdraw, by=by, allocation_id=waits.pk) == "not_yours"
    assert refused(take_back, by=by, allocation_id=row.pk, reason="No") == "not_yours"


def test_who_proposes(cast, fund, gifts):
    for person in (cast.auditor, cast.regional_director, cast.administrator, cast.hub_officer):
        assert refused(proposed, cast=cast, to=fund, by=person) == "not_yours"
    data = AllocationData(cast.kenya.pk, fund.pk, Decimal(10), "Shelter")
    assert refused(propose, by=cast.focal_point, data=data) == "not_your_office"
    assert proposed(cast, fund, by=cast.chief_of_mission).office == cast.senegal


def test_taken_back_to_the_cent(cast, fund, gifts):
    before = {gift.pk: balances(gift.pk) for gift in gifts}
    row = approved(cast, fund, "100.01")
    assert refused(refund, by=cast.hub_officer, donation_id=gifts[2].pk, reason="Asked") == "allocated"
    with pytest.raises(ValidationError):
        take_back(by=cast.partnerships_officer, allocation_id=row.pk, reason=" ")
    row = take_back(by=cast.partnerships_officer, allocation_id=row.pk, reason="The project ended")
    assert {gift.pk: balances(gift.pk) for gift in gifts} == before
    assert [(each.kind, each.reason) for each in row.postings.order_by("pk")] == [
        ("allocated", ""),
        ("taken_back", "The project ended"),
    ]
    assert refused(take_back, by=cast.partnerships_officer, allocation_id=row.pk, reason="x") == "wrong_state"
    assert AuditEvent.objects.filter(verb="allocation.taken_back").count() == 1


def test_stale_and_decided_once(cast, fund, gifts):
    row = proposed(cast, fund, "10")
    with pytest.raises(Stale):
        approve(by=cast.partnerships_officer, allocation_id=row.pk, version=7)
    with pytest.raises(ValidationError):
        reject(by=cast.partnerships_officer, allocation_id=row.pk, reason="")
    reject(by=cast.partnerships_officer, allocation_id=row.pk, reason="Not now", version=1)
    assert refused(approve, by=cast.partnerships_officer, allocation_id=row.pk) == "wrong_state"
    assert refused(withdraw, by=cast.focal_point, allocation_id=row.pk) == "wrong_state"


SERVED, DESTINATION, ALLOCATION = (f"donations_{name}" for name in ("destination_causes", "destination", "allocation"))
AT_THE_PROMPT = [
    ("does not serve", f"DELETE FROM {SERVED} WHERE destination_id = %(fund)s"),
    ("does not serve", f"UPDATE {SERVED} SET destination_id = %(other)s WHERE destination_id = %(fund)s"),
    ("does not serve", f"UPDATE {DESTINATION} SET unearmarked = false WHERE id = %(fund)s"),
    ("decided on stays", f"UPDATE {ALLOCATION} SET destination_id = %(other)s WHERE id = %(done)s"),
    ("decided on stays", f"UPDATE {ALLOCATION} SET cause_id = NULL WHERE id = %(done)s"),
    ("decided on stays", f"UPDATE {ALLOCATION} SET amount_usd = 11 WHERE id = %(done)s"),
    ("by_another", f"UPDATE {ALLOCATION} SET state = 'approved', decided_by_id = %(own)s WHERE id = %(waits)s"),
    ("ledger does", f"UPDATE {ALLOCATION} SET state = 'approved', decided_by_id = %(else)s WHERE id = %(waits)s"),
    ("annot delete", f"DELETE FROM {ALLOCATION} WHERE id = %(waits)s"),
]


@pytest.mark.parametrize(("why", "statement"), AT_THE_PROMPT)
def test_the_database_refuses_what_services_refuse(cast, fund, ruth, trafficking, why, statement):
    accepted(cast, ruth, "100", cause_id=trafficking.pk)
    accepted(cast, ruth, "100")
    done = approved(cast, fund, "10", cause=trafficking)
    approved(cast, fund, "10")
    other = destination(cast, "Something else", unearmarked=False)
    waits = proposed(cast, fund, "10", by=cast.partnerships_officer)
    connection.check_constraints()
    rows = {"fund": fund, "other": other, "done": done, "waits": waits}
    people = {"own": cast.partnerships_officer, "else": second_officer(cast)}
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        at_the_prompt(statement, {name: row.pk for name, row in (rows | people).items()})


def at_the_prompt(statement, values):
    """What is checked at the end is checked now."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def astray(cast, row):
    """Approved past the services, to a destination that does not serve it; the books agree."""
    Allocation.objects.filter(pk=row.pk).update(
        destination=destination(cast, "Something else", unearmarked=False),
        state="approved",
        decided_by=second_officer(cast),
    )
    post(kind="allocated", allocation=row, parts=draw(None, amount=row.amount_usd), by=None, on=clock.today())
    connection.check_constraints()


def test_the_database_knows_what_a_destination_serves(cast, fund, gifts):
    row = proposed(cast, fund, "10")
    with pytest.raises(DatabaseError, match="does not serve"), transaction.atomic():
        astray(cast, row)
