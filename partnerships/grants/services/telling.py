"""Who is told of a call and of decisions; the sentences stand in `wordings.py`."""

from datetime import date

from django.urls import reverse

from crm.accounts.enums import Role
from crm.accounts.models import Office, RoleAssignment, User
from crm.contactlog.selectors import people_of
from crm.notifications.services.notices import notify

from ...models import GrantCall, Proposal
from . import writing

_PROPOSING = (Role.STAFF, Role.CHIEF_OF_MISSION, Role.HUB)


def tell_of_call(*, call: GrantCall, by: User, on: date) -> None:
    """Those who would write a proposal at the offices that may."""
    offices = writing.eligible_ids(call) or Office.objects.open(on=on).values("pk")
    roles = RoleAssignment.objects.current(on=on).filter(role__in=_PROPOSING, office__in=offices)
    people = User.objects.active().filter(roles__in=roles).exclude(pk=by.pk).distinct()
    values = {"title": call.title, "deadline_on": call.deadline.isoformat(), "amount_usd": str(call.amount_usd)}
    path = reverse("partnerships:grant_call", args=[call.pk])
    notify(recipients=people, wording="grant_call_opened", values=values, path=path, subject=call)


def tell_of_decision(*, proposal: Proposal, by: User, on: date) -> None:
    """Whoever sent it, and the people of its office."""
    sender = [proposal.submitted_by] if proposal.submitted_by and proposal.submitted_by.is_active else []
    people = [each for each in (*people_of([proposal.office_id], on=on), *sender) if each.pk != by.pk]
    values = {
        "title": proposal.title,
        "call": proposal.call.title,
        "amount_usd": str(proposal.awarded_usd or ""),
        "reason": proposal.decision_reason,
    }
    path = reverse("partnerships:proposal", args=[proposal.pk])
    wording = f"grant_{proposal.state}"
    notify(recipients=people, wording=wording, values=values, path=path, subject=proposal)
