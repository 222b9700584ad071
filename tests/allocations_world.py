"""Destinations and allocations in tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from crm.accounts.enums import Role
from crm.accounts.models import User
from donations.allocations.services.allocations import approve, propose
from donations.allocations.services.data import AllocationData
from donations.allocations.services.intents import ask
from donations.appeals.services.appeals import add_appeal, open_appeal
from donations.appeals.services.costs import add_cost
from donations.appeals.services.data import AppealData, CostData
from donations.models import Allocation, Appeal, Cause, Destination, Donor
from tests.donations_world import DAY, accepted, cause, cleared_for_gifts, company_donor, gift, private_donor
from tests.factories import CompanyFactory, RoleFactory, UserFactory


def destination(
    cast: SimpleNamespace, name: str = "Global Assistance Fund", *causes: Cause, **changes: Any
) -> Destination:
    row, _made = Destination.objects.get_or_create(
        name=name, defaults={"kind": "pooled_fund", "office": cast.hq, **changes}
    )
    row.causes.add(*causes)
    return row


def proposed(
    cast: SimpleNamespace, to: Destination, amount: str = "50", *, by: User | None = None, cause: Cause | None = None
) -> Allocation:
    by = by or cast.focal_point
    told = AllocationData(by.office_id, to.pk, Decimal(amount), "Shelter is needed", cause and cause.pk)
    return propose(by=by, data=told)


def approved(cast: SimpleNamespace, to: Destination, amount: str = "50", **more: Any) -> Allocation:
    return approve(by=cast.partnerships_officer, allocation_id=proposed(cast, to, amount, **more).pk)


def second_officer(cast: SimpleNamespace) -> User:
    """A colleague of the partnerships team."""
    person = UserFactory(office=cast.hq)
    RoleFactory(user=person, role=Role.PARTNERSHIPS, office=cast.hq)
    return person


def appeal(cast: SimpleNamespace, number: int = 0, *causes: Cause) -> Appeal:
    """An open appeal of Senegal with a cost."""
    told = AppealData(f"Safe return {number}", cast.senegal.pk, date(2026, 11, 1), goal_amount=Decimal(10_000))
    row = add_appeal(by=cast.focal_point, data=replace(told, cause_ids=tuple(each.pk for each in causes)))
    add_cost(by=cast.focal_point, appeal_id=row.pk, data=CostData("Print", date(2026, 11, 1), Decimal(500)))
    return open_appeal(by=cast.focal_point, appeal_id=row.pk)


def giver(cast: SimpleNamespace) -> Donor:
    """A company that is cleared and gives to Senegal."""
    company = CompanyFactory(legal_name="Lunaris Solar", lead_office=cast.senegal)
    cleared_for_gifts(cast, company)
    return company_donor(cast, company)


def allocated(cast: SimpleNamespace) -> dict[str, object]:
    """For the world of doors: an appeal with a gift, a destination, allocations that wait and are done, a question."""
    donor, served = giver(cast), cause()
    called, fund = appeal(cast, 0, served), destination(cast, "Global Assistance Fund", served)
    accepted(cast, donor, "1000", appeal_id=called.pk)
    given = accepted(cast, donor, "100", cause_id=served.pk)
    waits, done = proposed(cast, fund, "10"), approved(cast, fund, "10")
    question = ask(by=cast.partnerships_officer, donation_id=given.pk, asked="donor", why="The project ended")
    ruth = private_donor(cast)
    waiting = gift(cast, donor, "30")
    return {
        "donations:donation pk": waiting.pk,
        "donations:donation_refund pk": given.pk,
        "donations:shipping pk": waiting.pk,
        "donations:donor pk": donor.pk,
        "api:donation pk": waiting.pk,
        "api:donor pk": ruth.pk,
        "donations:appeal pk": called.pk,
        "donations:appeal_open pk": draft(cast).pk,
        "donations:appeal_cost pk": called.costs.get().pk,
        "donations:appeal_cost_add pk": called.pk,
        "donations:cause_ pk": served.pk,
        "donations:destination pk": fund.pk,
        "donations:allocation pk": waits.pk,
        "donations:allocation_take_back pk": done.pk,
        "donations:allocation_propose pk": served.pk,
        "donations:pool pk": served.pk,
        "donations:intent_ask pk": accepted(cast, donor, "50").pk,
        "donations:intent_answer pk": question.pk,
        "api:appeal pk": called.pk,
        "api:cause pk": served.pk,
        "api:destination pk": fund.pk,
        "api:allocation pk": waits.pk,
    }


def draft(cast: SimpleNamespace) -> Appeal:
    told = AppealData("A draft", cast.senegal.pk, date(2026, 11, 1))
    return add_appeal(by=cast.focal_point, data=told)


def one_more_allocation(cast: SimpleNamespace, number: int) -> None:
    """Another of each; the first ones with more around them."""
    donor = Donor.objects.filter(company__legal_name="Lunaris Solar").earliest("pk")
    served = cause(f"cause-{number}", f"Cause {number}")
    appeal(cast, number, served)
    first, fund = Appeal.objects.earliest("pk"), Destination.objects.earliest("pk")
    add_cost(by=cast.focal_point, appeal_id=first.pk, data=CostData(f"Bill {number}", DAY, Decimal(10)))
    first.causes.add(served)
    destination(cast, f"Project {number}", served)
    fund.causes.add(served)
    accepted(cast, donor, "100", cause_id=served.pk)
    given = accepted(cast, donor, "100", appeal_id=first.pk)
    for amount in ("0.01", "0.02"):
        proposed(cast, fund, amount)
    approved(cast, fund, "3", cause=served)
    ask(by=cast.focal_point, donation_id=given.pk, asked="headquarters", why="It ended")
