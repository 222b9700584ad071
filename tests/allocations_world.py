"""Destinations and allocations in tests."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from crm.accounts.enums import Role
from crm.accounts.models import User
from donations.allocations.services.allocations import approve, propose
from donations.allocations.services.data import AllocationData
from donations.models import Allocation, Cause, Destination
from tests.factories import RoleFactory, UserFactory


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
