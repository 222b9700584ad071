"""Who is told of what became of an allocation; the sentences stand in `wordings.py`."""

from django.urls import reverse

from crm.accounts.models import User
from crm.notifications.services.notices import notify

from ...models import Allocation


def tell_of_decision(*, allocation: Allocation, by: User) -> None:
    _tell(allocation, f"allocation_{allocation.state}", allocation.decision_reason, by)


def tell_of_return(*, allocation: Allocation, reason: str, by: User) -> None:
    _tell(allocation, "allocation_taken_back", reason, by)


def _tell(allocation: Allocation, wording: str, reason: str, by: User) -> None:
    """Whoever proposed it."""
    proposer = allocation.proposed_by
    if proposer is None or not proposer.is_active or proposer.pk == by.pk:
        return
    values = {
        "amount_usd": str(allocation.amount_usd),
        "destination": allocation.destination.name,
        "reason": reason,
    }
    path = reverse("donations:allocation", args=[allocation.pk])
    notify(recipients=[proposer], wording=wording, values=values, path=path, subject=allocation)
